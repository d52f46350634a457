package org.morphoscope.compute.cuda;

import java.util.stream.Collectors;

/** Why a library did not load, for a sentence. */
final class LoadFailure {
  /** How JNA's last line begins when a library is not bundled; it recites the whole class path. */
  private static final String NOT_BUNDLED = "Native library (";

  private LoadFailure() {}

  /** JNA's or the system's words in one line. */
  static String reason(LinkageError e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith(NOT_BUNDLED))
        // one line for every place where the system has looked
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
