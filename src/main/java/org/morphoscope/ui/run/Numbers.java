package org.morphoscope.ui.run;

import java.util.Locale;
import org.morphoscope.text.Texts;

/** Reads what was typed into the fields of a form; errors are sentences. */
final class Numbers {
  private Numbers() {}

  /**
   * @throws IllegalArgumentException in one sentence
   */
  static long whole(String what, String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          what + ": expected a whole number, found '" + text + "'", e);
    }
  }

  /**
   * @param least smallest that is allowed
   * @param most largest that is allowed
   * @throws IllegalArgumentException in one sentence
   */
  static int whole(String what, String text, int least, int most) {
    String digits = text.strip();
    if (digits.matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(digits);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        Texts.of("%s: expected a whole number from %d to %d, found '%s'", what, least, most, text));
  }

  /**
   * {@code 24000}, {@code 24k} or {@code 1.5M}.
   *
   * @throws IllegalArgumentException in one sentence
   */
  static long amount(String what, String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replace(",", "");
    double unit = plain.endsWith("k") ? 1e3 : plain.endsWith("m") ? 1e6 : 1;
    String digits = unit > 1 ? plain.substring(0, plain.length() - 1) : plain;
    if (!digits.matches("[0-9]+(\\.[0-9]+)?")) {
      throw new IllegalArgumentException(
          what + ": expected a number such as 24000 or 24k, found '" + text + "'");
    }
    return Math.round(Double.parseDouble(digits) * unit);
  }

  /**
   * @throws IllegalArgumentException in one sentence
   */
  static double decimal(String what, String text, String example) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          what + ": expected a number such as " + example + ", found '" + text + "'", e);
    }
  }
}
