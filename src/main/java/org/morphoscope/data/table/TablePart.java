package org.morphoscope.data.table;

import java.util.Locale;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.text.Texts;

/** What a row is for, as a column of the table says it. */
enum TablePart {
  TRAINING,
  VALIDATION,
  TEST;

  static TablePart of(CsvFile file, int line, int column, String cell) throws DataFormatException {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "train", "training" -> TRAINING;
      case "validation", "valid", "val" -> VALIDATION;
      case "test" -> TEST;
      default ->
          throw file.at(
              line,
              column,
              "train, validation or test",
              Texts.of("'%s'", cell),
              "say which part the row belongs to");
    };
  }
}
