package org.morphoscope.ui.chart;

import java.util.ArrayList;
import java.util.List;

/** Round numbers for axes. */
final class Ticks {
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final double[] FINE = {1, 1.5, 2, 3, 4, 5, 6, 8};
  private static final double[] MIDDLE = {1, 2, 3, 5, 7};
  private static final double[] COARSE = {1, 2, 5};

  /** Below this ratio of the ends a logarithmic axis hardly differs from a linear one. */
  private static final double NEARLY_LINEAR = 3;

  private Ticks() {}

  /**
   * Multiples of 1, 2 or 5 times a power of ten, at most about {@code count}; a finer step where
   * that would leave a single one, which tells no scale.
   */
  static List<Double> linear(double low, double high, int count) {
    double raw = (high - low) / Math.max(1, count);
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = power;
    double finer = power;
    for (double s : STEPS) {
      finer = step;
      step = s * power;
      if (step >= raw) {
        break;
      }
    }
    List<Double> ticks = multiples(step, low, high);
    return ticks.size() < 2 ? multiples(finer, low, high) : ticks;
  }

  private static List<Double> multiples(double step, double low, double high) {
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(low / step - 1e-9);
    for (long i = first; i * step <= high * (1 + 1e-12) + 1e-300; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Round numbers that are about evenly apart on a logarithmic axis. */
  static List<Double> logarithmic(double low, double high, int count) {
    if (high / low < NEARLY_LINEAR) {
      return linear(low, high, count);
    }
    double decades = Math.log10(high / low);
    double[] digits =
        decades * FINE.length <= count * 1.3
            ? FINE
            : decades * MIDDLE.length <= count * 1.3 ? MIDDLE : COARSE;
    List<Double> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      for (double digit : digits) {
        double tick = digit * Math.pow(10, power);
        if (tick >= low * (1 - 1e-12) && tick <= high * (1 + 1e-12)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
