package org.morphoscope.text;

import java.util.Locale;

/** Formats values as {@link String#format} does, with the same digits and signs everywhere. */
public final class Texts {
  private Texts() {}

  /**
   * {@return the text, the same on every machine}
   *
   * @param format as of {@link java.util.Formatter}
   * @param values what the format's placeholders stand for
   */
  public static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
