package org.morphoscope.data.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.text.Texts;

/**
 * What the columns of a table are for; those that are not named here are what a net learns from.
 *
 * @param label column of the classes
 * @param drop columns that are left out
 * @param part column that says whether a row is for training, validation or test; empty: all are
 *     for training
 */
public record TableRoles(String label, List<String> drop, Optional<String> part) {
  /**
   * Copies the list.
   *
   * @param label column of the classes
   * @param drop columns that are left out
   * @param part column that says which part a row belongs to
   */
  public TableRoles {
    drop = List.copyOf(drop);
  }

  /** The places of the columns that a net learns from. */
  Set<Integer> used(CsvFile file) throws DataFormatException {
    Set<Integer> used = new TreeSet<>();
    for (int c = 0; c < file.names().size(); c++) {
      used.add(c);
    }
    used.remove(column(file, label, "label"));
    for (String name : drop) {
      used.remove(column(file, name, "drop"));
    }
    if (part.isPresent()) {
      used.remove(column(file, part.get(), "part"));
    }
    return used;
  }

  /** The place of a column. */
  static int column(CsvFile file, String name, String option) throws DataFormatException {
    int column = file.names().indexOf(name);
    if (column < 0) {
      throw DataFormatException.at(
          file.path(),
          "line 1",
          Texts.of("one of the columns %s after %s=", String.join(", ", file.names()), option),
          Texts.of("'%s'", name),
          "name a column of the header");
    }
    return column;
  }
}
