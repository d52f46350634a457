package org.morphoscope.data.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.TableRows;
import org.morphoscope.text.Texts;

/** The rows of one file on their way to sets of images: their numbers, classes and parts. */
final class LabelledRows {
  private final CsvFile file;
  private final Features features;
  private final int label;
  private final OptionalInt part;
  private final float[] values;
  private final List<String> labels = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final List<TablePart> parts = new ArrayList<>();

  private LabelledRows(CsvFile file, Features features, int label, OptionalInt part, int rows) {
    this.file = file;
    this.features = features;
    this.label = label;
    this.part = part;
    this.values = new float[rows * features.size()];
  }

  /**
   * Reads the rows of a file.
   *
   * @param label column of the class; -1: the rows have none
   * @param part column of the part; empty: all are for training
   * @param rows how many there are
   */
  static LabelledRows of(CsvFile file, Features features, int label, OptionalInt part, int rows)
      throws DataFormatException {
    if (rows < 1 || (long) rows * features.size() > TableRows.MAX_VALUES) {
      throw DataFormatException.at(
          file.path(),
          "",
          Texts.of(
              "from 1 to %,d rows of %,d columns",
              TableRows.MAX_VALUES / features.size(), features.size()),
          Texts.of("%,d", rows),
          rows < 1 ? "give a table with rows" : "give fewer rows or leave columns out");
    }
    long bytes = (long) rows * features.size() * Float.BYTES;
    long room = Runtime.getRuntime().maxMemory() / 4 * 3;
    if (bytes > room) {
      throw DataFormatException.at(
          file.path(),
          "",
          Texts.of("at most %d MB of values in this program's memory", room >> 20),
          Texts.of("%d MB", bytes >> 20),
          "give fewer rows, leave columns out or start with a larger -Xmx");
    }
    LabelledRows read = new LabelledRows(file, features, label, part, rows);
    file.forEach(read::take);
    return read;
  }

  private void take(int line, String[] cells) throws DataFormatException {
    features.fill(line, cells, values, lines.size() * features.size());
    lines.add(line);
    if (label >= 0) {
      if (Cells.isNoClass(cells[label])) {
        throw file.at(
            line,
            label,
            "the name of a class",
            cells[label].isEmpty()
                ? "an empty cell"
                : Texts.of("'%s', which is none", cells[label]),
            "fill it in or leave the row out");
      }
      labels.add(cells[label]);
    }
    parts.add(
        part.isEmpty()
            ? TablePart.TRAINING
            : TablePart.of(file, line, part.getAsInt(), cells[part.getAsInt()]));
  }

  List<String> labels() {
    return labels;
  }

  /** The line of each row, from 1. */
  int[] lines() {
    return lines.stream().mapToInt(Integer::intValue).toArray();
  }

  /** All rows in the file's order, labelled by the places of their classes in the list. */
  ImageSet all(List<String> classes) throws DataFormatException {
    int[] places = new int[lines.size()];
    for (int i = 0; i < labels.size(); i++) {
      places[i] = classes.indexOf(labels.get(i));
      if (places[i] < 0) {
        throw file.at(
            lines.get(i),
            label,
            Texts.of("one of the %d classes of the training table", classes.size()),
            Texts.of("'%s'", labels.get(i)),
            "leave the row out, or give training rows of this class");
      }
    }
    return ImageSet.of(new TableRows(values, features.names()), places);
  }

  /** Those of a part; empty when there are none. */
  Optional<ImageSet> of(TablePart wanted, ImageSet all) {
    int[] chosen =
        java.util.stream.IntStream.range(0, parts.size())
            .filter(i -> parts.get(i) == wanted)
            .toArray();
    return chosen.length == 0 ? Optional.empty() : Optional.of(all.subset(chosen));
  }
}
