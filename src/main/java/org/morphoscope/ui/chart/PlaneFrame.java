package org.morphoscope.ui.chart;

import org.morphoscope.ui.model.DecisionPlane.Dot;

/**
 * Where the plane of a decision lies on a canvas, in pixels.
 *
 * @param x costs, to the right
 * @param y changes of the loss, upwards
 * @param left edge of the plane
 * @param top edge of it
 * @param width of it
 * @param height of it
 */
record PlaneFrame(
    PlaneScale x, PlaneScale y, double left, double top, double width, double height) {
  /** Candidates of a layer have one price: they are spread by so much to either side. */
  private static final double SPREAD = 7;

  double across(double change) {
    return left + x.share(change) * width;
  }

  double up(double delta) {
    return top + (1 - y.share(delta)) * height;
  }

  /** Where the number-th candidate is drawn: beside others of its cost, always the same. */
  double across(Dot dot, int number) {
    // van der Corput: even for any number of points
    double spread = (Integer.reverse(number + 1) >>> 1) / (double) Integer.MAX_VALUE;
    return across(dot.price()) + SPREAD * (2 * spread - 1);
  }

  double distance(Dot dot, int number, double px, double py) {
    return Math.hypot(across(dot, number) - px, up(dot.delta()) - py);
  }
}
