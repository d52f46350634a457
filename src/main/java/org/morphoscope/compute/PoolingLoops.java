package org.morphoscope.compute;

import static org.morphoscope.compute.ChannelTile.LANES;
import static org.morphoscope.compute.ChannelTile.SPECIES;
import static org.morphoscope.compute.PixelLoops.load;
import static org.morphoscope.compute.PixelLoops.rectify;
import static org.morphoscope.compute.PixelLoops.select;
import static org.morphoscope.compute.PixelLoops.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * ReLU and pooling of one image in scratch memory, vectors across channels. Every buffer has {@link
 * ChannelTile#LANES} elements to spare, so that the last vector of a pixel may reach beyond it.
 */
final class PoolingLoops {
  /**
   * One pass over a row. Passes are called from a single place so that HotSpot sees many receivers
   * there and compiles each on its own: inlined into one method they exceed its limit, see {@link
   * WindowRow}.
   */
  private interface Pass {
    void run(
        WindowRow row, ByteBuffer u, int in, ByteBuffer z, ByteBuffer gz, int out, ByteBuffer gu);
  }

  private static final Pass TAKE = (row, u, in, z, gz, out, gu) -> row.take(u, in, z, out);
  private static final Pass TAKE_LARGER =
      (row, u, in, z, gz, out, gu) -> row.takeLarger(u, in, z, out);
  private static final Pass RECTIFY = (row, u, in, z, gz, out, gu) -> row.rectifyRow(z, out);
  private static final Pass ADD = (row, u, in, z, gz, out, gu) -> row.addRectified(u, in, z, out);
  private static final Pass CLOSE = (row, u, in, z, gz, out, gu) -> row.closeRow(z, gz, out);
  private static final Pass ROUTE =
      (row, u, in, z, gz, out, gu) -> row.route(u, in, z, gz, out, gu);
  private static final Pass SPREAD = (row, u, in, z, gz, out, gu) -> row.spread(u, in, gz, out, gu);

  private final WindowRow row = new WindowRow();
  private final MaxOfFour ofFour = new MaxOfFour();

  /** {@code z = phi(u)} for one image: u [H,W,C], z [H',W',C]. */
  void forward(ChainShape s, ByteBuffer u, ByteBuffer z) {
    if (s.pooling() == ChainShape.Pooling.GLOBAL) {
      globalForward(s.height() * s.width(), s.channels(), u, z, s.relu() ? 0 : -1);
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
    if (s.pooling() == ChainShape.Pooling.GLOBAL) {
      globalBackward(s.height() * s.width(), s.channels(), u, gz, gu, s.relu() ? 0 : -1);
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

  /** Runs a pass for the window positions [first, last) of every output row. */
  private void eachRow(
      ChainShape s,
      Pass pass,
      int first,
      int last,
      ByteBuffer u,
      ByteBuffer z,
      ByteBuffer gz,
      ByteBuffer gu) {
    for (int y = 0; y < s.outHeight(); y++) {
      for (int i = first; i < last; i++) {
        pass.run(row, u, in(s, y, i), z, gz, out(s, y), gu);
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

  private static void globalForward(int positions, int c, ByteBuffer u, ByteBuffer z, int always) {
    for (int j = 0; j < c; j += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int p = 0; p < positions; p++) {
        sum = sum.add(rectify(load(u, p * c + j), always));
      }
      store(z, j, sum.mul(1f / positions));
    }
  }

  /** Surplus lanes are overwritten by the next pixel. */
  private static void globalBackward(
      int positions, int c, ByteBuffer u, ByteBuffer gz, ByteBuffer gu, int always) {
    for (int p = 0; p < positions; p++) {
      for (int j = 0; j < c; j += LANES) {
        int i = p * c + j;
        store(gu, i, select(load(gz, j).mul(1f / positions), load(u, i), always));
      }
    }
  }

  private static void clear(ByteBuffer v, int length) {
    for (int i = 0; i < length; i += LANES) {
      store(v, i, FloatVector.zero(SPECIES));
    }
  }
}
