package org.morphoscope.data.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a cell of a table holds. */
final class Cells {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

  /** How tables of other tools write that there is no value. */
  private static final Set<String> MISSING = Set.of("", "?", "na", "n/a", "nan", "null");

  private Cells() {}

  /** Whether a cell holds a number with a point, not with a comma. */
  static boolean isNumber(String cell) {
    return NUMBER.matcher(cell).matches();
  }

  static boolean isMissing(String cell) {
    return MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** As above, of the name of a class: NA may be one. */
  static boolean isNoClass(String cell) {
    return isMissing(cell) && !cell.toLowerCase(Locale.ROOT).matches("n/?a");
  }
}
