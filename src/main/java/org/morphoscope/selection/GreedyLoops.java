package org.morphoscope.selection;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops over candidates that every step of a greedy run consists of: a row of G is added to the
 * sums, and the smallest value is found on the same way. HotSpot of JDK 17 makes no vectors of
 * either by itself, because one widens its numbers and the other ends in a minimum.
 *
 * <p>The minimum is one of integers: read as such, the bits of doubles have the order of the
 * numbers once those of negative ones are turned round. A minimum of doubles takes five
 * instructions, one after the other.
 */
final class GreedyLoops {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS =
      VectorSpecies.of(long.class, DOUBLES.vectorShape());
  private static final int LANES = DOUBLES.length();

  /** As many floats as {@link #DOUBLES} has doubles. */
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  private GreedyLoops() {}

  /** {@code target[at + i] += row[from + i]} for {@code count} numbers. */
  static void add(float[] row, int from, double[] target, int at, int count) {
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      DoubleVector.fromArray(DOUBLES, target, at + i)
          .add(widened(row, from + i))
          .intoArray(target, at + i);
    }
    for (; i < count; i++) {
      target[at + i] += row[from + i];
    }
  }

  /** The same, and the smallest of {@code base[at + i] + target[at + i]} then. */
  static double addLeast(float[] row, int from, double[] target, double[] base, int at, int count) {
    LongVector least = LongVector.broadcast(LONGS, Long.MAX_VALUE);
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, target, at + i);
      sum = sum.add(widened(row, from + i));
      sum.intoArray(target, at + i);
      least = least.min(ordered(sum.add(DoubleVector.fromArray(DOUBLES, base, at + i))));
    }
    double smallest = smallest(least);
    for (; i < count; i++) {
      target[at + i] += row[from + i];
      smallest = Math.min(smallest, base[at + i] + target[at + i]);
    }
    return smallest;
  }

  /** The same for a row in double. */
  static double addLeast(
      double[] row, int from, double[] target, double[] base, int at, int count) {
    LongVector least = LongVector.broadcast(LONGS, Long.MAX_VALUE);
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, target, at + i);
      sum = sum.add(DoubleVector.fromArray(DOUBLES, row, from + i));
      sum.intoArray(target, at + i);
      least = least.min(ordered(sum.add(DoubleVector.fromArray(DOUBLES, base, at + i))));
    }
    double smallest = smallest(least);
    for (; i < count; i++) {
      target[at + i] += row[from + i];
      smallest = Math.min(smallest, base[at + i] + target[at + i]);
    }
    return smallest;
  }

  private static DoubleVector widened(float[] row, int from) {
    return (DoubleVector)
        FloatVector.fromArray(FLOATS, row, from).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  private static LongVector ordered(DoubleVector v) {
    LongVector bits = v.viewAsIntegralLanes();
    return bits.lanewise(VectorOperators.ASHR, Long.SIZE - 1)
        .lanewise(VectorOperators.LSHR, 1)
        .lanewise(VectorOperators.XOR, bits);
  }

  /** Infinite when no vector was looked at, NaN perhaps when one of the numbers is. */
  private static double smallest(LongVector ordered) {
    long key = ordered.reduceLanes(VectorOperators.MIN);
    return key == Long.MAX_VALUE
        ? Double.POSITIVE_INFINITY
        : Double.longBitsToDouble(key ^ ((key >> (Long.SIZE - 1)) >>> 1));
  }
}
