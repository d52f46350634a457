package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.SPECIES;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.morphoscope.compute.kernels.ChainShape;

/**
 * Memory for a few images, one per slot, kept from call to call; of one thread. Outside the garbage
 * collector's reach and aligned to vectors, in the host's byte order.
 */
final class ImageScratch {
  private final ByteBuffer[] slots = new ByteBuffer[8];

  /** At least {@code elements} floats and a vector to spare. */
  ByteBuffer floats(int slot, int elements) {
    int bytes = (elements + SPECIES.length()) * Float.BYTES;
    ByteBuffer buffer = slots[slot];
    if (buffer == null || buffer.capacity() < bytes) {
      buffer =
          ByteBuffer.allocateDirect(bytes + 2 * SPECIES.vectorByteSize())
              .alignedSlice(SPECIES.vectorByteSize())
              .order(ByteOrder.nativeOrder());
      slots[slot] = buffer;
    }
    return buffer;
  }

  /** Image n of {@code [N, H', W', C]} into scratch memory. */
  static void copyIn(ChainShape s, int n, ByteBuffer all, ByteBuffer image) {
    int bytes = pooledSize(s) * Float.BYTES;
    image.put(0, all, n * bytes, bytes);
  }

  /** Scratch memory into image n of {@code [N, H', W', C]}. */
  static void copyOut(ChainShape s, int n, ByteBuffer image, ByteBuffer all) {
    int bytes = pooledSize(s) * Float.BYTES;
    all.put(n * bytes, image, 0, bytes);
  }

  /** Elements of one image of a: {@code H W C}. */
  static int size(ChainShape s) {
    return s.height() * s.width() * s.channels();
  }

  /** Elements of one image of z: {@code H' W' C}. */
  static int pooledSize(ChainShape s) {
    return s.outHeight() * s.outWidth() * s.channels();
  }
}
