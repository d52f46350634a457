package org.morphoscope.score;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops over candidates that every step of a greedy run consists of. HotSpot of JDK 17 makes
 * vectors of neither by itself: the one widens its numbers, the other ends in a minimum.
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
      DoubleVector wide =
          (DoubleVector)
              FloatVector.fromArray(FLOATS, row, from + i)
                  .convertShape(VectorOperators.F2D, DOUBLES, 0);
      DoubleVector.fromArray(DOUBLES, target, at + i).add(wide).intoArray(target, at + i);
    }
    for (; i < count; i++) {
      target[at + i] += row[from + i];
    }
  }

  /** The smallest of {@code v[i] + w[i]}, i in [from, to); NaN as soon as one of them is. */
  static double least(double[] v, double[] w, int from, int to) {
    int i = from;
    double least = Double.POSITIVE_INFINITY;
    if (to - from >= LANES) {
      DoubleVector smallest = sum(v, w, i);
      for (i += LANES; i <= to - LANES; i += LANES) {
        smallest = smallest.min(sum(v, w, i));
      }
      least = smallest.reduceLanes(VectorOperators.MIN);
    }
    for (; i < to; i++) {
      least = Math.min(least, v[i] + w[i]);
    }
    return least;
  }

  private static DoubleVector sum(double[] v, double[] w, int i) {
    return DoubleVector.fromArray(DOUBLES, v, i).add(DoubleVector.fromArray(DOUBLES, w, i));
  }
}
