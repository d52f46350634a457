package org.morphoscope.cli.print;

/** What a person is told who waits for a command: standard output is for its result. */
public final class WaitingLine {
  private WaitingLine() {}

  /**
   * Writes a line to standard error.
   *
   * @param line without its end
   */
  public static void tell(String line) {
    System.err.println(line);
  }
}
