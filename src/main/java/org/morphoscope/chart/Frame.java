package org.morphoscope.chart;

import java.awt.geom.Rectangle2D;
import java.util.Optional;
import org.morphoscope.chart.Axis.Tick;

/**
 * Where a panel lies on the paper.
 *
 * @param panel what is drawn
 * @param inner the rectangle between the axes, points
 * @param left room left of the rectangle
 * @param x horizontal places
 * @param y vertical places
 * @param xTicks ticks below
 * @param yTicks ticks at the left
 * @param xTexts whether texts stand below; not where the next panel shares the axis
 * @param bar the rectangle of the colour bar
 */
public record Frame(
    Panel panel,
    Rectangle2D inner,
    double left,
    AxisMap x,
    AxisMap y,
    Ticks xTicks,
    Ticks yTicks,
    boolean xTexts,
    Optional<Rectangle2D> bar) {

  /** Distances relative to the font size. */
  static final double TICK_SIZE = 0.9;

  static final double TICK_LENGTH = 0.35;
  static final double TICK_GAP = 0.3;
  static final double LABEL_GAP = 0.45;
  static final double LINE = 1.2;
  static final double BAR = 0.9;
  private static final double EDGE = 0.5;

  /** Makes frames of one figure. */
  record Maker(DrawingBuilder pen, double size) {

    /** Room that the vertical axis needs at the left. */
    double left(Panel panel, DataRange y, double height) {
      if (panel.y().isHidden()) {
        return EDGE * size;
      }
      double texts = widest(vertical(panel.y(), y, height));
      double label = panel.y().caption("").isEmpty() ? 0 : (LINE + LABEL_GAP) * size;
      return label + texts + (TICK_LENGTH + TICK_GAP) * size + 0.1 * size;
    }

    /** Room below the axis. */
    double bottom(Panel panel, boolean texts) {
      if (panel.x().isHidden() || !texts) {
        // the lowest text of a colour bar reaches below it
        return (panel.colours().isPresent() ? 0.8 : EDGE) * size;
      }
      double label = panel.x().caption("").isEmpty() ? 0 : (LINE + LABEL_GAP * 0.6) * size;
      return (TICK_LENGTH + TICK_GAP + TICK_SIZE) * size + label + 0.15 * size;
    }

    /**
     * @param outer room of the panel with all its texts
     * @param top part of it above the axes
     * @param left part of it left of the axes
     */
    Frame frame(
        Panel panel,
        Rectangle2D outer,
        double top,
        double left,
        DataRange xRange,
        DataRange yRange,
        boolean xTexts) {
      double bottom = bottom(panel, xTexts);
      double height = outer.getHeight() - top - bottom;
      double right = EDGE * size;
      Optional<ColourScale> colours = panel.colours();
      if (colours.isPresent()) {
        Axis axis = colours.get().axis();
        double texts = widest(vertical(axis, new DataRange(axis.low(), axis.high()), height));
        double label = axis.caption("").isEmpty() ? 0 : (LINE + LABEL_GAP) * size;
        right = (0.8 + BAR + TICK_LENGTH + TICK_GAP) * size + texts + label + 0.1 * size;
      }
      double width = outer.getWidth() - left - right;
      Ticks xTicks = horizontal(panel.x(), xRange, width);
      double over = overhang(panel.x(), xTicks, xRange, width) - right;
      if (colours.isEmpty() && over > 0) {
        right += over;
        width -= over;
        xTicks = horizontal(panel.x(), xRange, width);
      }
      if (!(width > 2 * size && height > 2 * size)) {
        throw new IllegalArgumentException(
            "the figure is too small for its texts: take a larger size or a smaller font");
      }
      Rectangle2D inner =
          new Rectangle2D.Double(outer.getX() + left, outer.getY() + top, width, height);
      AxisMap x =
          new AxisMap(
              panel.x().isLog(), xRange.low(), xRange.high(), inner.getMinX(), inner.getMaxX());
      AxisMap y =
          new AxisMap(
              panel.y().isLog(), yRange.low(), yRange.high(), inner.getMaxY(), inner.getMinY());
      Optional<Rectangle2D> bar =
          colours.map(
              scale ->
                  new Rectangle2D.Double(
                      inner.getMaxX() + 0.8 * size, inner.getY(), BAR * size, height));
      return new Frame(
          panel, inner, left, x, y, xTicks, vertical(panel.y(), yRange, height), xTexts, bar);
    }

    /** How far the last text goes beyond the end of the axis. */
    private double overhang(Axis axis, Ticks ticks, DataRange range, double width) {
      double over = 0;
      AxisMap map = new AxisMap(axis.isLog(), range.low(), range.high(), 0, width);
      for (Tick tick : ticks.major()) {
        double half = pen.width(tick.text(), TICK_SIZE * size) / 2;
        over = Math.max(over, map.place(tick.value()) + half + 0.15 * size - width);
      }
      return over;
    }

    Ticks vertical(Axis axis, DataRange range, double height) {
      return Ticks.of(axis, range.low(), range.high(), (int) (height / (2.4 * size)));
    }

    private Ticks horizontal(Axis axis, DataRange range, double width) {
      int most = 9;
      Ticks ticks = Ticks.of(axis, range.low(), range.high(), most);
      while (most > 2 && most * (widest(ticks) + 1.3 * size) > width) {
        most--;
        ticks = Ticks.of(axis, range.low(), range.high(), most);
      }
      return ticks;
    }

    private double widest(Ticks ticks) {
      return ticks.major().stream()
          .mapToDouble(tick -> pen.width(tick.text(), TICK_SIZE * size))
          .max()
          .orElse(0);
    }
  }
}
