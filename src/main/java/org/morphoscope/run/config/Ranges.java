package org.morphoscope.run.config;

import org.morphoscope.text.Texts;

/** Refusals of values outside their range, each one sentence with what was expected. */
public final class Ranges {
  private Ranges() {}

  /**
   * Requires a whole number from a range.
   *
   * @param low least good value
   * @param high most
   * @param what name of the setting, as the sentence has it
   * @param found the value
   * @throws IllegalArgumentException in one sentence, with both ends, when a value is outside
   */
  public static void requireBetween(long low, long high, String what, long found) {
    require(found >= low && found <= high, what, Texts.of("%d to %d", low, high), found);
  }

  /**
   * Requires that a value is good.
   *
   * @param good whether it is
   * @param what name of the setting, as the sentence has it
   * @param expected the good values in words
   * @param found the value
   * @throws IllegalArgumentException in one sentence when a value is not good
   */
  public static void require(boolean good, String what, String expected, Object found) {
    if (!good) {
      throw new IllegalArgumentException(
          Texts.of("%s: expected %s, found %s", what, expected, found));
    }
  }
}
