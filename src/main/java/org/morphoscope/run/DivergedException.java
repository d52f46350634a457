package org.morphoscope.run;

import org.morphoscope.text.Texts;

/** The training loss is no longer a number. The message is one sentence with the remedy. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DivergedException(int round, Training training) {
    super(
        Texts.of(
            "Training diverged in round %d (the loss is no longer a finite number): start a run"
                + " with a lower learning rate, for example %.2g instead of %.2g; the rounds"
                + " before it are kept.",
            round, training.learningRate() / 3, training.learningRate()));
  }
}
