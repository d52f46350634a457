package org.morphoscope.chart;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.chart.Drawing.Anchor;
import org.morphoscope.chart.Drawing.Outline;
import org.morphoscope.chart.Drawing.Words;
import org.morphoscope.text.Names;

/** Collects what is drawn, in order. */
final class DrawingBuilder {
  private static final double[] SOLID = {};

  private final Typeface typeface;
  private final List<Drawing.Item> items = new ArrayList<>();
  private Optional<Rectangle2D> clip = Optional.empty();

  DrawingBuilder(Typeface typeface) {
    this.typeface = typeface;
  }

  Drawing drawing(double width, double height) {
    return new Drawing(width, height, items);
  }

  /** Limits everything that follows to a rectangle; empty: to the paper. */
  void clip(Optional<Rectangle2D> rectangle) {
    clip = rectangle;
  }

  void fill(Path2D path, int colour) {
    items.add(new Outline(path, Optional.of(colour), Optional.empty(), 0, SOLID, clip));
  }

  void stroke(Path2D path, int colour, double width, double[] dash) {
    items.add(new Outline(path, Optional.empty(), Optional.of(colour), width, dash, clip));
  }

  void both(Path2D path, int fill, int colour, double width) {
    items.add(new Outline(path, Optional.of(fill), Optional.of(colour), width, SOLID, clip));
  }

  void line(double x0, double y0, double x1, double y1, int colour, double width) {
    Path2D path = new Path2D.Double();
    path.moveTo(x0, y0);
    path.lineTo(x1, y1);
    stroke(path, colour, width, SOLID);
  }

  void rectangle(Rectangle2D box, int colour) {
    fill(new Path2D.Double(box), colour);
  }

  /** A marker around a place. */
  void marker(Look look, double x, double y, double radius, double lineWidth) {
    if (look.marker() == Marker.NONE) {
      return;
    }
    Path2D path = shape(look.marker(), x, y, radius);
    int ink = look.ink().rgb();
    if (look.marker().open()) {
      stroke(path, ink, lineWidth, SOLID);
    } else {
      both(path, look.filled() ? ink : Ink.WHITE.rgb(), ink, lineWidth);
    }
  }

  private static Path2D shape(Marker marker, double x, double y, double r) {
    return switch (marker) {
      case CIRCLE -> new Path2D.Double(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
      case SQUARE -> {
        double h = 0.88 * r;
        yield new Path2D.Double(new Rectangle2D.Double(x - h, y - h, 2 * h, 2 * h));
      }
      case TRIANGLE -> polygon(x, y, r * 1.2, -90, 3);
      case TRIANGLE_DOWN -> polygon(x, y, r * 1.2, 90, 3);
      case DIAMOND -> polygon(x, y, r * 1.2, 0, 4);
      case CROSS -> strokes(x, y, r * 0.8, r * 0.8, 1);
      case PLUS -> strokes(x, y, r, r, 0);
      case NONE -> new Path2D.Double();
    };
  }

  private static Path2D polygon(double x, double y, double r, double start, int corners) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < corners; i++) {
      double angle = Math.toRadians(start + i * 360.0 / corners);
      double px = x + r * Math.cos(angle);
      double py = y + r * Math.sin(angle);
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    path.closePath();
    return path;
  }

  private static Path2D strokes(double x, double y, double dx, double dy, double slant) {
    Path2D path = new Path2D.Double();
    path.moveTo(x - dx, y - slant * dy);
    path.lineTo(x + dx, y + slant * dy);
    path.moveTo(x - slant * dx, y + dy);
    path.lineTo(x + slant * dx, y - dy);
    return path;
  }

  /** Text with its baseline at a place. */
  Words words(String markup, double x, double y, Anchor anchor, double size, int colour) {
    return set(markup, x, y, anchor, size, colour, false, false);
  }

  Words strong(String markup, double x, double y, Anchor anchor, double size, int colour) {
    return set(markup, x, y, anchor, size, colour, true, false);
  }

  /** Text that reads upwards. */
  Words turned(String markup, double x, double y, double size, int colour) {
    return set(markup, x, y, Anchor.MIDDLE, size, colour, false, true);
  }

  private Words set(
      String markup,
      double x,
      double y,
      Anchor anchor,
      double size,
      int colour,
      boolean strong,
      boolean turned) {
    List<RichText.Run> runs = RichText.runs(Names.shown(markup), size);
    double width = typeface.width(runs, strong);
    return new Words(x, y, runs, width, anchor, colour, strong, turned);
  }

  void add(Words words) {
    items.add(words);
  }

  double width(String markup, double size) {
    return typeface.width(RichText.runs(Names.shown(markup), size), false);
  }

  boolean isEmpty() {
    return items.isEmpty();
  }
}
