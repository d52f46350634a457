package org.morphoscope.service.wire;

import java.io.Closeable;
import java.io.IOException;

/**
 * A way for frames between two processes, in order and whole. One thread sends and one receives;
 * anybody may close it.
 */
public interface Link extends Closeable {
  /**
   * Sends a frame; waits while the other side does not read.
   *
   * @param frame any frame
   * @throws IOException when the link is cut: a {@link LinkCutException}, where it is a socket's
   */
  void send(Frame frame) throws IOException;

  /**
   * {@return the next frame}
   *
   * @throws FrameException when what came is no frame
   * @throws IOException when the link is cut
   */
  Frame receive() throws IOException;

  /** Cuts the link, which ends both waits. */
  @Override
  void close();
}
