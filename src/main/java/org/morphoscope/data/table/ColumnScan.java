package org.morphoscope.data.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.NaturalOrder;
import org.morphoscope.text.Texts;

/**
 * What the columns of a table hold, from one pass over its rows: numbers, or text of few values.
 */
final class ColumnScan {
  /** Most values of a column of text. */
  static final int MOST_VALUES = 32;

  private final CsvFile file;

  /** Columns that features come from. */
  private final Set<Integer> used;

  /** By column: the first line with a number, and with text; 0 where there is none yet. */
  private final int[] numberLine;

  private final int[] textLine;
  private final List<Set<String>> texts = new ArrayList<>();
  private int rows;

  private ColumnScan(CsvFile file, Collection<Integer> used) {
    this.file = file;
    this.used = Set.copyOf(used);
    numberLine = new int[file.names().size()];
    textLine = new int[numberLine.length];
    for (int c = 0; c < numberLine.length; c++) {
      texts.add(new TreeSet<>(NaturalOrder.INSTANCE));
    }
  }

  /**
   * Looks through the whole file.
   *
   * @param used columns that features come from
   */
  static ColumnScan of(CsvFile file, Collection<Integer> used) throws DataFormatException {
    ColumnScan scan = new ColumnScan(file, used);
    file.forEach(scan::take);
    return scan;
  }

  private void take(int line, String[] cells) throws DataFormatException {
    rows++;
    for (int c : used) {
      boolean number = Cells.isNumber(cells[c]);
      if (!number) {
        Features.requireValue(file, line, c, cells[c]);
        texts.get(c).add(cells[c]);
      }
      int[] first = number ? numberLine : textLine;
      first[c] = first[c] == 0 ? line : first[c];
      if (numberLine[c] > 0 && textLine[c] > 0) {
        throw mixed(line, c, cells[c], number);
      }
      if (texts.get(c).size() > MOST_VALUES) {
        throw file.at(
            line,
            c,
            Texts.of("numbers, or text of at most %d different values", MOST_VALUES),
            Texts.of("'%s' as one more", cells[c]),
            Texts.of(
                "leave the column out with drop=%s if it names the rows", file.names().get(c)));
      }
    }
  }

  private DataFormatException mixed(int line, int c, String cell, boolean number) {
    return file.at(
        line,
        c,
        number
            ? Texts.of("text as in line %d", textLine[c])
            : Texts.of("a number with a point as in line %d", numberLine[c]),
        Texts.of("'%s'", cell),
        Texts.of("mend it or leave the column out with drop=%s", file.names().get(c)));
  }

  int rows() {
    return rows;
  }

  /** Whether a column holds text. */
  boolean isText(int column) {
    return textLine[column] > 0;
  }

  /** The values of a column of text in natural order. */
  List<String> texts(int column) {
    return List.copyOf(texts.get(column));
  }
}
