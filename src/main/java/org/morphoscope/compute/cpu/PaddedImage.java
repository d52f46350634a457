package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.LANES;
import static org.morphoscope.compute.cpu.ChannelTile.SPECIES;
import static org.morphoscope.compute.cpu.PixelLoops.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import org.morphoscope.compute.kernels.ChainShape;

/**
 * One image with something laid around it that no maximum takes, so that padded windows run through
 * the loops of those that are not. Nets pad a pooling once, in their stem: a copy is cheap there.
 */
final class PaddedImage {
  /** Finite, as 0 times it is still 0. */
  private static final float LOWEST = -Float.MAX_VALUE;

  /** Slot 0 for values, slot 1 for a gradient. */
  private final ImageScratch scratch = new ImageScratch();

  /** {@code [H + rows, W + columns, C]} with u in the middle. */
  ByteBuffer values(ChainShape s, ByteBuffer u) {
    int size = ImageScratch.size(s.padded());
    ByteBuffer padded = scratch.floats(0, size);
    FloatVector lowest = FloatVector.broadcast(SPECIES, LOWEST);
    for (int i = 0; i < size; i += LANES) {
      store(padded, i, lowest);
    }
    int row = s.width() * s.channels() * Float.BYTES;
    for (int y = 0; y < s.height(); y++) {
      padded.put(first(s, y), u, y * row, row);
    }
    return padded;
  }

  /** Memory for a gradient of the same size. */
  ByteBuffer gradient(ChainShape s) {
    return scratch.floats(1, ImageScratch.size(s.padded()));
  }

  /** The middle of a padded gradient: what arrives outside of the image is 0. */
  void crop(ChainShape s, ByteBuffer padded, ByteBuffer gu) {
    int row = s.width() * s.channels() * Float.BYTES;
    for (int y = 0; y < s.height(); y++) {
      gu.put(y * row, padded, first(s, y), row);
    }
  }

  /** First byte of row y of the image within the padded one. */
  private static int first(ChainShape s, int y) {
    int width = s.width() + s.pad().columns();
    return ((y + s.pad().top()) * width + s.pad().left()) * s.channels() * Float.BYTES;
  }
}
