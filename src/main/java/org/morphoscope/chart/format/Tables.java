package org.morphoscope.chart.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.morphoscope.chart.RichText;
import org.morphoscope.chart.Table;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/** Tables as text. */
public final class Tables {
  private Tables() {}

  /**
   * {@return comma-separated values with units in the header, numbers exactly as they are}
   *
   * @param table what the file holds
   */
  public static String csv(Table table) {
    return CsvWriter.text(table);
  }

  /**
   * {@return a {@code tabular} with the rules of the package booktabs, for {@code \input}}
   *
   * @param table what the file holds
   */
  public static String tex(Table table) {
    StringBuilder tex = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{tabular}{");
    for (int c = 0; c < table.columns().size(); c++) {
      tex.append(numeric(table, c) ? 'r' : 'l');
    }
    tex.append("}\n\\toprule\n");
    tex.append(
        table.columns().stream()
            .map(column -> TexText.of(column.heading()))
            .collect(Collectors.joining(" & ", "", " \\\\\n")));
    tex.append("\\midrule\n");
    for (List<Object> row : table.rows()) {
      tex.append(
          IntStream.range(0, row.size())
              .mapToObj(c -> TexText.of(text(row.get(c), table.columns().get(c))))
              .collect(Collectors.joining(" & ", "", " \\\\\n")));
    }
    return tex.append("\\bottomrule\n\\end{tabular}\n").toString();
  }

  /**
   * {@return a table of GitHub's Markdown}
   *
   * @param table what the file holds
   */
  public static String markdown(Table table) {
    StringBuilder md = new StringBuilder();
    md.append(
        table.columns().stream()
            .map(column -> cell(RichText.plain(column.heading())))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
    md.append(
        IntStream.range(0, table.columns().size())
            .mapToObj(c -> numeric(table, c) ? "---:" : "---")
            .collect(Collectors.joining("|", "|", "|\n")));
    for (List<Object> row : table.rows()) {
      md.append(
          IntStream.range(0, row.size())
              .mapToObj(c -> cell(text(row.get(c), table.columns().get(c))))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    return md.toString();
  }

  /**
   * {@return a table of HTML}
   *
   * @param table what the file holds
   */
  public static String html(Table table) {
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
    for (int c = 0; c < table.columns().size(); c++) {
      html.append(numeric(table, c) ? "<th class=\"n\">" : "<th>");
      html.append(SvgWriter.escaped(RichText.plain(table.columns().get(c).heading())));
      html.append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<Object> row : table.rows()) {
      html.append("<tr>");
      for (int c = 0; c < row.size(); c++) {
        html.append(numeric(table, c) ? "<td class=\"n\">" : "<td>");
        html.append(SvgWriter.escaped(text(row.get(c), table.columns().get(c))));
        html.append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table>\n").toString();
  }

  private static String cell(String text) {
    StringBuilder safe = new StringBuilder();
    for (char c : text.toCharArray()) {
      safe.append("\\|`[*".indexOf(c) >= 0 ? "\\" : "").append(c == '<' ? "&lt;" : c);
    }
    return safe.toString();
  }

  private static boolean numeric(Table table, int column) {
    return table.rows().stream()
        .map(row -> row.get(column))
        .allMatch(value -> value instanceof Number || value.equals(Table.NONE));
  }

  private static String text(Object value, Table.Column column) {
    if (value.equals(Table.NONE) || value instanceof Double number && number.isNaN()) {
      return "\u2013";
    }
    if (value instanceof Double number) {
      String plain =
          column.decimals() < 0
              ? significant(number)
              : Texts.of("%,." + column.decimals() + "f", number);
      return plain.replace('-', '\u2212');
    }
    if (value instanceof Number number) {
      return Texts.of("%,d", number.longValue()).replace('-', '\u2212');
    }
    return Names.shown(value.toString());
  }

  private static String significant(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new java.math.MathContext(4, RoundingMode.HALF_EVEN));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
