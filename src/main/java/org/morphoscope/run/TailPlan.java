package org.morphoscope.run;

import static org.morphoscope.run.RunConfig.require;
import static org.morphoscope.run.RunConfig.requireBetween;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How long the tails of a run are, and which rounds get one.
 *
 * @param epochs of a tail; empty for what is usual, see {@link Training#tailEpochs(int)}
 * @param compute multiply-accumulates that the run is to come to in all: the tail of its last round
 *     has as many whole epochs as come closest, maybe none; empty where the epochs are told
 * @param at rounds that get a tail of their own
 */
public record TailPlan(OptionalInt epochs, OptionalLong compute, Training.TailAt at) {
  /** As many epochs as the schedule has, behind the last round. */
  public static final TailPlan USUAL =
      new TailPlan(OptionalInt.empty(), OptionalLong.empty(), Training.TailAt.LAST);

  /**
   * Checks that the numbers are in range and that the epochs are told in one way only.
   *
   * @param epochs of a tail; empty for what is usual
   * @param compute multiply-accumulates that the run is to come to in all; empty where the epochs
   *     are told
   * @param at rounds that get a tail of their own
   */
  public TailPlan {
    requireBetween(0, Training.MOST_EPOCHS, "epochs of the tail", epochs.orElse(0));
    require(
        compute.orElse(1) > 0 && (epochs.isEmpty() || compute.isEmpty()),
        "compute of the run",
        "above 0, and no epochs of the tail beside it",
        compute.orElse(0));
  }

  /**
   * {@return the number of epochs of the tail of the last round}
   *
   * @param training that the plan is of
   * @param images of the training part
   * @param last the round before its tail
   */
  public static int epochs(Training training, int images, RoundSummary last) {
    OptionalLong total = training.tail().compute();
    if (total.isEmpty()) {
      return training.tailEpochs(last.round());
    }
    long spent = last.compute().orElse(Compute.NONE).total();
    long left = Math.max(0, total.getAsLong() - spent);
    return epochsFor(left, training.batch(), images, last.multiplyAccumulates());
  }

  /**
   * {@return the multiply-accumulates of an epoch, three forward passes per image} What is left of
   * the images after the last whole batch is not met.
   *
   * @param batch images per step
   * @param images of the training part
   * @param macs of one image's forward pass
   */
  public static long epochCompute(int batch, int images, long macs) {
    return 3L * batch * (images / batch) * macs;
  }

  /**
   * {@return the number of whole epochs whose arithmetic comes closest to an amount}
   *
   * @param compute multiply-accumulates
   * @param batch images per step
   * @param images of the training part
   * @param macs of one image's forward pass
   */
  public static int epochsFor(long compute, int batch, int images, long macs) {
    long epoch = epochCompute(batch, images, macs);
    return epoch == 0 ? 0 : (int) Math.min(Training.MOST_EPOCHS, (compute + epoch / 2) / epoch);
  }
}
