package org.morphoscope.data.picture;

import org.morphoscope.text.Texts;

/** Goes from block to block of a GIF file to the end of its first picture. */
final class GifWalk {
  /** Far more than comments and controls before a picture need; each costs the decoder time. */
  static final int MAX_BLOCKS = 100_000;

  private static final int EXTENSION = 0x21;
  private static final int PICTURE = 0x2c;
  private static final int HEADER = 13;
  private static final int DESCRIPTOR = 10;

  private final byte[] file;
  private int at = HEADER;
  private int blocks;

  GifWalk(byte[] file) {
    this.file = file;
  }

  /**
   * @throws PictureException when the file ends before its first picture does, or begins with
   *     absurdly many blocks
   */
  Structure walk() throws PictureException {
    at += colours(10);
    while (true) {
      int block = byteAt(at);
      if (block == PICTURE) {
        at += DESCRIPTOR + colours(at + 9) + 1; // and the width of the codes
        blocks = 0; // those of the picture are bounded by the size of the file
        skipBlocks(Integer.MAX_VALUE);
        return Structure.PLAIN;
      } else if (block == EXTENSION) {
        at += 2;
        skipBlocks(MAX_BLOCKS);
      } else {
        throw PictureException.damaged("no picture in it up to byte " + at);
      }
    }
  }

  /** Bytes of the table of colours that the flags at this place announce. */
  private int colours(int flagsAt) throws PictureException {
    int flags = byteAt(flagsAt);
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  private void skipBlocks(int most) throws PictureException {
    int length = byteAt(at);
    while (length > 0) {
      if (++blocks > most) {
        throw PictureException.tooMuch(
            Texts.of("at most %,d blocks before the first picture", MAX_BLOCKS), "more");
      }
      at += 1 + length;
      length = byteAt(at);
    }
    at++;
  }

  private int byteAt(int place) throws PictureException {
    if (place >= file.length) {
      throw PictureException.damaged(
          Texts.of("that the file ends after %,d bytes, before the picture does", file.length));
    }
    return file[place] & 0xff;
  }
}
