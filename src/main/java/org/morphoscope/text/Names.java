package org.morphoscope.text;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names from outside (files, classes, layers) on their way to a person or into a file. */
public final class Names {
  /** Stands for what must not be shown. */
  private static final char INSTEAD = '\uFFFD';

  private static final int LONGEST = 120;

  private Names() {}

  /**
   * {@return a line fit to be shown: without characters that move the cursor, start a new line, or
   * turn the direction of what follows, each of which gives way to one mark}
   *
   * @param text one line from outside
   */
  public static String shown(String text) {
    StringBuilder shown = null;
    for (int i = 0; i < text.length(); i++) {
      if (isHidden(text.charAt(i))) {
        if (shown == null) {
          shown = new StringBuilder(text);
        }
        shown.setCharAt(i, INSTEAD);
      }
    }
    return shown == null ? text : shown.toString();
  }

  /**
   * {@return a sentence fit to be shown, with the indented lines of a list behind it if there is
   * one; each line as {@link #shown}}
   *
   * @param text a sentence, or a sentence and lines that begin with two spaces
   */
  public static String shownWithList(String text) {
    return Stream.of(text.split("\\R(?=  )"))
        .map(Names::shown)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /**
   * {@return a name for a file or folder that every system takes, not empty: what Windows or a
   * shell reads otherwise becomes a hyphen, and a long name is cut}
   *
   * @param name from outside, without an ending
   */
  public static String inFileName(String name) {
    String plain =
        shown(name).replaceAll("[\\s<>:\"/\\\\|?*\uFFFD]+", "-").replaceAll("^[.-]+|[. -]+$", "");
    String cut = plain.codePointCount(0, plain.length()) <= LONGEST ? plain : shortened(plain);
    return cut.isEmpty() ? "unnamed" : cut;
  }

  private static String shortened(String name) {
    return name.substring(0, name.offsetByCodePoints(0, LONGEST));
  }

  /**
   * {@return a cell of a CSV file that no spreadsheet takes for a formula: one that begins with
   * {@code =}, {@code +}, {@code -}, {@code @} or a tab and is no number gets an apostrophe before
   * it}
   *
   * @param text of the cell, without quotes
   */
  public static String inCell(String text) {
    if (text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 || isNumber(text)) {
      return text;
    }
    return "'" + text;
  }

  private static boolean isNumber(String text) {
    return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?(NaN|Infinity)|[+-]");
  }

  /** Control characters, and the marks that change the direction of the text after them. */
  private static boolean isHidden(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
