package org.morphoscope.data.picture;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.morphoscope.text.Texts;

/** Goes from marker to marker of a JPEG file. */
final class JpegWalk {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int APP1 = 0xe1;
  private static final int TEM = 0x01;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  private final byte[] file;
  private int at = 2; // behind SOI
  private int scans;
  private Orientation orientation = Orientation.UPRIGHT;

  JpegWalk(byte[] file) {
    this.file = file;
  }

  /**
   * @throws PictureException when the end marker is missing: a decoder would fill what is missing
   *     with grey
   */
  Structure walk() throws PictureException {
    while (true) {
      int marker = nextMarker();
      if (marker == EOI) {
        return new Structure(Math.max(1, scans), orientation, OptionalLong.empty());
      }
      if (marker == SOI || marker == TEM || isRestart(marker)) {
        continue;
      }
      int start = at + 2;
      int end = at + length();
      if (marker == APP1) {
        readExif(start, end);
      }
      at = end;
      if (marker == SOS) {
        scans++;
        skipScan();
      }
    }
  }

  /** The byte behind the next 0xff that is none of the data and no padding. */
  private int nextMarker() throws PictureException {
    while (at + 1 < file.length) {
      int next = file[at + 1] & 0xff;
      if ((file[at] & 0xff) == 0xff && next != 0 && next != 0xff) {
        at += 2;
        return next;
      }
      at++;
    }
    throw cut();
  }

  private int length() throws PictureException {
    if (at + 2 > file.length) {
      throw cut();
    }
    int length = (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
    if (length < 2) {
      throw PictureException.damaged(Texts.of("a segment of %d bytes at byte %d", length, at));
    }
    if (at + length > file.length) {
      throw cut();
    }
    return length;
  }

  /** Over entropy-coded data to the marker behind it. */
  private void skipScan() {
    while (at + 1 < file.length) {
      if ((file[at] & 0xff) == 0xff) {
        int next = file[at + 1] & 0xff;
        if (next != 0 && next != 0xff && !isRestart(next)) {
          return;
        }
      }
      at++;
    }
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  private void readExif(int start, int end) {
    if (end - start <= EXIF.length) {
      return;
    }
    for (int i = 0; i < EXIF.length; i++) {
      if (file[start + i] != EXIF[i]) {
        return;
      }
    }
    int from = start + EXIF.length;
    orientation = Exif.orientation(ByteBuffer.wrap(file, from, end - from));
  }

  private PictureException cut() {
    return PictureException.damaged(
        Texts.of("that the file ends after %,d bytes, before the picture does", file.length));
  }
}
