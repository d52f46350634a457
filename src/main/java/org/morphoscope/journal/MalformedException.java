package org.morphoscope.journal;

/** A JSON value that is not what the codec expects; becomes a sentence once the file is known. */
final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String found;

  MalformedException(String expected, String found) {
    super("expected " + expected + ", found " + found);
    this.expected = expected;
    this.found = found;
  }

  String expected() {
    return expected;
  }

  String found() {
    return found;
  }
}
