package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.LANES;
import static org.morphoscope.compute.cpu.ChannelTile.SPECIES;
import static org.morphoscope.compute.cpu.PixelLoops.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.net.Activation;
import org.morphoscope.net.Padding;

/**
 * Activation and pooling of one image in scratch memory, vectors across channels. Every buffer has
 * {@link ChannelTile#LANES} elements to spare, so that the last vector of a pixel may reach beyond
 * it.
 */
final class PoolingLoops {
  /**
   * One pass over a row. Passes are called from a single place and looked up in an array there, so
   * that HotSpot sees many receivers and compiles each on its own: inlined into one method they
   * exceed its limit, see {@link WindowRow}. A constant in place of the look-up would be inlined
   * after all.
   */
  private interface Pass {
    void run(
        WindowRow row, ByteBuffer u, int in, ByteBuffer z, ByteBuffer gz, int out, ByteBuffer gu);
  }

  // places in the array below
  private static final int TAKE = 0;
  private static final int TAKE_LARGER = 1;
  private static final int RECTIFY = 2;
  private static final int ADD = 3;
  private static final int CLOSE = 4;
  private static final int ROUTE = 5;
  private static final int SPREAD = 6;
  private static final int AVERAGE = 7;
  private static final int SPREAD_EVENLY = 8;

  private final Pass[] passes = {
    (row, u, in, z, gz, out, gu) -> row.take(u, in, z, out),
    (row, u, in, z, gz, out, gu) -> row.takeLarger(u, in, z, out),
    (row, u, in, z, gz, out, gu) -> row.rectifyRow(z, out),
    (row, u, in, z, gz, out, gu) -> row.addRectified(u, in, z, out),
    (row, u, in, z, gz, out, gu) -> row.closeRow(z, gz, out),
    (row, u, in, z, gz, out, gu) -> row.route(u, in, z, gz, out, gu),
    (row, u, in, z, gz, out, gu) -> row.spread(u, in, gz, out, gu),
    (row, u, positions, z, gz, out, gu) -> row.average(u, positions, z),
    (row, u, positions, z, gz, out, gu) -> row.spreadEvenly(u, positions, gz, gu)
  };
  private final WindowRow row = new WindowRow();
  private final MaxOfFour ofFour = new MaxOfFour();
  private final PaddedImage around = new PaddedImage();
  private final Curves curves = new Curves();
  private final ImageScratch curved = new ImageScratch();

  /**
   * {@code z = phi(u)} for one image: u [H,W,C], z [H',W',C].
   *
   * @param u a ReLU6 leaves it clamped, which has the same maxima and lets the same through
   */
  void forward(ChainShape s, ByteBuffer u, ByteBuffer z) {
    if (s.activation().curved()) {
      windows(s.withActivation(Activation.NONE), values(s, u), z);
    } else if (s.activation().kind() == Activation.Kind.RELU6) {
      CappedLoops.clampAll(u, ImageScratch.size(s));
      windows(s.withActivation(Activation.NONE), u, z);
    } else {
      windows(s, u, z);
    }
  }

  /** What is pooled behind an activation that may fall; u stays as it is. */
  private ByteBuffer values(ChainShape s, ByteBuffer u) {
    ByteBuffer values = curved.floats(0, ImageScratch.size(s));
    curves.values(s.activation(), u, values, ImageScratch.size(s));
    return values;
  }

  /** {@code z} without ReLU6's bound: padded, global, 2 x 2, or any other window. */
  private void windows(ChainShape s, ByteBuffer u, ByteBuffer z) {
    if (!s.pad().equals(Padding.NONE)) {
      windows(s.padded(), around.values(s, u), z);
      return;
    }
    if (s.pooling() == ChainShape.Pooling.GLOBAL) {
      row.shape(s);
      passes[AVERAGE].run(row, u, s.height() * s.width(), z, z, 0, z);
      return;
    }
    if (MaxOfFour.fits(s)) {
      ofFour.forward(s, u, z);
      return;
    }
    row.shape(s);
    if (s.pooling() == ChainShape.Pooling.MAX) {
      maximum(s, u, z);
      eachRow(s, RECTIFY, 0, 1, u, z, z, z);
    } else {
      clear(z, s.outHeight() * s.outWidth() * s.channels());
      eachRow(s, ADD, 0, s.window() * s.window(), u, z, z, z);
    }
  }

  /**
   * {@code gu = phi'(u)^T gz} for one image.
   *
   * @param gz used up
   * @param z scratch of the same size
   */
  void backward(ChainShape s, ByteBuffer u, ByteBuffer gz, ByteBuffer z, ByteBuffer gu) {
    if (s.activation().curved()) {
      windowsBackward(s.withActivation(Activation.NONE), values(s, u), gz, z, gu);
      curves.gate(s.activation(), u, gu, gu, ImageScratch.size(s));
    } else if (s.activation().kind() == Activation.Kind.RELU6) {
      windowsBackward(s.withActivation(Activation.NONE), u, gz, z, gu);
      CappedLoops.gateAll(u, gu, ImageScratch.size(s));
    } else {
      windowsBackward(s, u, gz, z, gu);
    }
  }

  /** The backward of {@link #windows}, in the same cases. */
  private void windowsBackward(
      ChainShape s, ByteBuffer u, ByteBuffer gz, ByteBuffer z, ByteBuffer gu) {
    if (!s.pad().equals(Padding.NONE)) {
      ByteBuffer gradient = around.gradient(s);
      windowsBackward(s.padded(), around.values(s, u), gz, z, gradient);
      around.crop(s, gradient, gu);
      return;
    }
    if (s.pooling() == ChainShape.Pooling.GLOBAL) {
      row.shape(s);
      passes[SPREAD_EVENLY].run(row, u, s.height() * s.width(), z, gz, 0, gu);
      return;
    }
    if (MaxOfFour.fits(s)) {
      ofFour.backward(s, u, gz, gu);
      return;
    }
    row.shape(s);
    clear(gu, s.height() * s.width() * s.channels());
    if (s.pooling() == ChainShape.Pooling.MAX) {
      maximum(s, u, z);
      eachRow(s, CLOSE, 0, 1, u, z, gz, gu);
      eachRow(s, ROUTE, 0, s.window() * s.window(), u, z, gz, gu);
    } else {
      eachRow(s, SPREAD, 0, s.window() * s.window(), u, z, gz, gu);
    }
  }

  /** The maximum of u is where the maximum of relu(u) is, or the ReLU's gradient there is 0. */
  private void maximum(ChainShape s, ByteBuffer u, ByteBuffer z) {
    eachRow(s, TAKE, 0, 1, u, z, z, z);
    eachRow(s, TAKE_LARGER, 1, s.window() * s.window(), u, z, z, z);
  }

  /**
   * Runs a pass for the window positions [first, last) of every output row.
   *
   * @param u input {@code [H, W, C]}
   * @param z maxima or sums {@code [H', W', C]}
   * @param gz gradient in z
   * @param gu gradient in u
   */
  private void eachRow(
      ChainShape s,
      int which,
      int first,
      int last,
      ByteBuffer u,
      ByteBuffer z,
      ByteBuffer gz,
      ByteBuffer gu) {
    for (int y = 0; y < s.outHeight(); y++) {
      for (int i = first; i < last; i++) {
        passes[which].run(row, u, in(s, y, i), z, gz, out(s, y), gu);
      }
    }
  }

  /** First element of output row y. */
  private static int out(ChainShape s, int y) {
    return y * s.outWidth() * s.channels();
  }

  /**
   * First element of the input that window position i, in row-major order, meets in output row y.
   */
  private static int in(ChainShape s, int y, int i) {
    int inputRow = y * s.stride() + i / s.window();
    return (inputRow * s.width() + i % s.window()) * s.channels();
  }

  /** Zeros, up to a whole vector beyond. */
  private static void clear(ByteBuffer v, int length) {
    for (int i = 0; i < length; i += LANES) {
      store(v, i, FloatVector.zero(SPECIES));
    }
  }
}
