package org.morphoscope.ui.film;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.morphoscope.run.AppliedMorphism.Filter;
import org.morphoscope.ui.kit.Palette;

/**
 * A filter as a picture: in colour where it reads an image of three colours, else a grid of its
 * strongest planes, in which grey is 0, white positive and black negative.
 */
final class FilterTile {
  private static final int COLOURS = 3;
  private static final int COLUMNS = 4;

  private final GraphicsContext pen;
  private final Palette palette;
  private final Filter filter;

  FilterTile(GraphicsContext pen, Palette palette, Filter filter) {
    this.pen = pen;
    this.palette = palette;
    this.filter = filter;
  }

  private boolean coloured() {
    return filter.inputs() == COLOURS && filter.shown().size() == COLOURS;
  }

  /**
   * Draws numbers of the filter's shape.
   *
   * @param values {@code [shown, k, k]}
   * @param strongest magnitude that is white or black
   * @param x of the left edge
   * @param y of the upper edge
   * @param side of the whole picture
   */
  void draw(List<Double> values, double strongest, double x, double y, double side) {
    int planes = coloured() ? 1 : filter.shown().size();
    int columns = planes == 1 ? 1 : planes <= COLUMNS ? 2 : COLUMNS;
    int rows = (planes + columns - 1) / columns;
    double gap = planes == 1 ? 0 : side / 30;
    double plane = (side - (columns - 1) * gap) / columns;
    double top = y + (side - rows * plane - (rows - 1) * gap) / 2;
    for (int p = 0; p < planes; p++) {
      double left = x + p % columns * (plane + gap);
      plane(values, p, strongest, left, top + p / columns * (plane + gap), plane);
    }
  }

  private void plane(
      List<Double> values, int plane, double strongest, double x, double y, double side) {
    int k = filter.kernel();
    double cell = side / k;
    for (int i = 0; i < k * k; i++) {
      pen.setFill(colour(values, plane, i, strongest));
      // half a pixel more, so that no seam shows between cells
      pen.fillRect(x + i % k * cell, y + i / k * cell, cell + 0.5, cell + 0.5);
    }
    pen.setStroke(palette.border());
    pen.setLineWidth(1);
    pen.strokeRect(x, y, side, side);
  }

  private Color colour(List<Double> values, int plane, int at, double strongest) {
    int size = filter.kernel() * filter.kernel();
    if (coloured()) {
      return Color.color(
          level(values.get(at), strongest),
          level(values.get(size + at), strongest),
          level(values.get(2 * size + at), strongest));
    }
    return Color.gray(level(values.get(plane * size + at), strongest));
  }

  private static double level(double value, double strongest) {
    double share = strongest > 0 && Double.isFinite(value) ? value / strongest : 0;
    return Math.max(0, Math.min(1, 0.5 + 0.5 * share));
  }
}
