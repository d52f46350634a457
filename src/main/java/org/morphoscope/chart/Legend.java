package org.morphoscope.chart;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.chart.Drawing.Anchor;

/** Names of a panel's marks with a sample of each: inside where there is room, else above. */
final class Legend {
  private static final double SAMPLE = 2.4;
  private static final double GAP = 0.5;
  private static final double BETWEEN = 1.3;
  private static final double LINE = 1.3;
  private static final double TEXT = 0.92;

  private final List<Mark> entries;
  private final DrawingBuilder pen;
  private final Style style;
  private final double size;

  Legend(Panel panel, DrawingBuilder pen, Style style) {
    this.entries = panel.named();
    this.pen = pen;
    this.style = style;
    this.size = style.fontSize();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Width of the entries one below the other. */
  double width() {
    return entries.stream().mapToDouble(this::width).max().orElse(0);
  }

  double height() {
    return entries.size() * LINE * size;
  }

  /** Height of the entries in rows of this width. */
  double heightOfRows(double width) {
    return rows(width).size() * LINE * size;
  }

  int longestRow(double width) {
    return rows(width).stream().mapToInt(List::size).max().orElse(1);
  }

  /** One below the other. */
  void drawInside(Rectangle2D box) {
    pen.rectangle(box, Ink.WHITE.rgb());
    double y = box.getY();
    for (Mark entry : entries) {
      draw(entry, box.getX(), y);
      y += LINE * size;
    }
  }

  /** In rows from the left. */
  void drawRows(double x, double y, double width) {
    double top = y;
    for (List<Mark> row : rows(width)) {
      double left = x;
      for (Mark entry : row) {
        draw(entry, left, top);
        left += width(entry) + BETWEEN * size;
      }
      top += LINE * size;
    }
  }

  private List<List<Mark>> rows(double width) {
    List<List<Mark>> rows = new ArrayList<>();
    double used = Double.POSITIVE_INFINITY;
    for (Mark entry : entries) {
      double need = width(entry);
      if (used + need > width) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.get(rows.size() - 1).add(entry);
      used += need + BETWEEN * size;
    }
    return rows;
  }

  private double width(Mark entry) {
    return (SAMPLE + GAP) * size + pen.width(entry.name(), TEXT * size);
  }

  private void draw(Mark entry, double x, double y) {
    double middle = y + LINE * size / 2;
    sample(entry, x, middle);
    pen.add(
        pen.words(
            entry.name(),
            x + (SAMPLE + GAP) * size,
            middle + Typeface.CAPITAL * TEXT * size / 2,
            Anchor.START,
            TEXT * size,
            Ink.BLACK.rgb()));
  }

  private void sample(Mark entry, double x, double middle) {
    double width = SAMPLE * size;
    if (entry instanceof Mark.Series series) {
      Look look = series.look();
      if (look.dash() != Dash.NONE) {
        double line = style.lineWidth() * look.line();
        Path2D path = new Path2D.Double();
        path.moveTo(x, middle);
        path.lineTo(x + width, middle);
        pen.stroke(path, look.ink().rgb(), line, look.dash().lengths(line));
      }
      pen.marker(
          look,
          x + width / 2,
          middle,
          PanelPainter.RADIUS * size * Math.min(1.2, Math.max(0.8, look.size())),
          PanelPainter.MARKER_LINE * style.lineWidth());
      return;
    }
    Rectangle2D box = new Rectangle2D.Double(x, middle - 0.3 * size, width, 0.6 * size);
    if (entry instanceof Mark.Band band) {
      pen.rectangle(box, band.ink().tint(PanelPainter.BAND_TINT));
    } else if (entry instanceof Mark.Bars bars) {
      pen.both(
          new Path2D.Double(box),
          bars.ink().tint(bars.tint()),
          bars.outlined() ? bars.ink().rgb() : bars.ink().tint(bars.tint()),
          0.6 * style.lineWidth());
    }
  }
}
