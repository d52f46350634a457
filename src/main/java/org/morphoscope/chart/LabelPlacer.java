package org.morphoscope.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lies where in a panel, to put texts where nothing is. */
public final class LabelPlacer {
  private static final double STEP = 3;

  private final Rectangle2D inner;
  private final List<double[]> points = new ArrayList<>();
  private final List<Rectangle2D> boxes = new ArrayList<>();

  /** Places to try, in the order of preference; shares of the free width and height. */
  public enum Spot {
    /** Upper right corner. */
    TOP_RIGHT(1, 0),
    /** Upper left corner. */
    TOP_LEFT(0, 0),
    /** Lower left corner. */
    BOTTOM_LEFT(0, 1),
    /** Lower right corner. */
    BOTTOM_RIGHT(1, 1),
    /** Middle of the right edge. */
    RIGHT(1, 0.5),
    /** Middle of the left edge. */
    LEFT(0, 0.5),
    /** Middle of the upper edge. */
    TOP(0.5, 0),
    /** Middle of the lower edge. */
    BOTTOM(0.5, 1);

    private final double x;
    private final double y;

    Spot(double x, double y) {
      this.x = x;
      this.y = y;
    }

    /** {@return the share of the free width that lies left of the spot, 0 to 1} */
    public double x() {
      return x;
    }

    /** {@return the share of the free height that lies above the spot, 0 to 1} */
    public double y() {
      return y;
    }
  }

  /** A free place. */
  record Place(Spot spot, Rectangle2D box) {}

  LabelPlacer(Rectangle2D inner) {
    this.inner = inner;
  }

  void point(double x, double y) {
    points.add(new double[] {x, y});
  }

  void line(double x0, double y0, double x1, double y1) {
    int pieces = (int) Math.min(2000, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / STEP));
    for (int i = 0; i <= pieces; i++) {
      double share = pieces == 0 ? 0 : i / (double) pieces;
      point(x0 + share * (x1 - x0), y0 + share * (y1 - y0));
    }
  }

  void box(Rectangle2D box) {
    boxes.add(box);
  }

  /** The first place in which a text of this size covers nothing. */
  Optional<Place> find(double width, double height, double margin) {
    double freeWidth = inner.getWidth() - width - 2 * margin;
    double freeHeight = inner.getHeight() - height - 2 * margin;
    if (freeWidth < 0 || freeHeight < 0) {
      return Optional.empty();
    }
    for (Spot spot : Spot.values()) {
      Rectangle2D box =
          new Rectangle2D.Double(
              inner.getX() + margin + spot.x() * freeWidth,
              inner.getY() + margin + spot.y() * freeHeight,
              width,
              height);
      if (free(box, margin)) {
        return Optional.of(new Place(spot, box));
      }
    }
    return Optional.empty();
  }

  private boolean free(Rectangle2D box, double margin) {
    Rectangle2D wide =
        new Rectangle2D.Double(
            box.getX() - margin,
            box.getY() - margin,
            box.getWidth() + 2 * margin,
            box.getHeight() + 2 * margin);
    return points.stream().noneMatch(point -> wide.contains(point[0], point[1]))
        && boxes.stream().noneMatch(wide::intersects);
  }
}
