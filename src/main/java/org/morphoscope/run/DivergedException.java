package org.morphoscope.run;

import org.morphoscope.text.Texts;

/** Training has left what is sound. The message is one sentence with the remedy. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * The loss is no number any more.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param training as configured, for the remedy
   */
  public DivergedException(int round, Training training) {
    this(round, "the loss is no longer a finite number", training);
  }

  /**
   * The loss is a number, but far above that of the beginning.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param training as configured, for the remedy
   * @param before training loss at the beginning of the round, in nats
   * @param after at its end
   */
  public DivergedException(int round, Training training, double before, double after) {
    this(round, Texts.of("the training loss rose from %.4f to %.4f", before, after), training);
  }

  private DivergedException(int round, String what, Training training) {
    super(
        Texts.of(
            "Training diverged in round %d (%s): start a run with a lower learning rate, for"
                + " example %.2g instead of %.2g; the rounds before it are kept.",
            round, what, training.learningRate() / 3, training.learningRate()));
  }
}
