package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.LANES;
import static org.morphoscope.compute.cpu.ChannelTile.SPECIES;
import static org.morphoscope.compute.cpu.PixelLoops.load;
import static org.morphoscope.compute.cpu.PixelLoops.rectify;
import static org.morphoscope.compute.cpu.PixelLoops.select;
import static org.morphoscope.compute.cpu.PixelLoops.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.net.Activation;

/**
 * ReLU and the maximum over 2 x 2 windows with stride 2, the pooling of nearly every net, row by
 * row over one image in scratch memory; any other window goes through {@link WindowRow}.
 *
 * <p>A pixel's last vector may reach into the next pixel: pixels are written in ascending order, so
 * that the surplus lanes are overwritten by their owner, and every buffer has {@link
 * ChannelTile#LANES} elements to spare. Each loop is small and called from the one place in {@link
 * #run} for the reasons that {@link WindowRow} and {@link PartLoops} give; the rows between them
 * stay in the first-level cache. Comparisons are bit masks: all ones where {@code v - w} is
 * negative. Of equal values the first in row-major order is the maximum.
 */
final class MaxOfFour {
  private static final int PAIRS = 0;
  private static final int LARGER = 1;
  private static final int SHARE = 2;
  private static final int ROUTE = 3;
  private static final int CLEAR = 4;

  /** The arguments of all loops in one form; {@code at} and {@code end} are elements or pixels. */
  private interface Loop {
    void run(ByteBuffer x, ByteBuffer y, ByteBuffer z, int at, int end, int option);
  }

  private final Loop[] loops = {
    (x, y, z, at, pixels, c) -> pairs(x, at, y, pixels, c),
    (x, y, z, at, length, always) -> larger(x, y, z, at, length, always),
    (x, y, z, at, length, always) -> share(x, y, z, at, length, always),
    (x, y, z, at, pixels, c) -> route(x, at, y, z, pixels, c),
    (x, y, z, from, to, none) -> clear(x, from, to)
  };

  /** Two rows of maxima, or of gradients. */
  private final ImageScratch rows = new ImageScratch();

  private void run(
      int which, ByteBuffer x, ByteBuffer y, ByteBuffer z, int at, int end, int option) {
    loops[which].run(x, y, z, at, end, option);
  }

  /** Windows that do not overlap: every input pixel then has one window, and is written once. */
  static boolean fits(ChainShape s) {
    return s.pooling() == ChainShape.Pooling.MAX && s.window() == 2 && s.stride() == 2;
  }

  /**
   * {@code z = relu(max u)}: u [H,W,C], z [H',W',C]. First the larger of each pair of neighbours in
   * both rows, then the larger of those.
   */
  void forward(ChainShape s, ByteBuffer u, ByteBuffer z) {
    int c = s.channels();
    int row = s.width() * c;
    int outRow = s.outWidth() * c;
    int always = s.activation().kind() == Activation.Kind.RELU ? 0 : -1;
    ByteBuffer top = rows.floats(0, outRow);
    ByteBuffer bottom = rows.floats(1, outRow);
    for (int y = 0; y < s.outHeight(); y++) {
      run(PAIRS, u, top, top, 2 * y * row, s.outWidth(), c);
      run(PAIRS, u, bottom, bottom, (2 * y + 1) * row, s.outWidth(), c);
      run(LARGER, top, bottom, z, y * outRow, outRow, always);
    }
  }

  /**
   * {@code gu = phi'(u)^T gz}: u, gu [H,W,C], gz [H',W',C]. Each gz goes to one of the two rows,
   * then to one of the row's two pixels; a last row or column that no window covers gets 0.
   */
  void backward(ChainShape s, ByteBuffer u, ByteBuffer gz, ByteBuffer gu) {
    int c = s.channels();
    int row = s.width() * c;
    int pixels = s.outWidth();
    int outRow = pixels * c;
    int always = s.activation().kind() == Activation.Kind.RELU ? 0 : -1;
    ByteBuffer top = rows.floats(0, outRow);
    ByteBuffer bottom = rows.floats(1, outRow);
    for (int y = 0; y < s.outHeight(); y++) {
      int upper = 2 * y * row;
      int lower = upper + row;
      run(PAIRS, u, top, top, upper, pixels, c);
      run(PAIRS, u, bottom, bottom, lower, pixels, c);
      run(SHARE, top, bottom, gz, y * outRow, outRow, always);
      // the upper row first: its surplus lanes may reach into the lower one
      run(ROUTE, u, top, gu, upper, pixels, c);
      run(CLEAR, gu, gu, gu, upper + 2 * outRow, lower, 0);
      run(ROUTE, u, bottom, gu, lower, pixels, c);
      run(CLEAR, gu, gu, gu, lower + 2 * outRow, lower + row, 0);
    }
    run(CLEAR, gu, gu, gu, 2 * s.outHeight() * row, s.height() * row, 0);
  }

  /**
   * The larger of each pair of neighbours in a row.
   *
   * @param in first element of the input row
   * @param pixels of the output row
   * @param c channels
   */
  private static void pairs(ByteBuffer u, int in, ByteBuffer out, int pixels, int c) {
    for (int x = 0; x < pixels; x++) {
      int p = in + 2 * x * c;
      for (int j = 0; j < c; j += LANES) {
        FloatVector left = load(u, p + j);
        FloatVector right = load(u, p + j + c);
        store(out, x * c + j, blend(left, right, less(left, right)));
      }
    }
  }

  /** {@code z = relu(max(top, bottom))}, one row of output. */
  private static void larger(
      ByteBuffer top, ByteBuffer bottom, ByteBuffer z, int out, int length, int always) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = load(top, i);
      FloatVector w = load(bottom, i);
      store(z, out + i, rectify(blend(v, w, less(v, w)), always));
    }
  }

  /**
   * Overwrites the maxima of the two rows by what of gz goes to each. The lower row gets it only
   * where its maximum is really larger; gz is gated by the ReLU first.
   *
   * @param always all ones without a ReLU
   */
  private static void share(
      ByteBuffer top, ByteBuffer bottom, ByteBuffer gz, int out, int length, int always) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = load(top, i);
      FloatVector w = load(bottom, i);
      IntVector below = less(v, w);
      IntVector g = select(load(gz, out + i), blend(v, w, below), always).reinterpretAsInts();
      IntVector lower = g.and(below);
      store(bottom, i, lower.reinterpretAsFloats());
      store(top, i, g.lanewise(VectorOperators.XOR, lower).reinterpretAsFloats());
    }
  }

  /**
   * Gives the gradient g of a pair to the larger of the two. The right pixel gets it only where it
   * is really larger.
   */
  private static void route(ByteBuffer u, int in, ByteBuffer g, ByteBuffer gu, int pixels, int c) {
    int last = (c - 1) / LANES * LANES;
    for (int x = 0; x < pixels; x++) {
      int p = in + 2 * x * c;
      // the last vector first: its surplus lanes reach into the pixel on the right
      for (int j = last; j >= 0; j -= LANES) {
        IntVector whole = load(g, x * c + j).reinterpretAsInts();
        IntVector right = whole.and(less(load(u, p + j), load(u, p + j + c)));
        store(gu, p + j, whole.lanewise(VectorOperators.XOR, right).reinterpretAsFloats());
        store(gu, p + j + c, right.reinterpretAsFloats());
      }
    }
  }

  /** Surplus lanes reach into what is written next. */
  private static void clear(ByteBuffer v, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      store(v, i, FloatVector.zero(SPECIES));
    }
  }

  /** All ones where v is less than w. */
  private static IntVector less(FloatVector v, FloatVector w) {
    return v.sub(w).reinterpretAsInts().lanewise(VectorOperators.ASHR, 31);
  }

  /** {@code w} where the mask is open, else {@code v}. */
  private static FloatVector blend(FloatVector v, FloatVector w, IntVector mask) {
    IntVector bits = v.reinterpretAsInts();
    IntVector change = bits.lanewise(VectorOperators.XOR, w.reinterpretAsInts()).and(mask);
    return bits.lanewise(VectorOperators.XOR, change).reinterpretAsFloats();
  }
}
