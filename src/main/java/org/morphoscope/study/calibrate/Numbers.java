package org.morphoscope.study.calibrate;

import java.util.Locale;

/** Formatting that does not depend on the machine's language. */
final class Numbers {
  private Numbers() {}

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
