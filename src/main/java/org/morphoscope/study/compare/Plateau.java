package org.morphoscope.study.compare;

import java.util.OptionalInt;
import org.morphoscope.text.Texts;

/**
 * Epochs at the full learning rate that a net from scratch has before the fall of its tail: so many
 * or a share of all its epochs. What suits a net that grows need not suit one that does not.
 *
 * @param epochs of it; empty for a share
 * @param percent of all epochs, 1 to 99; 0 beside a number of epochs
 */
public record Plateau(OptionalInt epochs, int percent) {
  private static final int MOST_EPOCHS = 100_000;

  /**
   * Checks that one of the two is told, in its range.
   *
   * @param epochs of it; empty for a share
   * @param percent of all epochs; 0 beside a number of epochs
   */
  public Plateau {
    boolean good =
        epochs.isPresent()
            ? percent == 0 && epochs.getAsInt() >= 1 && epochs.getAsInt() <= MOST_EPOCHS
            : percent >= 1 && percent <= 99;
    if (!good) {
      throw new IllegalArgumentException(
          expected(epochs.isPresent() ? epochs.getAsInt() : percent + "%"));
    }
  }

  /**
   * {@return the plateau of a text}
   *
   * @param text for example {@code 8} (epochs) or {@code 50%}
   * @throws IllegalArgumentException in one sentence when it is neither
   */
  public static Plateau of(String text) {
    boolean share = text.endsWith("%");
    int number;
    try {
      number = Integer.parseInt(share ? text.substring(0, text.length() - 1) : text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(expected(text), e);
    }
    return share
        ? new Plateau(OptionalInt.empty(), number)
        : new Plateau(OptionalInt.of(number), 0);
  }

  /** {@return the text that {@link #of} reads} */
  public String label() {
    return epochs.isPresent() ? Integer.toString(epochs.getAsInt()) : percent + "%";
  }

  /** The tail of a course of so many epochs: what the plateau leaves, at least one epoch. */
  int tailOf(int all) {
    int plateau = epochs.orElse((int) Math.round(all * percent / 100.0));
    return Math.max(Math.min(1, all), all - plateau);
  }

  /** The share of a course of so many epochs that comes before its tail. */
  double shareOf(int all) {
    return all == 0 ? 0 : 1 - (double) tailOf(all) / all;
  }

  private static String expected(Object found) {
    return Texts.of(
        "expected a number of epochs, 1 to %,d, or a share of them, 1%% to 99%%, found '%s'",
        MOST_EPOCHS, found);
  }
}
