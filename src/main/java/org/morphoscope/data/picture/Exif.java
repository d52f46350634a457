package org.morphoscope.data.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one field of Exif data that changes how a picture is shown. */
final class Exif {
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final short PREFIX = 0x4578; // "Ex" of "Exif\0\0", which some writers put before
  private static final int PREFIX_LENGTH = 6;

  private Exif() {}

  /**
   * The orientation that a block of Exif data notes, which is laid out as a TIFF file.
   *
   * @param block from the byte order mark on; whatever cannot be understood means upright
   */
  static Orientation orientation(ByteBuffer block) {
    try {
      ByteBuffer tiff = block.slice();
      if (tiff.getShort(0) == PREFIX) {
        tiff = tiff.position(PREFIX_LENGTH).slice();
      }
      short order = tiff.getShort();
      if (order == 0x4949) {
        tiff.order(ByteOrder.LITTLE_ENDIAN);
      } else if (order != 0x4d4d) {
        return Orientation.UPRIGHT;
      }
      if (tiff.getShort() != 42) {
        return Orientation.UPRIGHT;
      }
      return inDirectory(tiff, tiff.getInt());
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      // notes of the camera are a courtesy: a picture without readable ones is shown as stored
      return Orientation.UPRIGHT;
    }
  }

  private static Orientation inDirectory(ByteBuffer tiff, int offset) {
    tiff.position(offset);
    int entries = tiff.getShort() & 0xffff;
    for (int i = 0; i < entries; i++) {
      int tag = tiff.getShort() & 0xffff;
      int type = tiff.getShort() & 0xffff;
      tiff.getInt(); // how many values: one
      int value = tiff.getShort() & 0xffff;
      tiff.getShort();
      if (tag == ORIENTATION) {
        return type == SHORT ? Orientation.ofExif(value) : Orientation.UPRIGHT;
      }
    }
    return Orientation.UPRIGHT;
  }
}
