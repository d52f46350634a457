package org.morphoscope.ui.graph;

/**
 * A ring that draws the eye to a place.
 *
 * @param x left edge in world coordinates
 * @param y upper edge
 * @param width width
 * @param height height
 * @param start time of the first frame in nanoseconds
 * @param still whether it stays as it is instead of closing in
 */
record Pulse(double x, double y, double width, double height, long start, boolean still) {
  private static final double SECONDS = 1.4;
  private static final int BEATS = 2;
  private static final double REACH = 14;

  boolean over(long now) {
    return (now - start) / 1e9 > SECONDS;
  }

  /** Distance of the ring from the place in pixels. */
  double distance(long now) {
    return still ? 3 : 3 + REACH * (1 - beat(now));
  }

  /** 0 to 1. */
  double strength(long now) {
    return still ? 1 : 0.35 + 0.65 * beat(now);
  }

  private double beat(long now) {
    double t = Math.min(1, (now - start) / 1e9 / SECONDS) * BEATS;
    double part = Math.min(1, t - Math.min(BEATS - 1, Math.floor(t)));
    return 1 - (1 - part) * (1 - part);
  }
}
