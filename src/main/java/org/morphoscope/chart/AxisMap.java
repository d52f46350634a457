package org.morphoscope.chart;

/**
 * From values to places on paper.
 *
 * @param log whether decimal logarithms are even
 * @param low value at {@code from}
 * @param high value at {@code to}
 * @param from points
 * @param to points; less than {@code from} for vertical axes
 */
public record AxisMap(boolean log, double low, double high, double from, double to) {
  double place(double value) {
    double share =
        log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return from + share * (to - from);
  }

  /** Whether the value lies on the axis, give or take a thousandth. */
  boolean holds(double value) {
    if (log && !(value > 0)) {
      return false;
    }
    double place = place(value);
    double slack = 1e-3 * Math.abs(to - from);
    return place >= Math.min(from, to) - slack && place <= Math.max(from, to) + slack;
  }

  /** Place of a value, or of the end that it lies beyond (an error bar below 0 on a log axis). */
  double clamped(double value) {
    double least = Math.min(from, to);
    double most = Math.max(from, to);
    if (log && !(value > 0)) {
      return from;
    }
    return Math.min(most, Math.max(least, place(value)));
  }

  /**
   * {@return the value, or the end of the axis that it lies beyond}
   *
   * @param value a data value
   */
  public double held(double value) {
    return Math.min(high, Math.max(low, value));
  }

  double length() {
    return Math.abs(to - from);
  }
}
