package org.morphoscope.data.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.morphoscope.data.ChannelStatistics;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.NaturalOrder;
import org.morphoscope.data.ReadingNotes;
import org.morphoscope.text.Texts;

/** Reads a CSV file, and the test file beside it, as a data set. */
public final class TableReader {
  private static final int MOST_CLASSES = 1000;
  private static final int MOST_CONSTANT = 5;

  private TableReader() {}

  /**
   * Rows without classes.
   *
   * @param images the rows, all of class 0
   * @param lines the line of the file that each begins in, from 1
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record LooseRows(ImageSet images, int[] lines) {}

  /**
   * {@return the rows of a file for a net that was trained on a table}
   *
   * @param path a CSV file with the net's columns, in any order, among others
   * @param columns names as {@link org.morphoscope.data.TableRows#columns} had them
   * @throws DataFormatException in one sentence when a column or value is not there
   */
  public static LooseRows rows(Path path, List<String> columns) throws DataFormatException {
    CsvFile file = CsvFile.open(path);
    LabelledRows rows =
        LabelledRows.of(file, Features.named(file, columns), -1, OptionalInt.empty(), count(file));
    return new LooseRows(rows.all(List.of()), rows.lines());
  }

  /**
   * {@return the data set of a file}
   *
   * @param path a CSV file with a header
   * @param roles what its columns are for
   * @param columns names of the numbers that a net was trained on; empty: all that the file has
   * @throws DataFormatException in one sentence when the file cannot be used
   */
  public static Dataset read(Path path, TableRoles roles, List<String> columns)
      throws DataFormatException {
    CsvFile file = CsvFile.open(path);
    List<DataNote> notes = new ArrayList<>();
    var used = roles.used(file);
    int label = file.names().indexOf(roles.label());
    OptionalInt part =
        roles.part().isPresent()
            ? OptionalInt.of(file.names().indexOf(roles.part().get()))
            : OptionalInt.empty();
    Features features =
        columns.isEmpty()
            ? Features.of(file, used, ColumnScan.of(file, used))
            : Features.named(file, columns);
    LabelledRows rows = LabelledRows.of(file, features, label, part, count(file));
    List<String> classes = classes(file, rows, label);
    ImageSet all = rows.all(classes);
    ImageSet train =
        rows.of(TablePart.TRAINING, all)
            .orElseThrow(
                () ->
                    DataFormatException.at(
                        path, "", "rows of the training part", "none", "mark some as train"));
    tell(file, features, train, notes);
    Optional<ImageSet> test = rows.of(TablePart.TEST, all);
    Optional<Path> beside = test.isPresent() ? Optional.empty() : beside(path);
    if (beside.isPresent()) {
      test = Optional.of(test(beside.get(), roles, features, classes));
      notes.add(new DataNote(Topic.PARTS, Texts.of("Test rows were read from %s.", beside.get())));
    }
    return Dataset.of(
        "csv",
        train,
        rows.of(TablePart.VALIDATION, all),
        test,
        classes,
        false,
        ReadingNotes.NONE.with(notes));
  }

  private static ImageSet test(Path path, TableRoles roles, Features features, List<String> classes)
      throws DataFormatException {
    CsvFile file = CsvFile.open(path);
    int label = TableRoles.column(file, roles.label(), "label");
    Features same = Features.named(file, features.names());
    return LabelledRows.of(file, same, label, OptionalInt.empty(), count(file)).all(classes);
  }

  /** The classes in natural order. */
  private static List<String> classes(CsvFile file, LabelledRows rows, int label)
      throws DataFormatException {
    TreeSet<String> classes = new TreeSet<>(NaturalOrder.INSTANCE);
    classes.addAll(rows.labels());
    if (classes.size() < 2 || classes.size() > MOST_CLASSES) {
      throw DataFormatException.at(
          file.path(),
          Texts.of("column %d (%s)", label + 1, file.names().get(label)),
          Texts.of("from 2 to %d classes", MOST_CLASSES),
          Texts.of("%,d different values", classes.size()),
          "name the column of the classes with label=");
    }
    return List.copyOf(classes);
  }

  private static void tell(CsvFile file, Features features, ImageSet train, List<DataNote> notes) {
    if (file.delimiter() != ',') {
      notes.add(
          new DataNote(
              Topic.COLUMNS,
              Texts.of(
                  "Cells of %s are delimited by %s.",
                  file.path(), file.delimiter() == ';' ? "semicolons" : "tabs")));
    }
    features
        .texts()
        .forEach(
            (column, values) ->
                notes.add(
                    new DataNote(
                        Topic.COLUMNS,
                        Texts.of(
                            "The column '%s' holds text and became %s of 0 and 1: %s.",
                            column,
                            values.size() == 1 ? "a column" : values.size() + " columns",
                            String.join(", ", values)))));
    List<Double> deviation = ChannelStatistics.of(train).deviation();
    List<String> constant = new ArrayList<>();
    for (int c = 0; c < deviation.size(); c++) {
      if (deviation.get(c) == 0) {
        constant.add(features.names().get(c));
      }
    }
    if (!constant.isEmpty()) {
      notes.add(
          new DataNote(
              Topic.COLUMNS,
              Texts.of(
                  "%s one value only, from which nothing is learned: %s%s.",
                  constant.size() == 1 ? "1 column holds" : constant.size() + " columns hold",
                  String.join(", ", constant.subList(0, Math.min(MOST_CONSTANT, constant.size()))),
                  constant.size() > MOST_CONSTANT ? ", ..." : "")));
    }
  }

  /** {@code X.test.csv} beside {@code X.csv}, {@code test.csv} beside {@code train.csv}. */
  private static Optional<Path> beside(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String start = dot < 0 ? name : name.substring(0, dot);
    String ending = dot < 0 ? "" : name.substring(dot);
    Path named = path.resolveSibling(start + ".test" + ending);
    Path other = path.resolveSibling(start.replaceFirst("train(ing)?$", "test") + ending);
    if (Files.isRegularFile(named)) {
      return Optional.of(named);
    }
    return !other.equals(path) && Files.isRegularFile(other)
        ? Optional.of(other)
        : Optional.empty();
  }

  private static int count(CsvFile file) throws DataFormatException {
    int[] rows = {0};
    file.forEach((line, cells) -> rows[0]++);
    return rows[0];
  }
}
