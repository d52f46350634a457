package org.morphoscope.chart.format;

import java.util.stream.Collectors;
import org.morphoscope.chart.RichText;
import org.morphoscope.chart.Table;
import org.morphoscope.text.Names;

/** Tables as comma-separated values (RFC 4180), numbers exactly as they are. */
final class CsvWriter {
  private static final String END = "\r\n";

  private CsvWriter() {}

  static String text(Table table) {
    StringBuilder csv = new StringBuilder();
    csv.append(
            table.columns().stream()
                .map(column -> quoted(RichText.plain(column.heading())))
                .collect(Collectors.joining(",")))
        .append(END);
    for (var row : table.rows()) {
      csv.append(row.stream().map(CsvWriter::field).collect(Collectors.joining(","))).append(END);
    }
    return csv.toString();
  }

  private static String field(Object value) {
    if (value instanceof Double number) {
      if (number.isNaN()) {
        return "";
      }
      // whole numbers without a point: they are counts
      boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
      return whole ? Long.toString((long) (double) number) : number.toString();
    }
    return quoted(value instanceof Number ? value.toString() : Names.inCell(value.toString()));
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
