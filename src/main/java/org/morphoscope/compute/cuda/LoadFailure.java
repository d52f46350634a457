package org.morphoscope.compute.cuda;

/** Why a library did not load, for a sentence. */
final class LoadFailure {
  /** What JNA says when a library is not bundled: recites the whole class path. */
  private static final String NOT_BUNDLED = "(?s): Native library .* not found in resource path.*";

  private LoadFailure() {}

  /** JNA's or the system's words in one line. */
  static String reason(LinkageError e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.replaceFirst(NOT_BUNDLED, "").strip().replaceAll("\\s+", " ");
  }
}
