package org.morphoscope.compute;

import static org.morphoscope.compute.ChannelTile.LANES;
import static org.morphoscope.compute.PixelLoops.load;
import static org.morphoscope.compute.PixelLoops.rectify;
import static org.morphoscope.compute.PixelLoops.select;
import static org.morphoscope.compute.PixelLoops.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * One output row of a 2 x 2 pooling window that moves by 2, with everything in local variables:
 * several times as fast as the loops over any window in {@link PoolingLoops}, whose rules on
 * surplus lanes hold here too.
 *
 * <p>{@code in}: first element of the upper input row, {@code row}: elements per input row, {@code
 * out}: first element of the output row, {@code c}: channels, {@code pixels}: pixels of the output
 * row.
 */
final class WindowOfTwo {
  private WindowOfTwo() {}

  static void maximum(
      ByteBuffer u, int in, int row, ByteBuffer z, int out, int c, int pixels, int always) {
    for (int x = 0; x < pixels; x++) {
      int i = in + 2 * x * c;
      int o = out + x * c;
      for (int j = 0; j < c; j += LANES) {
        FloatVector top = larger(load(u, i + j), load(u, i + j + c));
        FloatVector bottom = larger(load(u, i + j + row), load(u, i + j + row + c));
        store(z, o + j, rectify(larger(top, bottom), always));
      }
    }
  }

  static void average(
      ByteBuffer u, int in, int row, ByteBuffer z, int out, int c, int pixels, int always) {
    for (int x = 0; x < pixels; x++) {
      int i = in + 2 * x * c;
      int o = out + x * c;
      for (int j = 0; j < c; j += LANES) {
        FloatVector top = rectify(load(u, i + j), always).add(rectify(load(u, i + j + c), always));
        FloatVector bottom =
            rectify(load(u, i + j + row), always).add(rectify(load(u, i + j + row + c), always));
        store(z, o + j, top.add(bottom).mul(0.25f));
      }
    }
  }

  /** Adds to gu; {@code lanes} as in {@link PoolingLoops}. */
  static void maximumBackward(
      ByteBuffer u,
      int in,
      int row,
      ByteBuffer gz,
      int out,
      ByteBuffer gu,
      int c,
      int pixels,
      int always,
      int[] lanes) {
    for (int x = 0; x < pixels; x++) {
      int i = in + 2 * x * c;
      int o = out + x * c;
      for (int j = 0; j < c; j += LANES) {
        FloatVector topLeft = load(u, i + j);
        FloatVector topRight = load(u, i + j + c);
        FloatVector bottomLeft = load(u, i + j + row);
        FloatVector bottomRight = load(u, i + j + row + c);
        FloatVector top = larger(topLeft, topRight);
        FloatVector bottom = larger(bottomLeft, bottomRight);
        // all ones where the second is strictly larger: ties go to the first
        IntVector down = sign(top.sub(bottom));
        IntVector topGoesRight = sign(topLeft.sub(topRight));
        IntVector bottomGoesRight = sign(bottomLeft.sub(bottomRight));
        FloatVector g = select(open(load(gz, o + j), lanes, c - j), larger(top, bottom), always);
        FloatVector gTop = keep(g, down.not());
        FloatVector gBottom = keep(g, down);
        add(gu, i + j, keep(gTop, topGoesRight.not()));
        add(gu, i + j + c, keep(gTop, topGoesRight));
        add(gu, i + j + row, keep(gBottom, bottomGoesRight.not()));
        add(gu, i + j + row + c, keep(gBottom, bottomGoesRight));
      }
    }
  }

  /** Adds to gu; {@code lanes} as in {@link PoolingLoops}. */
  static void averageBackward(
      ByteBuffer u,
      int in,
      int row,
      ByteBuffer gz,
      int out,
      ByteBuffer gu,
      int c,
      int pixels,
      int always,
      int[] lanes) {
    for (int x = 0; x < pixels; x++) {
      int i = in + 2 * x * c;
      int o = out + x * c;
      for (int j = 0; j < c; j += LANES) {
        FloatVector g = open(load(gz, o + j), lanes, c - j).mul(0.25f);
        add(gu, i + j, select(g, load(u, i + j), always));
        add(gu, i + j + c, select(g, load(u, i + j + c), always));
        add(gu, i + j + row, select(g, load(u, i + j + row), always));
        add(gu, i + j + row + c, select(g, load(u, i + j + row + c), always));
      }
    }
  }

  /**
   * The larger of two, the first where they are equal; {@code max} would cost three times as much.
   */
  private static FloatVector larger(FloatVector first, FloatVector second) {
    IntVector a = first.reinterpretAsInts();
    IntVector differing = a.lanewise(VectorOperators.XOR, second.reinterpretAsInts());
    IntVector takeSecond = differing.and(sign(first.sub(second)));
    return a.lanewise(VectorOperators.XOR, takeSecond).reinterpretAsFloats();
  }

  /** All ones where v is negative. */
  private static IntVector sign(FloatVector v) {
    return v.reinterpretAsInts().lanewise(VectorOperators.ASHR, 31);
  }

  private static FloatVector open(FloatVector v, int[] lanes, int channelsLeft) {
    return keep(v, PoolingLoops.openLanes(lanes, channelsLeft));
  }

  private static FloatVector keep(FloatVector v, IntVector open) {
    return v.reinterpretAsInts().and(open).reinterpretAsFloats();
  }

  private static void add(ByteBuffer gu, int at, FloatVector v) {
    store(gu, at, load(gu, at).add(v));
  }
}
