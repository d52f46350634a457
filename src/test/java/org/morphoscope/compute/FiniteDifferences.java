package org.morphoscope.compute;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Derivatives from the function alone. A gradient of n numbers is held against two directions
 * instead of n: one element by itself, whose place and sign must be right, and a random direction
 * in which every element counts, so that no wrong one stays unseen.
 */
public final class FiniteDifferences {
  private FiniteDifferences() {}

  /**
   * The directions that a gradient is looked at in; none for no numbers.
   *
   * @param n numbers of the gradient
   * @param seed of the random one
   */
  public static List<double[]> directions(int n, long seed) {
    if (n == 0) {
      return List.of();
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] one = new double[n];
    one[random.nextInt(n)] = 1;
    // every element weighs the same, so that none hides behind the others
    double[] all = random.doubles(n).map(v -> (v < 0.5 ? -1 : 1) / Math.sqrt(n)).toArray();
    return n == 1 ? List.of(one) : List.of(one, all);
  }

  /**
   * Central difference of a function along a direction, {@code (f(v + h d) - f(v - h d)) / 2h}.
   *
   * @param values what the function depends on; as before afterwards
   */
  public static double central(
      double[] values, double[] direction, double h, DoubleSupplier function) {
    double[] old = values.clone();
    move(values, old, direction, h);
    double up = function.getAsDouble();
    move(values, old, direction, -h);
    double down = function.getAsDouble();
    System.arraycopy(old, 0, values, 0, old.length);
    return (up - down) / (2 * h);
  }

  private static void move(double[] values, double[] from, double[] direction, double step) {
    for (int i = 0; i < values.length; i++) {
      values[i] = from[i] + step * direction[i];
    }
  }

  /** Derivative along a direction that a gradient promises. */
  public static double slope(double[] gradient, double[] direction) {
    double sum = 0;
    for (int i = 0; i < gradient.length; i++) {
      sum += gradient[i] * direction[i];
    }
    return sum;
  }
}
