package org.morphoscope.study.compare;

import java.io.IOException;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;
import org.morphoscope.text.Texts;

/**
 * What the other runs of a seed are matched with.
 *
 * @param compute multiply-accumulates of the reference, training and search
 * @param epochs that the reference was trained, its tail included
 * @param tail epochs of its tail
 * @param trainImages of the training part
 * @param widths of its finished net
 */
record Yardstick(long compute, int epochs, int tail, int trainImages, int[] widths) {

  /**
   * @param reference a run that is done
   * @throws IOException in one sentence when nobody wrote down what it cost
   */
  static Yardstick of(RunResult reference) throws IOException {
    if (reference.epochs().isEmpty()
        || reference.trainImages().isEmpty()
        || reference.last().compute().isEmpty()) {
      throw new IOException(
          Texts.of(
              "%s: expected a run whose arithmetic was counted, found one from before it was; choose another folder with --out.",
              reference.folder()));
    }
    return new Yardstick(
        reference.compute().total(),
        reference.epochs().getAsInt(),
        reference.last().tail().map(tail -> tail.epochs()).orElse(0),
        reference.trainImages().getAsInt(),
        reference.widths());
  }

  /** Epochs of a net that does not grow: as many as the reference had, or as cost as much. */
  int epochs(Match match, Training training, NetworkSpec net) {
    return match == Match.EPOCHS
        ? epochs
        : Math.max(
            1,
            TailPlan.epochsFor(
                compute, training.batch(), trainImages, Resources.of(net).multiplyAccumulates()));
  }

  /** The share of its epochs before the tail. */
  double plateau() {
    return epochs == 0 ? 0 : 1 - (double) tail / epochs;
  }

  /** Epochs of so many that belong to the tail: the same share as with the reference. */
  int tailOf(int all) {
    return epochs == 0 ? 0 : (int) Math.round((double) all * tail / epochs);
  }
}
