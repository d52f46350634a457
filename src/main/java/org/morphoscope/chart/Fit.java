package org.morphoscope.chart;

import org.morphoscope.text.Texts;

/**
 * A straight line through points by least squares.
 *
 * @param slope of y over x
 * @param intercept y at x = 0
 * @param r Pearson's correlation
 * @param count number of points
 */
public record Fit(double slope, double intercept, double r, int count) {

  /**
   * {@return the line; numbers that do not exist (fewer than two points, all x or all y equal) are
   * NaN}
   *
   * @param x one number per point
   * @param y likewise
   */
  public static Fit of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          Texts.of("expected as many x as y, found %d and %d", x.length, y.length));
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    double slope = xx > 0 ? xy / xx : Double.NaN;
    double r = xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Double.NaN;
    return new Fit(slope, meanY - slope * meanX, r, x.length);
  }

  /**
   * {@return the line's y}
   *
   * @param x any place, also outside the points
   */
  public double at(double x) {
    return intercept + slope * x;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
