package org.morphoscope.data.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.TableRows;
import org.morphoscope.text.Texts;

/**
 * How the cells of a row become the numbers that a net sees: a column of numbers is one feature, a
 * column of text one of 0 and 1 for each of its values, named {@code column=value}.
 */
final class Features {
  private final CsvFile file;
  private final List<Feature> list;

  /** By column of text: its values and where their features are. */
  private final Map<Integer, Map<String, Integer>> values = new LinkedHashMap<>();

  /**
   * One number.
   *
   * @param column of the file
   * @param value the text that it is 1 for; null: the column holds numbers
   */
  private record Feature(String name, int column, String value) {}

  private Features(CsvFile file, List<Feature> list) throws DataFormatException {
    this.file = file;
    this.list = list;
    if (list.isEmpty() || list.size() > TableRows.MAX_COLUMNS) {
      throw DataFormatException.at(
          file.path(),
          "",
          Texts.of("from 1 to %d columns to learn from", TableRows.MAX_COLUMNS),
          Integer.toString(list.size()),
          "leave columns out with drop=NAME,NAME, or give more");
    }
    for (int f = 0; f < list.size(); f++) {
      if (list.get(f).value != null) {
        values
            .computeIfAbsent(list.get(f).column, c -> new LinkedHashMap<>())
            .put(list.get(f).value, f);
      }
    }
  }

  /** The features of the columns in use, by what they hold. */
  static Features of(CsvFile file, Collection<Integer> used, ColumnScan scan)
      throws DataFormatException {
    List<Feature> list = new ArrayList<>();
    for (int c : used) {
      String name = file.names().get(c);
      if (!scan.isText(c)) {
        list.add(new Feature(name, c, null));
      }
      for (String value : scan.texts(c)) {
        list.add(new Feature(name + "=" + value, c, value));
      }
    }
    Features features = new Features(file, list);
    if (list.stream().map(Feature::name).distinct().count() < list.size()) {
      throw DataFormatException.at(
          file.path(),
          "line 1",
          "names of columns that stay apart when text becomes name=value",
          "one name twice",
          "rename the column with the '='");
    }
    return features;
  }

  /**
   * The features of these names in another file, whatever the order of its columns.
   *
   * @param names as {@link #names} gave them
   */
  static Features named(CsvFile file, List<String> names) throws DataFormatException {
    List<Feature> list = new ArrayList<>();
    for (String name : names) {
      list.add(find(file, name));
    }
    return new Features(file, list);
  }

  private static Feature find(CsvFile file, String name) throws DataFormatException {
    int column = file.names().indexOf(name);
    if (column >= 0) {
      return new Feature(name, column, null);
    }
    for (int at = name.indexOf('='); at >= 0; at = name.indexOf('=', at + 1)) {
      column = file.names().indexOf(name.substring(0, at));
      if (column >= 0) {
        return new Feature(name, column, name.substring(at + 1));
      }
    }
    Path path = file.path();
    throw DataFormatException.at(
        path,
        "line 1",
        Texts.of("a column '%s'", name.contains("=") ? name.substring(0, name.indexOf('=')) : name),
        Texts.of("only %s", String.join(", ", file.names())),
        "give a table with the columns that the net was trained on");
  }

  List<String> names() {
    return list.stream().map(Feature::name).toList();
  }

  int size() {
    return list.size();
  }

  /** Columns of text that became several features, with their values. */
  Map<String, List<String>> texts() {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    values.forEach((c, known) -> texts.put(file.names().get(c), List.copyOf(known.keySet())));
    return texts;
  }

  /** Writes a row's numbers from {@code at} on. */
  void fill(int line, String[] cells, float[] out, int at) throws DataFormatException {
    for (int f = 0; f < list.size(); f++) {
      Feature feature = list.get(f);
      String cell = cells[feature.column];
      if (feature.value == null) {
        out[at + f] = number(line, feature.column, cell);
        continue;
      }
      Map<String, Integer> known = values.get(feature.column);
      if (!known.containsKey(cell)) {
        requireValue(file, line, feature.column, cell);
        throw file.at(
            line,
            feature.column,
            "one of " + String.join(", ", known.keySet()),
            Texts.of("'%s'", cell),
            "the net knows no other value; leave the row out");
      }
      out[at + f] = known.get(cell) == f ? 1 : 0;
    }
  }

  private float number(int line, int column, String cell) throws DataFormatException {
    float value = Cells.isNumber(cell) ? (float) Double.parseDouble(cell) : Float.NaN;
    if (!Float.isFinite(value)) {
      requireValue(file, line, column, cell);
      throw file.at(
          line,
          column,
          "a number with a point, of at most 3.4e38",
          Texts.of("'%s'", cell),
          "mend it or leave the row out");
    }
    return value;
  }

  /** Refuses a cell that holds nothing. */
  static void requireValue(CsvFile file, int line, int column, String cell)
      throws DataFormatException {
    if (Cells.isMissing(cell)) {
      throw file.at(
          line,
          column,
          "a value",
          cell.isEmpty() ? "an empty cell" : Texts.of("'%s', which is none", cell),
          Texts.of(
              "fill it in, leave the row out, or the column with drop=%s",
              file.names().get(column)));
    }
  }
}
