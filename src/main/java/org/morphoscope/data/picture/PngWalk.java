package org.morphoscope.data.picture;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.morphoscope.text.Texts;

/** Goes from chunk to chunk of a PNG file and checks the sums of those that make the picture. */
final class PngWalk {
  private static final int HEADER = 0x49484452; // IHDR
  private static final int PALETTE = 0x504c5445; // PLTE
  private static final int DATA = 0x49444154; // IDAT
  private static final int TRANSPARENCY = 0x74524e53; // tRNS
  private static final int EXIF = 0x65584966; // eXIf
  private static final int END = 0x49454e44; // IEND
  private static final int AROUND = 12; // length, name and sum of a chunk
  private static final int GREY = 0;
  private static final int RGB = 2;

  private final ByteBuffer file;
  private int colourType = -1;
  private Orientation orientation = Orientation.UPRIGHT;
  private OptionalLong key = OptionalLong.empty();

  PngWalk(byte[] file) {
    this.file = ByteBuffer.wrap(file);
  }

  Structure walk() throws PictureException {
    int at = 8; // behind the signature
    while (true) {
      if (file.capacity() - at < AROUND) {
        throw cut();
      }
      int length = file.getInt(at);
      int name = file.getInt(at + 4);
      if (length < 0 || length > file.capacity() - at - AROUND) {
        throw cut();
      }
      if (name == END) {
        return new Structure(1, orientation, key);
      }
      if (name == HEADER || name == PALETTE || name == DATA || name == TRANSPARENCY) {
        requireSum(at, length);
      }
      note(name, at + 8, length);
      at += AROUND + length;
    }
  }

  private void note(int name, int from, int length) {
    if (name == HEADER && length >= 10) {
      colourType = file.get(from + 9);
    } else if (name == EXIF) {
      orientation = Exif.orientation(file.slice(from, length));
    } else if (name == TRANSPARENCY && colourType == GREY && length >= 2) {
      key = OptionalLong.of(file.getShort(from) & 0xffff);
    } else if (name == TRANSPARENCY && colourType == RGB && length >= 6) {
      key =
          OptionalLong.of(
              (file.getShort(from) & 0xffffL) << 32
                  | (file.getShort(from + 2) & 0xffffL) << 16
                  | file.getShort(from + 4) & 0xffffL);
    }
  }

  private void requireSum(int at, int length) throws PictureException {
    CRC32 sum = new CRC32();
    sum.update(file.array(), at + 4, length + 4);
    if ((int) sum.getValue() != file.getInt(at + 8 + length)) {
      throw PictureException.damaged("a wrong checksum of the part at byte " + at);
    }
  }

  private PictureException cut() {
    return PictureException.damaged(
        Texts.of("that the file ends after %,d bytes, before the picture does", file.capacity()));
  }
}
