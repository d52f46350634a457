package org.morphoscope.data.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import org.morphoscope.text.Texts;

/** Goes from chunk to chunk of a WebP file. */
final class WebpWalk {
  private static final int EXIF = 0x46495845; // "EXIF" read as little endian
  private static final int LOSSLESS = 0x4c385056; // "VP8L"
  private static final int OPACITY = 0x48504c41; // "ALPH", lossless too
  private static final int HEADER = 12;
  private static final int AROUND = 8;

  /** The decoder needs up to a microsecond a pixel. */
  private static final long MAX_PIXELS = 16L << 20;

  /**
   * Of the lossless kind it is very slow where the data ends before the picture does, which the
   * data itself does not tell: so few bytes cannot stand for so many pixels. What is left of that,
   * {@link PictureBytes} ends.
   */
  private static final long MAX_PIXELS_OF_NOTHING = 1L << 16;

  private static final long MAX_PIXELS_A_BYTE = 32;

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
    long most = MAX_PIXELS;
    long at = HEADER;
    while (at + AROUND <= end) {
      int name = file.getInt((int) at);
      long length = file.getInt((int) at + 4) & 0xffffffffL;
      long from = at + AROUND;
      if (from + length > end) {
        throw PictureException.damaged(Texts.of("a part at byte %d that ends behind the file", at));
      }
      if (name == LOSSLESS || name == OPACITY) {
        most = Math.min(most, MAX_PIXELS_OF_NOTHING + MAX_PIXELS_A_BYTE * length);
      }
      if (name == EXIF) {
        orientation = Exif.orientation(file.slice((int) from, (int) length));
      }
      at = from + length + length % 2; // parts begin at even places
    }
    return new Structure(1, orientation, OptionalLong.empty(), most);
  }
}
