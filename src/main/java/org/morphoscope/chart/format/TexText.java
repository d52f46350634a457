package org.morphoscope.chart.format;

import java.util.Map;
import org.morphoscope.chart.RichText;
import org.morphoscope.text.Names;

/** Text for LaTeX: everything special escaped, symbols as commands that need no package. */
final class TexText {
  private static final Map<Integer, String> SYMBOLS =
      Map.ofEntries(
          Map.entry((int) '\\', "\\textbackslash{}"),
          Map.entry((int) '^', "\\textasciicircum{}"),
          Map.entry((int) '~', "\\textasciitilde{}"),
          Map.entry((int) '<', "$<$"),
          Map.entry((int) '>', "$>$"),
          Map.entry((int) '|', "$|$"),
          Map.entry((int) '"', "''"),
          Map.entry(0x2212, "$-$"),
          Map.entry(0xd7, "$\\times$"),
          Map.entry(0xb1, "$\\pm$"),
          Map.entry(0xb7, "$\\cdot$"),
          Map.entry(0xb0, "$^\\circ$"),
          Map.entry(0x2264, "$\\le$"),
          Map.entry(0x2265, "$\\ge$"),
          Map.entry(0x2248, "$\\approx$"),
          Map.entry(0x221e, "$\\infty$"),
          Map.entry(0x2202, "$\\partial$"),
          Map.entry(0x2013, "--"),
          Map.entry(0x2014, "---"),
          Map.entry(0x2026, "\\ldots{}"),
          Map.entry(0x394, "$\\Delta$"),
          Map.entry(0x3a3, "$\\Sigma$"),
          Map.entry(0x3b8, "$\\theta$"),
          Map.entry(0x3bb, "$\\lambda$"),
          Map.entry(0x3c1, "$\\rho$"),
          Map.entry(0x3c3, "$\\sigma$"));

  private TexText() {}

  static String of(String markup) {
    StringBuilder tex = new StringBuilder();
    for (RichText.Piece piece : RichText.pieces(markup)) {
      String text = escaped(piece.text());
      tex.append(
          switch (piece.level()) {
            case BASE -> text;
            case RAISED -> "\\textsuperscript{" + text + "}";
            case LOWERED -> "\\textsubscript{" + text + "}";
          });
    }
    return tex.toString();
  }

  /**
   * Letters that LaTeX's standard encodings lack stay as they are: LuaLaTeX and XeLaTeX set them
   * with a font that has them.
   */
  private static String escaped(String text) {
    StringBuilder tex = new StringBuilder();
    for (int point : text.codePoints().toArray()) {
      String symbol = SYMBOLS.get(point);
      if (symbol != null) {
        tex.append(symbol);
      } else if ("#$%&_{}".indexOf(point) >= 0) {
        tex.append('\\').appendCodePoint(point);
      } else if (point < 0x80 || (point >= 0xc0 && point <= 0x17e)) {
        tex.append(point < ' ' ? " " : Character.toString(point));
      } else {
        tex.append(Names.shown(Character.toString(point)));
      }
    }
    return tex.toString();
  }

  /** For comments: one line. */
  static String comment(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
