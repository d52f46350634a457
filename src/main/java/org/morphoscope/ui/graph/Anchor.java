package org.morphoscope.ui.graph;

import java.util.Comparator;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;

/**
 * A place told by the card that it lies on or next to, so that it is found in another layout, whose
 * cards have other widths and whose rows begin with other layers.
 *
 * @param card index of the card
 * @param last index of the last card of that net
 * @param across share of the card's width that lies to the left, 0 to 1
 * @param down share of its height that lies above, 0 to 1
 * @param beside distance from the card to the right, negative to the left; 0 on it
 * @param below distance from the card downwards, negative upwards; 0 beside it
 */
record Anchor(int card, int last, double across, double down, double beside, double below) {

  /** The place at a point of the world. */
  static Anchor at(GraphGeometry net, double x, double y) {
    int card =
        IntStream.range(0, net.boxes().size())
            .boxed()
            .min(Comparator.comparingDouble(i -> distance(net.boxes().get(i), x, y)))
            .orElseThrow();
    Box box = net.boxes().get(card);
    double across = share(x - box.x(), box.width());
    double down = share(y - box.y(), box.height());
    return new Anchor(
        card,
        net.boxes().size() - 1,
        across,
        down,
        x - box.x() - across * box.width(),
        y - box.y() - down * box.height());
  }

  private static double share(double way, double length) {
    return Math.max(0, Math.min(1, way / length));
  }

  private static double distance(Box box, double x, double y) {
    double dx = Math.max(0, Math.max(box.x() - x, x - box.x() - box.width()));
    double dy = Math.max(0, Math.max(box.y() - y, y - box.y() - box.height()));
    return Math.hypot(dx, dy);
  }

  /** The same place in another layout; of a net of another depth, as far on in it. */
  Point2D in(GraphGeometry other) {
    int end = other.boxes().size() - 1;
    int same =
        last == end || last == 0 ? Math.min(card, end) : Math.round((float) card * end / last);
    Box box = other.boxes().get(same);
    return new Point2D(
        box.x() + across * box.width() + beside, box.y() + down * box.height() + below);
  }
}
