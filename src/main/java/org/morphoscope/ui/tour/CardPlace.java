package org.morphoscope.ui.tour;

import javafx.geometry.Bounds;

/**
 * Where the card stands, and the tip that points from it.
 *
 * @param x left edge of the card
 * @param y upper edge of the card
 * @param arrow corners of the tip as x, y pairs
 */
record CardPlace(double x, double y, Double[] arrow) {
  private static final double GAP = 18;
  private static final double EDGE = 12;
  private static final double HALF = 11;

  /** Beside the lit part on the side with most room; inside of it when there is none anywhere. */
  static CardPlace beside(Bounds lit, double width, double height, double across, double down) {
    if (lit == null) {
      return new CardPlace((across - width) / 2, (down - height) / 2, new Double[0]);
    }
    double left = lit.getMinX() - width - GAP - EDGE;
    double right = across - lit.getMaxX() - width - GAP - EDGE;
    double above = lit.getMinY() - height - GAP - EDGE;
    double below = down - lit.getMaxY() - height - GAP - EDGE;
    double most = Math.max(Math.max(left, right), Math.max(above, below));
    if (most < 0) {
      return inside(lit, width, height);
    }
    if (most == left || most == right) {
      return sideways(lit, width, height, down, most == left);
    }
    return upright(lit, width, height, across, most == above);
  }

  private static CardPlace sideways(
      Bounds lit, double width, double height, double down, boolean left) {
    double tip = left ? lit.getMinX() - 2 : lit.getMaxX() + 2;
    double x = left ? tip - GAP - width : tip + GAP;
    double middle = clamp(lit.getCenterY(), EDGE + 3 * HALF, down - EDGE - 3 * HALF);
    double y = clamp(middle - height / 2, EDGE, down - EDGE - height);
    double base = left ? x + width - 1 : x + 1;
    return new CardPlace(
        x, y, new Double[] {tip, middle, base, middle - HALF, base, middle + HALF});
  }

  private static CardPlace upright(
      Bounds lit, double width, double height, double across, boolean above) {
    double tip = above ? lit.getMinY() - 2 : lit.getMaxY() + 2;
    double y = above ? tip - GAP - height : tip + GAP;
    double middle = clamp(lit.getCenterX(), EDGE + 3 * HALF, across - EDGE - 3 * HALF);
    double x = clamp(middle - width / 2, EDGE, across - EDGE - width);
    double base = above ? y + height - 1 : y + 1;
    return new CardPlace(
        x, y, new Double[] {middle, tip, middle - HALF, base, middle + HALF, base});
  }

  private static CardPlace inside(Bounds lit, double width, double height) {
    return new CardPlace(
        lit.getCenterX() - width / 2, lit.getMaxY() - height - EDGE, new Double[0]);
  }

  private static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }
}
