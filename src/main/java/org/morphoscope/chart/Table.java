package org.morphoscope.chart;

import java.util.List;
import java.util.Objects;
import org.morphoscope.text.Texts;

/**
 * Numbers and words in rows.
 *
 * @param columns names and units
 * @param rows one value per column: a {@link Number}, a {@link String}, or {@link #NONE}
 */
public record Table(List<Column> columns, List<List<Object>> rows) {
  /** An empty field. */
  public static final String NONE = "";

  /**
   * @param name may contain {@code ^{...}} and {@code _{...}}
   * @param unit empty for a pure number or words
   * @param decimals digits behind the point in LaTeX and Markdown; -1: as many as there are
   */
  public record Column(String name, String unit, int decimals) {
    /**
     * Checks that name and unit are there; the unit may be empty.
     *
     * @param name may contain {@code ^{...}} and {@code _{...}}
     * @param unit empty for a pure number or words
     * @param decimals digits behind the point in LaTeX and Markdown; -1: as many as there are
     */
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(unit, "unit");
    }

    /**
     * {@return a column whose numbers are written as they are}
     *
     * @param name may contain {@code ^{...}} and {@code _{...}}
     * @param unit empty for a pure number or words
     */
    public static Column of(String name, String unit) {
      return new Column(name, unit, -1);
    }

    /** {@return the name with the unit in brackets, if there is one} */
    public String heading() {
      return unit.isEmpty() ? name : name + " [" + unit + "]";
    }
  }

  /**
   * Copies the lists and checks that every row has a value for each column.
   *
   * @param columns names and units
   * @param rows one value per column: a {@link Number}, a {@link String}, or {@link #NONE}
   */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            Texts.of("a row has %d fields for %d columns", row.size(), columns.size()));
      }
    }
  }
}
