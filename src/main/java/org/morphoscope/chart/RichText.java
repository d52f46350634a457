package org.morphoscope.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with {@code ^{raised}} and {@code _{lowered}} pieces. */
public final class RichText {
  private static final Pattern SHIFTED = Pattern.compile("([\\^_])\\{([^}]*)\\}");
  private static final double SMALL = 0.72;
  private static final double RAISE = 0.36;
  private static final double LOWER = 0.18;

  /** What a piece is. */
  public enum Level {
    /** On the line. */
    BASE,
    /** Smaller and above the line: an exponent. */
    RAISED,
    /** Smaller and below the line: an index. */
    LOWERED
  }

  /**
   * A piece as it was written.
   *
   * @param text without markup
   * @param level where it stands
   */
  public record Piece(String text, Level level) {}

  /**
   * A piece to set.
   *
   * @param text without markup
   * @param size points
   * @param rise points above the baseline
   */
  public record Run(String text, double size, double rise) {}

  private RichText() {}

  /**
   * {@return the text cut into pieces of one level each, from left to right}
   *
   * @param markup text with {@code ^{...}} and {@code _{...}}
   */
  public static List<Piece> pieces(String markup) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = SHIFTED.matcher(markup);
    int from = 0;
    while (matcher.find()) {
      add(pieces, markup.substring(from, matcher.start()), Level.BASE);
      add(pieces, matcher.group(2), matcher.group(1).equals("^") ? Level.RAISED : Level.LOWERED);
      from = matcher.end();
    }
    add(pieces, markup.substring(from), Level.BASE);
    return pieces;
  }

  private static void add(List<Piece> pieces, String text, Level level) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, level));
    }
  }

  static List<Run> runs(String markup, double size) {
    return pieces(markup).stream()
        .map(
            piece ->
                switch (piece.level()) {
                  case BASE -> new Run(piece.text(), size, 0);
                  case RAISED -> new Run(piece.text(), size * SMALL, size * RAISE);
                  case LOWERED -> new Run(piece.text(), size * SMALL, -size * LOWER);
                })
        .toList();
  }

  /**
   * {@return the text without any markup, for formats that have none}
   *
   * @param markup text with {@code ^{...}} and {@code _{...}}
   */
  public static String plain(String markup) {
    return SHIFTED.matcher(markup).replaceAll("$1$2").replace("_", " ");
  }
}
