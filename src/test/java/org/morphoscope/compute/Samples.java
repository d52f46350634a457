package org.morphoscope.compute;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random test values with few binary digits: products and sums that decide a branch (ReLU, maximum,
 * ties) are exact in float32 too, so float and double take the same branch.
 */
public final class Samples {
  private Samples() {}

  /** Multiples of 1/32 in [-2, 2). */
  public static double[] values(SplittableRandom random, int length) {
    return random.ints(length, -64, 64).mapToDouble(i -> i / 32.0).toArray();
  }

  /** Multiples of 1/8 in [-1, 2], without 0. */
  public static double[] scales(SplittableRandom random, int length) {
    return random.ints(length, -8, 17).mapToDouble(i -> i == 0 ? 0.5 : i / 8.0).toArray();
  }

  public static double[] ones(int length) {
    double[] v = new double[length];
    Arrays.fill(v, 1);
    return v;
  }

  /** Fails where an element differs by more than {@code tolerance} times the largest element. */
  public static void assertClose(String what, double[] expected, double[] found, double tolerance) {
    double scale = 0.1;
    for (double v : expected) {
      scale = Math.max(scale, Math.abs(v));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - found[i]) <= tolerance * scale)) {
        fail("%s: element %d: expected %g, found %g".formatted(what, i, expected[i], found[i]));
      }
    }
  }
}
