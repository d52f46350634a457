package org.morphoscope.journal.codec;

/** A JSON value that is not what the codec expects; becomes a sentence once the file is known. */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String found;

  public MalformedException(String expected, String found) {
    super("expected " + expected + ", found " + found);
    this.expected = expected;
    this.found = found;
  }

  public String expected() {
    return expected;
  }

  public String found() {
    return found;
  }
}
