package org.morphoscope.data.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.morphoscope.text.Texts;

/** Goes from chunk to chunk of a WebP file. */
final class WebpWalk {
  private static final int EXIF = 0x46495845; // "EXIF" read as little endian
  private static final int HEADER = 12;
  private static final int AROUND = 8;

  private WebpWalk() {}

  /**
   * @throws PictureException when the file is shorter than it says
   */
  static Structure walk(ByteBuffer bytes) throws PictureException {
    ByteBuffer file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long end = AROUND + (file.getInt(4) & 0xffffffffL);
    if (end > file.capacity()) {
      throw PictureException.damaged(
          Texts.of("that the file ends after %,d of its %,d bytes", file.capacity(), end));
    }
    Orientation orientation = Orientation.UPRIGHT;
    long at = HEADER;
    while (at + AROUND <= end) {
      int name = file.getInt((int) at);
      long length = file.getInt((int) at + 4) & 0xffffffffL;
      long from = at + AROUND;
      if (from + length > end) {
        throw PictureException.damaged(Texts.of("a part at byte %d that ends behind the file", at));
      }
      if (name == EXIF) {
        orientation = Exif.orientation(file.slice((int) from, (int) length));
      }
      at = from + length + length % 2; // parts begin at even places
    }
    return Structure.turned(orientation);
  }
}
