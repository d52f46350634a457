package org.morphoscope.data.table;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.text.Texts;

/**
 * Records of delimited text by RFC 4180: cells in quotes may hold delimiters, line ends and doubled
 * quotes. Blank lines are passed over. Used by one thread.
 */
final class CsvParser {
  private static final int MOST_CELLS = 16_384;
  private static final int MOST_CHARACTERS = 1 << 16;
  private static final int END = -1;

  private final Path file;
  private final Reader in;
  private final char delimiter;
  private final StringBuilder cell = new StringBuilder();

  /** The character that was read last. */
  private int now;

  /** Number of the line that is being read, and of the one that the record begins in, from 1. */
  private int line = 1;

  private int start;

  /**
   * @param in at the beginning of the file, behind a byte order mark
   */
  CsvParser(Path file, Reader in, char delimiter) {
    this.file = file;
    this.in = in;
    this.delimiter = delimiter;
  }

  /** The line that the last record began in, from 1. */
  int line() {
    return start;
  }

  /** The next record's cells without quotes; null at the end. */
  String[] next() throws DataFormatException {
    read();
    while (now == '\n' || now == '\r') {
      endLine();
      read();
    }
    if (now == END) {
      return null;
    }
    start = line;
    List<String> cells = new ArrayList<>();
    while (true) {
      cell.setLength(0);
      if (now == '"') {
        quoted();
      } else {
        plain();
      }
      cells.add(cell.toString());
      if (cells.size() > MOST_CELLS) {
        throw at("at most " + MOST_CELLS + " cells a row", "more");
      }
      if (now != delimiter) {
        endLine();
        return cells.toArray(new String[0]);
      }
      read();
    }
  }

  private void plain() throws DataFormatException {
    while (now != delimiter && now != '\n' && now != '\r' && now != END) {
      if (now == '"') {
        throw at("a cell with quotes around the whole of it or none", "a quote within a cell");
      }
      take();
    }
  }

  /** Stands behind the closing quote afterwards. */
  private void quoted() throws DataFormatException {
    int began = line;
    read();
    while (true) {
      if (now == END) {
        throw DataFormatException.at(
            file,
            "line " + began,
            "a closing quote for each that opens a cell",
            "the end of the file in a cell",
            "close the quote");
      }
      if (now == '"') {
        read();
        if (now != '"') {
          break;
        }
      } else if (now == '\n') {
        line++;
      }
      take();
    }
    if (now != delimiter && now != '\n' && now != '\r' && now != END) {
      throw at(
          "a delimiter or the line's end behind a closing quote",
          Texts.of("'%s'", Character.toString(now)));
    }
  }

  private void take() throws DataFormatException {
    if (now == 0) {
      throw at("text in UTF-8", "a zero byte");
    }
    cell.append((char) now);
    if (cell.length() > MOST_CHARACTERS) {
      throw at("cells of at most " + MOST_CHARACTERS + " characters", "a longer one");
    }
    read();
  }

  /** CR, LF or both are one end of a line. */
  private void endLine() throws DataFormatException {
    if (now == '\r') {
      try {
        in.mark(1);
        if (in.read() != '\n') {
          in.reset();
        }
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
    line++;
  }

  private void read() throws DataFormatException {
    try {
      now = in.read();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private DataFormatException unreadable(IOException e) {
    return e instanceof CharacterCodingException
        ? at("text in UTF-8", "bytes that are none, here or a little further on")
        : DataFormatException.unreadable(file, e);
  }

  private DataFormatException at(String expected, String found) {
    return DataFormatException.at(
        file, "line " + line, expected, found, "write the table as CSV in UTF-8 again");
  }
}
