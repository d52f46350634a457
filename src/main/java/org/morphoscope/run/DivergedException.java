package org.morphoscope.run;

import org.morphoscope.run.config.Training;
import org.morphoscope.text.Texts;

/** Training has left what is sound. The message is one sentence with the remedy. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * The loss is no number any more.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param tail whether it was in the tail of the round
   * @param training as configured, for the remedy
   */
  public DivergedException(int round, boolean tail, Training training) {
    this(round, tail, "the loss is no longer a finite number", training);
  }

  /**
   * The loss is a number, but far above that of the beginning.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param tail whether it was in the tail of the round
   * @param training as configured, for the remedy
   * @param before training loss at the beginning of the round or tail, in nats
   * @param after at its end
   */
  public DivergedException(
      int round, boolean tail, Training training, double before, double after) {
    this(
        round, tail, Texts.of("the training loss rose from %.4f to %.4f", before, after), training);
  }

  private DivergedException(int round, boolean tail, String what, Training training) {
    super(
        Texts.of(
            tail
                ? "Training diverged in the tail of round %d (%s): go on with resume and a lower"
                    + " learning rate, for example --learning-rate %.2g instead of %.2g; the rounds"
                    + " are kept."
                : "Training diverged in round %d (%s): start a run with a lower learning rate, for"
                    + " example %.2g instead of %.2g; the rounds before it are kept.",
            round,
            what,
            training.learningRate() / 3,
            training.learningRate()));
  }
}
