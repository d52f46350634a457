package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.LANES;
import static org.morphoscope.compute.cpu.ChannelTile.SPECIES;
import static org.morphoscope.compute.cpu.PixelLoops.load;
import static org.morphoscope.compute.cpu.PixelLoops.rectify;
import static org.morphoscope.compute.cpu.PixelLoops.select;
import static org.morphoscope.compute.cpu.PixelLoops.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.net.Activation;

/**
 * One position of the pooling window against one row of output pixels: output pixel x (at {@code
 * out + x c}) meets input pixel x (at {@code in + x step}).
 *
 * <p>Each method is small on purpose. HotSpot stops inlining vector operations when a method has a
 * dozen accesses to buffers; what is left is then boxed and ten times slower. So a window is pooled
 * position by position, through rows that stay in the first-level cache. Fields are copied to
 * locals because the compiler has to reload fields after every store to a buffer.
 *
 * <p>The last vector of a pixel reaches into the next one, or beyond the row: its surplus lanes
 * change nothing, and every buffer has {@link ChannelTile#LANES} elements to spare.
 *
 * <p>Arguments: u and gu are of one image {@code [H, W, C]}, z and gz {@code [H', W', C]}; {@code
 * in} is the element that the window's position meets for the first output pixel of the row, {@code
 * out} that pixel's first element.
 */
final class WindowRow {
  /** LANES times all bits set, then LANES zeros: a load at LANES - n opens n lanes. */
  private final float[] lanes = new float[2 * LANES];

  // of the present shape: channels, output pixels of a row, elements from one window to the next
  private int c;
  private int pixels;
  private int step;
  // all ones without ReLU, which opens every mask; 0 with it
  private int always;
  // of each position in an average over the window
  private float share;

  WindowRow() {
    Arrays.fill(lanes, 0, LANES, Float.intBitsToFloat(-1));
  }

  /** Rows of a pooling window; without ReLU everything passes. */
  void shape(ChainShape s) {
    c = s.channels();
    pixels = s.outWidth();
    step = s.stride() * c;
    always = s.activation().kind() == Activation.Kind.RELU ? 0 : -1;
    share = 1f / (s.window() * s.window());
  }

  /** {@code z = u}. The window's first position begins the maximum. */
  void take(ByteBuffer u, int in, ByteBuffer z, int out) {
    final int c = this.c;
    final int pixels = this.pixels;
    final int step = this.step;
    for (int j = 0; j < c; j += LANES) {
      IntVector open = open(c - j);
      for (int x = 0; x < pixels; x++) {
        IntVector old = load(z, out + x * c + j).reinterpretAsInts();
        IntVector fresh = load(u, in + x * step + j).reinterpretAsInts();
        store(z, out + x * c + j, blend(old, fresh, open));
      }
    }
  }

  /**
   * {@code z = max(z, u)}. Only where u is really larger: of equal values the first in row-major
   * order stays.
   */
  void takeLarger(ByteBuffer u, int in, ByteBuffer z, int out) {
    final int c = this.c;
    final int pixels = this.pixels;
    final int step = this.step;
    for (int j = 0; j < c; j += LANES) {
      IntVector open = open(c - j);
      for (int x = 0; x < pixels; x++) {
        FloatVector old = load(z, out + x * c + j);
        FloatVector fresh = load(u, in + x * step + j);
        // max would cost three times as much
        IntVector larger = sign(old.sub(fresh)).and(open);
        IntVector oldBits = old.reinterpretAsInts();
        store(z, out + x * c + j, blend(oldBits, fresh.reinterpretAsInts(), larger));
      }
    }
  }

  /**
   * {@code z += share relu(u)}. An average window adds its positions one after another; z begins
   * with 0.
   */
  void addRectified(ByteBuffer u, int in, ByteBuffer z, int out) {
    final float share = this.share;
    final int c = this.c;
    final int pixels = this.pixels;
    final int step = this.step;
    final int always = this.always;
    for (int j = 0; j < c; j += LANES) {
      IntVector open = open(c - j);
      for (int x = 0; x < pixels; x++) {
        FloatVector r = keep(rectify(load(u, in + x * step + j), always), open);
        store(
            z,
            out + x * c + j,
            r.fma(FloatVector.broadcast(SPECIES, share), load(z, out + x * c + j)));
      }
    }
  }

  /**
   * {@code z = relu(z)}. After the maximum: {@code relu(max u) = max relu(u)}. In place; channels
   * that are nobody's keep what they hold.
   */
  void rectifyRow(ByteBuffer z, int out) {
    final int c = this.c;
    final int pixels = this.pixels;
    final int always = this.always;
    for (int j = 0; j < c; j += LANES) {
      IntVector open = open(c - j);
      for (int x = 0; x < pixels; x++) {
        FloatVector old = load(z, out + x * c + j);
        IntVector fresh = rectify(old, always).reinterpretAsInts();
        store(z, out + x * c + j, blend(old.reinterpretAsInts(), fresh, open));
      }
    }
  }

  /**
   * {@code gz = 0} where the maximum z is not let through by the ReLU. Before the routing, once per
   * window instead of once per position.
   */
  void closeRow(ByteBuffer z, ByteBuffer gz, int out) {
    final int c = this.c;
    final int pixels = this.pixels;
    final int always = this.always;
    for (int j = 0; j < c; j += LANES) {
      IntVector open = open(c - j);
      for (int x = 0; x < pixels; x++) {
        FloatVector old = load(gz, out + x * c + j);
        IntVector fresh = select(old, load(z, out + x * c + j), always).reinterpretAsInts();
        store(gz, out + x * c + j, blend(old.reinterpretAsInts(), fresh, open));
      }
    }
  }

  /** {@code gu += share gz} where u is let through. Windows may overlap: their parts add up. */
  void spread(ByteBuffer u, int in, ByteBuffer gz, int out, ByteBuffer gu) {
    final float share = this.share;
    final int c = this.c;
    final int pixels = this.pixels;
    final int step = this.step;
    final int always = this.always;
    for (int j = 0; j < c; j += LANES) {
      IntVector open = open(c - j);
      for (int x = 0; x < pixels; x++) {
        FloatVector g = keep(load(gz, out + x * c + j), open).mul(share);
        FloatVector gated = select(g, load(u, in + x * step + j), always);
        store(gu, in + x * step + j, load(gu, in + x * step + j).add(gated));
      }
    }
  }

  /**
   * Where u is the maximum z, moves what is left of gz to gu. Positions come in row-major order,
   * and what has been moved is 0 for later ones: so the first maximum gets all of it.
   */
  void route(ByteBuffer u, int in, ByteBuffer z, ByteBuffer gz, int out, ByteBuffer gu) {
    final int c = this.c;
    final int pixels = this.pixels;
    final int step = this.step;
    for (int j = 0; j < c; j += LANES) {
      IntVector open = open(c - j);
      for (int x = 0; x < pixels; x++) {
        FloatVector left = load(gz, out + x * c + j);
        // +0 at the maximum and negative elsewhere
        FloatVector below = load(u, in + x * step + j).sub(load(z, out + x * c + j));
        IntVector bits = left.reinterpretAsInts();
        IntVector moved = bits.lanewise(VectorOperators.XOR, bits.and(sign(below))).and(open);
        store(gu, in + x * step + j, load(gu, in + x * step + j).add(moved.reinterpretAsFloats()));
        store(gz, out + x * c + j, bits.lanewise(VectorOperators.XOR, moved).reinterpretAsFloats());
      }
    }
  }

  /**
   * {@code z = } the mean of {@code relu(u)} over all positions of an image. One output pixel:
   * every lane sums its own channel over the positions.
   */
  void average(ByteBuffer u, int positions, ByteBuffer z) {
    final int c = this.c;
    final int always = this.always;
    for (int j = 0; j < c; j += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int p = 0; p < positions; p++) {
        sum = sum.add(rectify(load(u, p * c + j), always));
      }
      store(z, j, sum.mul(1f / positions));
    }
  }

  /**
   * The backward of {@link #average}. The last vector of the pixels first: its surplus lanes reach
   * into the next pixel's first one.
   */
  void spreadEvenly(ByteBuffer u, int positions, ByteBuffer gz, ByteBuffer gu) {
    final int c = this.c;
    final int always = this.always;
    final float share = 1f / positions;
    for (int j = (c - 1) / LANES * LANES; j >= 0; j -= LANES) {
      gateEach(u, positions, load(gz, j).mul(share), j, gu, c, always);
    }
  }

  /** PixelLoops.select written out: called from here, HotSpot does not inline it and boxes g. */
  private static void gateEach(
      ByteBuffer u, int positions, FloatVector g, int j, ByteBuffer gu, int c, int always) {
    for (int p = 0; p < positions; p++) {
      FloatVector closed = FloatVector.zero(SPECIES).sub(load(u, p * c + j));
      IntVector open = sign(closed).or(always);
      store(gu, p * c + j, g.reinterpretAsInts().and(open).reinterpretAsFloats());
    }
  }

  /** All ones in as many lanes as there are channels left. */
  private IntVector open(int channelsLeft) {
    return FloatVector.fromArray(SPECIES, lanes, LANES - Math.min(LANES, channelsLeft))
        .reinterpretAsInts();
  }

  /** {@code fresh} where open, else {@code old}. */
  private static FloatVector blend(IntVector old, IntVector fresh, IntVector open) {
    IntVector change = old.lanewise(VectorOperators.XOR, fresh).and(open);
    return old.lanewise(VectorOperators.XOR, change).reinterpretAsFloats();
  }

  /** {@code v} where open, else 0. */
  private static FloatVector keep(FloatVector v, IntVector open) {
    return v.reinterpretAsInts().and(open).reinterpretAsFloats();
  }

  /** All ones where v is negative. */
  private static IntVector sign(FloatVector v) {
    return v.reinterpretAsInts().lanewise(VectorOperators.ASHR, 31);
  }
}
