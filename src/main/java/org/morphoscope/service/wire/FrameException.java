package org.morphoscope.service.wire;

import java.io.IOException;

/** What came over a link is no frame, or not one that may come there; in one sentence. */
public final class FrameException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong with a frame.
   *
   * @param sentence for the log and the other side
   */
  public FrameException(String sentence) {
    super(sentence);
  }
}
