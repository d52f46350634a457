package org.morphoscope.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One axis of the plane of a decision, which has values of both signs: linear, or logarithmic on
 * either side of a short linear piece around 0.
 *
 * @param low value at the beginning
 * @param high value at the end
 * @param soft where a logarithmic scale begins; 0 for a linear one
 */
record PlaneScale(double low, double high, double soft) {
  private static final double PAD = 0.07;
  private static final double DECADES = 1e3;

  /** A scale on which all values lie, 0 among them. */
  static PlaneScale over(double[] values, boolean log) {
    double[] known = DoubleStream.of(values).filter(Double::isFinite).toArray();
    double least = Math.min(0, DoubleStream.of(known).min().orElse(0));
    double most = Math.max(0, DoubleStream.of(known).max().orElse(0));
    if (most - least <= 0) {
      most = least + 1;
    }
    double soft = log ? Math.max(most, -least) / DECADES : 0;
    PlaneScale tight = new PlaneScale(least, most, soft);
    return new PlaneScale(tight.at(-PAD), tight.at(1 + PAD), soft);
  }

  private double bent(double value) {
    double scaled = soft == 0 ? value : value / soft;
    // asinh: linear near 0, logarithmic beyond
    return soft == 0
        ? value
        : Math.signum(scaled) * Math.log(Math.abs(scaled) + Math.sqrt(scaled * scaled + 1));
  }

  /** Where a value lies: 0 at the beginning, 1 at the end. */
  double share(double value) {
    return (bent(value) - bent(low)) / (bent(high) - bent(low));
  }

  /** The value at a share, also beyond the ends. */
  double at(double share) {
    double bent = bent(low) + share * (bent(high) - bent(low));
    return soft == 0 ? bent : soft * Math.sinh(bent);
  }

  /** Places of the ticks, at most about {@code count} on a linear scale. */
  List<Double> ticks(int count) {
    if (soft == 0) {
      return Ticks.linear(low, high, count);
    }
    List<Double> ticks = new ArrayList<>(List.of(0.0));
    double first = Math.pow(10, Math.ceil(Math.log10(soft)));
    for (double tick = first; tick <= Math.max(high, -low); tick *= 10) {
      if (tick <= high) {
        ticks.add(tick);
      }
      if (-tick >= low) {
        ticks.add(-tick);
      }
    }
    return ticks;
  }
}
