package org.morphoscope.study.calibrate;

import org.morphoscope.text.Texts;

/** Formatting that does not depend on the machine's language. */
final class Numbers {
  private Numbers() {}

  static String text(String format, Object... values) {
    return Texts.of(format, values);
  }
}
