package org.morphoscope.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.morphoscope.text.Texts;

/** Times against one size, as a table with the exponent between neighbours. */
final class Curve {
  private final String what;
  private final double expected;
  private final long end;
  private final List<Point> points = new ArrayList<>();
  private long longest;
  private int leftOut;

  /** Times of some steps, in seconds, at one size. */
  private record Point(int size, List<Double> seconds) {}

  /** The time for all curves, given out in shares. */
  static final class Clock {
    private final long end;

    private Clock(long end) {
      this.end = end;
    }

    static Clock of(double minutes) {
      return new Clock(System.nanoTime() + (long) (60e9 * minutes));
    }

    /** End of a curve when so many, this one included, are yet to come. */
    long share(int left) {
      long now = System.nanoTime();
      return now + (end - now) / left;
    }
  }

  /**
   * @param end nanoseconds at which no further point begins
   */
  Curve(String what, double expected, long end) {
    this.what = what;
    this.expected = expected;
    this.end = end;
  }

  /** Measures a point unless it would end too late: it takes four times the last at least. */
  void add(int size, Supplier<List<Double>> times) {
    long start = System.nanoTime();
    if (leftOut > 0 || start + 4 * longest > end) {
      leftOut++;
      return;
    }
    points.add(new Point(size, times.get()));
    longest = System.nanoTime() - start;
  }

  String table() {
    return table("training", "learning theta", "scoring");
  }

  /** In Markdown. */
  String table(String... steps) {
    StringBuilder text = new StringBuilder("\n| " + what);
    for (String step : steps) {
      text.append(" | ").append(step).append(", ms | exponent");
    }
    text.append(" |\n|").append("---|".repeat(1 + 2 * steps.length)).append('\n');
    for (int p = 0; p < points.size(); p++) {
      text.append("| ").append(points.get(p).size());
      for (int s = 0; s < steps.length; s++) {
        text.append(Texts.of(" | %.2f", 1e3 * points.get(p).seconds().get(s)));
        text.append(p == 0 ? " | " : Texts.of(" | %.2f", exponent(p, s)));
      }
      text.append(" |\n");
    }
    text.append(Texts.of("Expected: %.0f.", expected));
    return text + (leftOut == 0 ? "" : Texts.of(" %d points more did not fit the time.", leftOut));
  }

  private double exponent(int p, int s) {
    Point here = points.get(p);
    Point before = points.get(p - 1);
    return Math.log(here.seconds().get(s) / before.seconds().get(s))
        / Math.log((double) here.size() / before.size());
  }
}
