package org.morphoscope.study.calibrate;

import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/** A page put together of headings, paragraphs, tables and figures; everything is escaped. */
final class Html {
  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;max-width:74rem;margin:2rem auto;padding:0 1rem;\
      color:#1c2530;background:#fff}
      h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}
      table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.5rem 0}
      th,td{padding:.2rem .6rem;text-align:right;white-space:nowrap;border-bottom:1px solid #dde3ea}
      th{font-weight:600;border-bottom:2px solid #9aa7b5}
      th:first-child,td:first-child{text-align:left}
      svg{max-width:100%;height:auto}
      """;

  private final StringBuilder body = new StringBuilder();

  Html heading(int level, String text) {
    body.append(Texts.of("<h%d>%s</h%d>\n", level, escaped(text), level));
    return this;
  }

  Html paragraph(String text) {
    body.append("<p>").append(escaped(text)).append("</p>\n");
    return this;
  }

  /** An SVG document or element as it is. */
  Html figure(String svg) {
    if (!svg.isEmpty()) {
      body.append("<figure>").append(svg).append("</figure>\n");
    }
    return this;
  }

  Html header(String... cells) {
    body.append("<table>\n");
    return row("th", cells);
  }

  Html row(String... cells) {
    return row("td", cells);
  }

  private Html row(String tag, String... cells) {
    body.append("<tr>");
    for (String cell : cells) {
      body.append(Texts.of("<%s>%s</%s>", tag, escaped(cell), tag));
    }
    body.append("</tr>\n");
    return this;
  }

  Html end() {
    body.append("</table>\n");
    return this;
  }

  /**
   * @param more style sheet of the figures
   */
  String page(String title, String more) {
    return Texts.of(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%s</title><style>
        %s</style></head><body>
        %s</body></html>
        """,
        escaped(title), STYLE + more, body);
  }

  private static String escaped(String text) {
    return Names.shown(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("+- ", "\u00b1 ");
  }
}
