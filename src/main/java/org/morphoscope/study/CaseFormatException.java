package org.morphoscope.study;

import java.io.IOException;

/** A directory is not an exchange case. The message is one sentence for the person. */
public final class CaseFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  public CaseFormatException(String message) {
    super(message);
  }

  public CaseFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
