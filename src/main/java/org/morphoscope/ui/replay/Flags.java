package org.morphoscope.ui.replay;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** The marks of a run as flags above the slider. */
final class Flags {
  /** From here a pointer is at a flag, in pixels to either side of its pole. */
  private static final double NEAR = 6;

  private static final double WIDE = 8;
  private static final double HIGH = 6;

  private final List<Mark> marks;
  private final IntToDoubleFunction places;

  /**
   * @param marks to be shown
   * @param places from the number of an event to its pixel, as for the handle of the slider
   */
  Flags(List<Mark> marks, IntToDoubleFunction places) {
    this.marks = marks;
    this.places = places;
  }

  /** Draws poles from the upper edge to the track. */
  void paint(GraphicsContext g, Color colour, double track) {
    g.setFill(colour);
    for (Mark mark : marks) {
      double x = Math.round(places.applyAsDouble(mark.number()));
      g.fillRect(x - 0.75, 0, 1.5, track);
      g.fillPolygon(new double[] {x, x + WIDE, x}, new double[] {0, HIGH / 2, HIGH}, 3);
    }
  }

  /** The mark whose flag is at a pixel. */
  Optional<Mark> at(double x) {
    return marks.stream()
        .filter(mark -> distance(mark, x) <= NEAR)
        .min(Comparator.comparingDouble(mark -> distance(mark, x)));
  }

  private double distance(Mark mark, double x) {
    // the cloth is at the right of the pole
    double right = x - places.applyAsDouble(mark.number());
    return right > 0 ? Math.max(0, right - WIDE / 2) : -right;
  }
}
