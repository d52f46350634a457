package org.morphoscope.data.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.text.Texts;

/**
 * Pictures as rows of a table, as Kaggle has MNIST and its relatives: a CSV file with the header
 * {@code label,pixel0,pixel1,...} and square grey pictures of values 0 to 255.
 *
 * @param pixels {@code [N, side, side]}
 * @param labels N
 * @param side of a picture in pixels
 */
record LabelledTable(byte[] pixels, int[] labels, int side) {
  private static final int MOST_LABELS = 10_000;
  private static final int MOST_LINE = 1 << 20;

  /** A table of the folder whose name speaks of this part and whose header begins with a label. */
  static Optional<Path> find(Path folder, String part) throws DataFormatException {
    for (Path file : FolderEntries.of(folder).others()) {
      if (isNamed(file, part) && header(file).startsWith("label,")) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** A table whose name speaks of this part but which has pixels only. */
  static Optional<Path> findUnlabelled(Path folder, String part) throws DataFormatException {
    for (Path file : FolderEntries.of(folder).others()) {
      if (isNamed(file, part) && header(file).startsWith("pixel")) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static boolean isNamed(Path file, String part) {
    return FolderEntries.name(file).toLowerCase(Locale.ROOT).matches("(.*[-_])?" + part + "\\.csv");
  }

  private static String header(Path file) throws DataFormatException {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      return line(file, in, 1).orElse("").toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw e instanceof DataFormatException told ? told : DataFormatException.unreadable(file, e);
    }
  }

  /** Reads a table whole. */
  static LabelledTable read(Path file) throws DataFormatException {
    int columns = (int) header(file).chars().filter(c -> c == ',').count();
    int side = (int) Math.round(Math.sqrt(columns));
    if (side * side != columns || side < 1) {
      throw DataFormatException.at(
          file,
          "line 1",
          "a label and the pixels of a square",
          Texts.of("%d columns behind the label", columns),
          "check that the file is a table of square pictures");
    }
    // a row has at least two characters a column: this many and no more can be there
    long most = Folders.size(file) / (2L * columns + 1) + 1;
    Folders.requireRoom(file, most * columns);
    byte[] pixels = new byte[(int) (most * columns)];
    int[] labels = new int[(int) most];
    int count = 0;
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      line(file, in, 1);
      for (Optional<String> row = line(file, in, 2);
          row.isPresent();
          row = line(file, in, count + 2)) {
        if (row.get().isBlank()) {
          break;
        }
        labels[count] = parse(file, count + 2, row.get(), pixels, count * columns, columns);
        count++;
      }
    } catch (IOException e) {
      throw e instanceof DataFormatException told ? told : DataFormatException.unreadable(file, e);
    }
    if (count == 0) {
      throw DataFormatException.at(
          file, "", "a row a picture", "the header only", "get the file again");
    }
    return new LabelledTable(
        Arrays.copyOf(pixels, count * columns), Arrays.copyOf(labels, count), side);
  }

  /** A line, unless it is absurdly long: a file without line ends is no table. */
  private static Optional<String> line(Path file, BufferedReader in, int number)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return Optional.of(line.toString().stripTrailing());
      }
      line.append((char) c);
      if (line.length() > MOST_LINE) {
        throw DataFormatException.at(
            file,
            "line " + number,
            Texts.of("a line of at most %d characters", MOST_LINE),
            "a longer one",
            "check that the file is a table");
      }
    }
    return line.isEmpty() ? Optional.empty() : Optional.of(line.toString().stripTrailing());
  }

  /** Writes the pixels of a row and gives its label. */
  private static int parse(Path file, int line, String row, byte[] pixels, int start, int columns)
      throws DataFormatException {
    int label = -1;
    int column = 0;
    int from = 0;
    while (from <= row.length()) {
      int comma = row.indexOf(',', from);
      int end = comma < 0 ? row.length() : comma;
      int number = number(row, from, end, column == 0 ? MOST_LABELS : 255);
      if (number < 0 || column > columns) {
        throw DataFormatException.at(
            file,
            Texts.of("line %d, column %d", line, column + 1),
            column == 0
                ? "a label from 0 to " + MOST_LABELS
                : Texts.of("one of %d values from 0 to 255", columns),
            column > columns ? "more columns" : Texts.of("'%s'", shortened(row, from, end)),
            "check that the file is a table of pictures");
      }
      if (column == 0) {
        label = number;
      } else {
        pixels[start + column - 1] = (byte) number;
      }
      column++;
      from = end + 1;
    }
    if (column != columns + 1) {
      throw DataFormatException.at(
          file,
          "line " + line,
          Texts.of("a label and %d values", columns),
          Texts.of("%d columns", column),
          "get the file again");
    }
    return label;
  }

  private static String shortened(String row, int from, int end) {
    return row.substring(from, Math.min(end, from + 20));
  }

  /** A whole number of at most six digits, -1 for anything else or above the maximum. */
  private static int number(String row, int from, int end, int max) {
    int number = 0;
    if (end == from || end - from > 6) {
      return -1;
    }
    for (int i = from; i < end; i++) {
      char c = row.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + c - '0';
    }
    return number <= max ? number : -1;
  }
}
