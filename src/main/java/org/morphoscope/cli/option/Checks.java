package org.morphoscope.cli.option;

import org.morphoscope.text.Texts;

/** What options must be, alone and beside each other. */
public final class Checks {
  private Checks() {}

  /**
   * @param option its name, for the sentence
   * @param low least that is allowed
   * @param high most that is allowed
   * @param found null when the option is not given
   * @throws IllegalArgumentException in one sentence, with both ends, when it is outside
   */
  public static void between(String option, long low, long high, Number found) {
    if (found != null && (found.longValue() < low || found.longValue() > high)) {
      throw new IllegalArgumentException(
          Texts.of("%s: expected %,d to %,d, found %d", option, low, high, found.longValue()));
    }
  }

  /**
   * @param both whether both were given
   * @param why what the other option does, so that this one has no effect
   * @throws IllegalArgumentException in one sentence when both were given
   */
  static void notBoth(boolean both, String option, String other, String why) {
    if (both) {
      throw new IllegalArgumentException(
          Texts.of("expected %s or %s, found both: the latter %s", option, other, why));
    }
  }

  /** What a person gave, else what is usual. */
  static <T> T or(T given, T standard) {
    return given == null ? standard : given;
  }
}
