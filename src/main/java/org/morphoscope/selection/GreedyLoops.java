package org.morphoscope.selection;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops over candidates that every step of a greedy run consists of: a row of G is added to the
 * sums, and the smallest value is found on the same way. HotSpot of JDK 17 makes no vectors of
 * either by itself, because one widens its numbers and the other ends in a minimum.
 *
 * <p>The minimum is a comparison and a choice, two instructions. {@code DoubleVector.min} orders
 * NaN and both zeros too, which takes five, one after the other, and a minimum of long integers
 * does not exist before AVX-512. A NaN is never the smallest.
 */
final class GreedyLoops {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
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
    DoubleVector least = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, target, at + i);
      sum = sum.add(widened(row, from + i));
      sum.intoArray(target, at + i);
      DoubleVector value = sum.add(DoubleVector.fromArray(DOUBLES, base, at + i));
      least = least.blend(value, value.compare(VectorOperators.LT, least));
    }
    double smallest = smallest(least);
    for (; i < count; i++) {
      target[at + i] += row[from + i];
      double value = base[at + i] + target[at + i];
      smallest = value < smallest ? value : smallest;
    }
    return smallest;
  }

  /** The same for a row in double. */
  static double addLeast(
      double[] row, int from, double[] target, double[] base, int at, int count) {
    DoubleVector least = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, target, at + i);
      sum = sum.add(DoubleVector.fromArray(DOUBLES, row, from + i));
      sum.intoArray(target, at + i);
      DoubleVector value = sum.add(DoubleVector.fromArray(DOUBLES, base, at + i));
      least = least.blend(value, value.compare(VectorOperators.LT, least));
    }
    double smallest = smallest(least);
    for (; i < count; i++) {
      target[at + i] += row[from + i];
      double value = base[at + i] + target[at + i];
      smallest = value < smallest ? value : smallest;
    }
    return smallest;
  }

  private static DoubleVector widened(float[] row, int from) {
    return (DoubleVector)
        FloatVector.fromArray(FLOATS, row, from).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  /** Smallest lane; infinite when no vector was looked at. */
  private static double smallest(DoubleVector least) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int lane = 0; lane < LANES; lane++) {
      double value = least.lane(lane);
      smallest = value < smallest ? value : smallest;
    }
    return smallest;
  }
}
