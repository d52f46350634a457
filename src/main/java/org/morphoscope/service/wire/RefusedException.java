package org.morphoscope.service.wire;

import java.io.IOException;

/** The other side said no, in one sentence; to ask again is in vain. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Takes the sentence.
   *
   * @param sentence complete, for the person
   */
  public RefusedException(String sentence) {
    super(sentence);
  }
}
