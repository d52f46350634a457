package org.morphoscope.study;

import java.io.IOException;

/** A directory is not an exchange case. The message is one sentence for the person. */
public final class CaseFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Takes the sentence.
   *
   * @param message complete, with the file and what was expected
   */
  public CaseFormatException(String message) {
    super(message);
  }

  /**
   * Takes the sentence and what was thrown first.
   *
   * @param message complete, with the file and what was expected
   * @param cause what was thrown first
   */
  public CaseFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
