package org.morphoscope.chart;

import java.util.List;
import org.morphoscope.chart.Mark.Point;

/** The ends of an axis: given, or found from the data with some air. */
record DataRange(double low, double high) {
  private static final double AIR = 0.05;

  /** Along x of some panels that share the axis. */
  static DataRange horizontal(List<Panel> panels) {
    return of(panels.get(0).x(), panels, true);
  }

  static DataRange vertical(Panel panel) {
    return of(panel.y(), List.of(panel), false);
  }

  private static DataRange of(Axis axis, List<Panel> panels, boolean x) {
    Collector found = new Collector(axis.isLog());
    for (Panel panel : panels) {
      panel.marks().forEach(mark -> found.add(mark, x));
    }
    double low = found.low;
    double high = found.high;
    if (!(low <= high)) {
      low = axis.isLog() ? 1 : 0;
      high = axis.isLog() ? 10 : 1;
    }
    double a = axis.isLog() ? Math.log10(low) : low;
    double b = axis.isLog() ? Math.log10(high) : high;
    double air = b > a ? AIR * (b - a) : axis.isLog() ? 0.3 : Math.max(Math.abs(a) * 0.1, 0.5);
    if (axis.scale() == Axis.Scale.WHOLE) {
      air = Math.max(air, 0.25);
    }
    double from = axis.isLog() ? Math.pow(10, a - air) : a - air;
    double to = axis.isLog() ? Math.pow(10, b + air) : b + air;
    return new DataRange(
        Double.isNaN(axis.low()) ? from : axis.low(),
        Double.isNaN(axis.high()) ? Math.max(to, Math.nextUp(from)) : axis.high());
  }

  /** Smallest and largest value. */
  private static final class Collector {
    private final boolean positive;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    Collector(boolean positive) {
      this.positive = positive;
    }

    void add(Mark mark, boolean x) {
      if (mark instanceof Mark.Series series) {
        for (Point point : series.points()) {
          if (point.drawn()) {
            double value = x ? point.x() + point.shift() : point.y();
            double error = x ? point.xError() : point.yError();
            take(value);
            take(value - (error > 0 ? error : 0));
            take(value + (error > 0 ? error : 0));
          }
        }
      } else if (mark instanceof Mark.Band band) {
        for (Mark.Range range : band.ranges()) {
          take(x ? range.x() : range.low());
          take(x ? range.x() : range.high());
        }
      } else if (mark instanceof Mark.Bars bars) {
        bars.boxes().forEach(box -> take(box, x));
      } else if (mark instanceof Mark.Cells cells) {
        cells.cells().forEach(cell -> take(cell.box(), x));
      }
    }

    private void take(Mark.Box box, boolean x) {
      take(x ? box.left() : box.low());
      take(x ? box.right() : box.high());
    }

    private void take(double value) {
      if (Double.isFinite(value) && (!positive || value > 0)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
}
