package org.morphoscope.data.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The bytes of a picture for its decoder. Some decoders go on asking behind the last byte and make
 * up pixels of nothing, at a cost of microseconds each: after a while they get a failure.
 */
final class PictureBytes extends MemoryCacheImageInputStream {
  /** Decoders that read ahead ask for some bytes that are not there, and need none of them. */
  private static final int MOST_BEHIND = 1_000;

  private int behind;

  PictureBytes(byte[] file) {
    super(new ByteArrayInputStream(file));
  }

  @Override
  public int read() throws IOException {
    return noted(super.read());
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    return noted(super.read(to, from, length));
  }

  private int noted(int read) throws IOException {
    if (read < 0 && ++behind > MOST_BEHIND) {
      throw new IOException("its data end before the picture does");
    }
    return read;
  }
}
