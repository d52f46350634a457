package org.morphoscope.data.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.text.Texts;

/**
 * A table with a header in a text file: delimited by the one of comma, semicolon and tab that its
 * first line has most of.
 *
 * @param path the file
 * @param names of the columns
 * @param delimiter between cells
 */
record CsvFile(Path path, List<String> names, char delimiter) {
  private static final char MARK = '\uFEFF';
  private static final char[] DELIMITERS = {',', ';', '\t'};

  /** Takes rows one by one. */
  @FunctionalInterface
  interface Rows {
    /**
     * @param line that the row begins in, from 1
     * @param cells as many as there are columns, without blanks around them
     */
    void row(int line, String[] cells) throws DataFormatException;
  }

  /** Reads the header and checks its names. */
  static CsvFile open(Path path) throws DataFormatException {
    if (!Files.isRegularFile(path)) {
      throw DataFormatException.at(
          path,
          "",
          "a CSV file",
          Files.exists(path) ? "a folder" : "nothing",
          "give the path of the file itself");
    }
    char delimiter = delimiter(path);
    try (BufferedReader in = reader(path)) {
      String[] header = new CsvParser(path, in, delimiter).next();
      if (header == null) {
        throw DataFormatException.at(
            path, "", "a table with a header", "an empty file", "write the table again");
      }
      List<String> names = Arrays.stream(header).map(String::strip).toList();
      check(path, names);
      return new CsvFile(path, names, delimiter);
    } catch (IOException e) {
      throw told(path, e);
    }
  }

  private static void check(Path path, List<String> names) throws DataFormatException {
    if (names.stream().allMatch(Cells::isNumber)) {
      throw DataFormatException.at(
          path,
          "line 1",
          "a header with the names of the columns",
          "numbers",
          "put a line of names before the rows");
    }
    Set<String> known = new HashSet<>();
    for (int c = 0; c < names.size(); c++) {
      if (names.get(c).isEmpty() || !known.add(names.get(c))) {
        throw DataFormatException.at(
            path,
            Texts.of("line 1, column %d", c + 1),
            "a name for each column, none twice",
            names.get(c).isEmpty() ? "no name" : Texts.of("'%s' again", names.get(c)),
            "name the columns apart");
      }
    }
  }

  /** Goes through the rows behind the header. */
  void forEach(Rows rows) throws DataFormatException {
    try (BufferedReader in = reader(path)) {
      CsvParser parser = new CsvParser(path, in, delimiter);
      parser.next();
      for (String[] cells = parser.next(); cells != null; cells = parser.next()) {
        if (cells.length != names.size()) {
          throw DataFormatException.at(
              path,
              "line " + parser.line(),
              Texts.of("%d cells as in the header", names.size()),
              Integer.toString(cells.length),
              "give each row a cell for every column");
        }
        for (int c = 0; c < cells.length; c++) {
          cells[c] = cells[c].strip();
        }
        rows.row(parser.line(), cells);
      }
    } catch (IOException e) {
      throw told(path, e);
    }
  }

  /** The sentence of {@code at}, with line and column. */
  DataFormatException at(int line, int column, String expected, String found, String remedy) {
    return DataFormatException.at(
        path,
        Texts.of("line %d, column %d (%s)", line, column + 1, names.get(column)),
        expected,
        found,
        remedy);
  }

  private static DataFormatException told(Path path, IOException e) {
    return e instanceof DataFormatException known ? known : DataFormatException.unreadable(path, e);
  }

  private static BufferedReader reader(Path path) throws IOException {
    BufferedReader in = Files.newBufferedReader(path, StandardCharsets.UTF_8);
    in.mark(1);
    if (in.read() != MARK) {
      in.reset();
    }
    return in;
  }

  private static char delimiter(Path path) throws DataFormatException {
    int[] counts = new int[DELIMITERS.length];
    try (BufferedReader in = reader(path)) {
      boolean quoted = false;
      for (int c = in.read(); c >= 0 && (quoted || c != '\n' && c != '\r'); c = in.read()) {
        quoted ^= c == '"';
        for (int k = 0; k < DELIMITERS.length && !quoted; k++) {
          counts[k] += c == DELIMITERS[k] ? 1 : 0;
        }
      }
    } catch (java.nio.charset.CharacterCodingException e) {
      throw DataFormatException.at(
          path, "", "text in UTF-8", "other bytes", "write the table as CSV in UTF-8 again");
    } catch (IOException e) {
      throw told(path, e);
    }
    int most = 0;
    for (int k = 1; k < counts.length; k++) {
      most = counts[k] > counts[most] ? k : most;
    }
    return DELIMITERS[most];
  }
}
