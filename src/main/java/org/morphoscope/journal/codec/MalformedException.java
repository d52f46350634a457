package org.morphoscope.journal.codec;

/** A JSON value that is not what the codec expects; becomes a sentence once the file is known. */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String found;

  /**
   * Takes both halves of the sentence to be.
   *
   * @param expected what should be there
   * @param found what is there
   */
  public MalformedException(String expected, String found) {
    super("expected " + expected + ", found " + found);
    this.expected = expected;
    this.found = found;
  }

  /** {@return what should be there} */
  public String expected() {
    return expected;
  }

  /** {@return what is there} */
  public String found() {
    return found;
  }
}
