package org.morphoscope.compute.cuda;

import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;

/** Shapes as the structs of the CUDA text, and how work is cut into tiles. */
final class Shapes {
  /** Codes of the CUDA text. */
  private static final int NONE = 0;

  private static final int MAX = 1;
  private static final int AVERAGE = 2;

  private static final int WIDEST_TILE = 32;

  private Shapes() {}

  /**
   * The struct Conv. Its fields in this order; the bottom and right padding follow from the
   * output's size.
   */
  static int[] conv(ConvShape s) {
    return new int[] {
      s.batch(),
      s.inHeight(),
      s.inWidth(),
      s.inChannels(),
      s.outHeight(),
      s.outWidth(),
      s.outChannels(),
      s.kernel(),
      s.stride(),
      s.pad().top(),
      s.pad().left()
    };
  }

  /**
   * The struct Chain. A plain global average is no pooling with {@code global}: every position is a
   * window.
   */
  static int[] chain(ChainShape s) {
    int pooling =
        switch (s.pooling()) {
          case MAX -> MAX;
          case AVERAGE -> AVERAGE;
          case NONE, GLOBAL -> NONE;
        };
    long slope = Double.doubleToRawLongBits(s.activation().slope());
    boolean global = s.thenGlobal() || s.pooling() == ChainShape.Pooling.GLOBAL;
    return new int[] {
      s.batch(),
      s.height(),
      s.width(),
      s.channels(),
      activation(s),
      pooling,
      s.window(),
      s.stride(),
      pooling == NONE ? s.height() : (s.height() + s.pad().rows() - s.window()) / s.stride() + 1,
      pooling == NONE ? s.width() : (s.width() + s.pad().columns() - s.window()) / s.stride() + 1,
      global ? 1 : 0,
      s.pad().top(),
      s.pad().left(),
      // both halves of a double, since the struct is of ints
      (int) (slope >>> Integer.SIZE),
      (int) slope
    };
  }

  /** Code of the CUDA text. */
  private static int activation(ChainShape s) {
    return switch (s.activation().kind()) {
      case NONE -> 0;
      case RELU -> 1;
      case RELU6 -> 2;
      case LEAKY_RELU -> 3;
      case SILU -> 4;
    };
  }

  /** Elements of a. {@code N H W C}. */
  static int pixels(ChainShape s) {
    return s.batch() * s.height() * s.width() * s.channels();
  }

  /** Elements of z. {@code N H' W' C}. */
  static int outputs(ChainShape s) {
    return s.batch() * s.outHeight() * s.outWidth() * s.channels();
  }

  /**
   * Whether the gradient at a position depends on what its neighbours hold. That of a maximum does;
   * an average sends the same share everywhere.
   */
  static boolean looksAtNeighbours(ChainShape s) {
    return s.pooling() == ChainShape.Pooling.MAX && s.window() > 1;
  }

  /**
   * Channels that a block works on side by side: a power of two. The other threads of a block take
   * other rows of the same channels.
   */
  static int tile(int channels) {
    return channels >= WIDEST_TILE
        ? WIDEST_TILE
        : Math.max(1, Integer.highestOneBit(2 * channels - 1));
  }

  /** {@code whole / part}, rounded up. */
  static int parts(int whole, int part) {
    return (whole + part - 1) / part;
  }
}
