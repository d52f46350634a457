package org.morphoscope.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.morphoscope.ui.model.LossPoints;
import org.morphoscope.ui.model.TradeOff;

/** What part of the plane the chart shows. */
final class LossRanges {
  private static final double MARGIN = 0.08;

  private final RoundAxis x;
  private final RoundAxis y;

  LossRanges(RoundAxis x, RoundAxis y) {
    this.x = x;
    this.y = y;
  }

  /**
   * The neighbourhood of the decision: from the smallest prune to a little beyond the target, and
   * as far above the present loss as the set goes below it, if there are candidates so far up.
   */
  void near(TradeOff decision) {
    double gain = Math.max(decision.loss() - decision.set().loss(), 1e-4);
    double growth = Math.max(decision.set().size() - decision.size(), 1);
    double low = Math.min(decision.set().loss(), decision.loss() - gain);
    double left = decision.size() - 0.25 * growth;
    double right = decision.size() + 1.3 * growth;
    double high = decision.loss() + 0.2 * gain;
    double highest = decision.loss() + gain;
    List<TradeOff.Place> places = new ArrayList<>(decision.open());
    places.addAll(decision.chosen());
    for (TradeOff.Place place : places) {
      left = Math.min(left, place.size() - 0.05 * growth);
      right = Math.max(right, place.size() + 0.05 * growth);
      high = Math.max(high, Math.min(place.loss(), highest));
      low = Math.min(low, place.loss());
    }
    y.set(low - 0.25 * gain, high + 0.15 * gain);
    x.set(Math.max(1, left), right);
  }

  private static LossPoints.Point measured(LossPoints.Landing landing) {
    return new LossPoints.Point(landing.round(), landing.size(), landing.measured(), 0);
  }

  /** Whether a place is inside; what is not would be drawn over the rest of the window. */
  boolean holds(double size, double loss) {
    return size >= x.getMin() && size <= x.getMax() && loss >= y.getMin() && loss <= y.getMax();
  }

  /** The whole run; nothing changes when there is no point. */
  void all(LossPoints points) {
    List<LossPoints.Point> all =
        Stream.of(
                points.train(),
                points.validation(),
                points.test(),
                points.predicted(),
                points.tails().stream().map(LossPoints.Offshoot::after).toList(),
                points.landings().stream().map(LossRanges::measured).toList())
            .flatMap(List::stream)
            .toList();
    if (all.isEmpty()) {
      return;
    }
    double left = all.stream().mapToDouble(LossPoints.Point::size).min().orElse(1);
    double right = all.stream().mapToDouble(LossPoints.Point::size).max().orElse(1);
    double low = all.stream().mapToDouble(p -> p.loss() - p.error()).min().orElse(0);
    double high = all.stream().mapToDouble(p -> p.loss() + p.error()).max().orElse(1);
    if (right < left * 1.3) {
      double middle = Math.sqrt(left * right);
      left = middle / 1.3;
      right = middle * 1.3;
    }
    double spread = Math.max(high - low, 0.02 * Math.max(Math.abs(high), 1e-3));
    y.set(low - MARGIN * spread, high + MARGIN * spread);
    if (x.isLogAxis()) {
      double factor = Math.pow(right / left, MARGIN);
      x.set(left / factor, right * factor);
    } else {
      double width = right - left;
      x.set(Math.max(0, left - MARGIN * width), right + MARGIN * width);
    }
  }
}
