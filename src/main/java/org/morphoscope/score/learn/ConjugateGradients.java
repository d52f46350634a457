package org.morphoscope.score.learn;

/**
 * Minimises {@code b'x + x'Ax / 2} step by step from {@code x = 0}; A, symmetric and positive
 * semidefinite, is known by its products with vectors only. Few steps regularise: what they have
 * not found are the directions in which A is small.
 */
final class ConjugateGradients {
  /** A curvature that is smaller, relative to the largest so far, is rounding of the products. */
  private static final double FLAT = 1e-5;

  private final double[] x;

  /** {@code -(b + A x)}: the negative gradient. */
  private final double[] residual;

  private final double[] direction;

  /** {@code |residual|^2}; its ratio to the one before conjugates the next direction. */
  private double square;

  /** The largest curvature met, the scale of rounding. */
  private double steepest;

  /**
   * @param slope b
   */
  ConjugateGradients(double[] slope) {
    x = new double[slope.length];
    residual = new double[slope.length];
    for (int i = 0; i < slope.length; i++) {
      residual[i] = -slope[i];
    }
    direction = residual.clone();
    square = dot(residual, residual);
  }

  /** A vector of length 1, or 0 when x is the minimum, whose product with A is wanted next. */
  double[] direction() {
    double length = Math.sqrt(dot(direction, direction));
    double[] unit = new double[direction.length];
    for (int i = 0; i < unit.length && length > 0; i++) {
      unit[i] = direction[i] / length;
    }
    return unit;
  }

  /**
   * Goes on to the minimum along the direction. Where A does not curve upwards there is none, and
   * nothing happens.
   *
   * @param product A times {@link #direction}
   */
  void step(double[] product) {
    double[] unit = direction();
    double curvature = dot(unit, product);
    if (!(curvature > FLAT * steepest)) {
      return;
    }
    steepest = Math.max(steepest, curvature);
    // where the derivative along the direction, unit . (b + A (x + length unit)), is 0
    double length = dot(residual, unit) / curvature;
    for (int i = 0; i < x.length; i++) {
      x[i] += length * unit[i];
      residual[i] -= length * product[i];
    }
    double before = square;
    square = dot(residual, residual);
    for (int i = 0; i < x.length; i++) {
      direction[i] = residual[i] + square / before * direction[i];
    }
  }

  /** x. */
  double[] solution() {
    return x.clone();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
