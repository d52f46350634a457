package org.morphoscope.chart;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.chart.Drawing.Anchor;
import org.morphoscope.chart.Drawing.Words;
import org.morphoscope.chart.Mark.Box;
import org.morphoscope.chart.Mark.Point;

/** Draws the marks of one panel and remembers where they are. */
public final class PanelPainter {
  /** Radius of markers relative to the font size. */
  public static final double RADIUS = 0.3;

  /** Width of the lines of markers relative to the style's lines. */
  public static final double MARKER_LINE = 0.8;

  /** Share of the ink in the area of a band. */
  public static final double BAND_TINT = 0.25;

  private static final double CAP = 0.22;
  private static final double LABEL_GAP = 0.45;

  private final Frame frame;
  private final DrawingBuilder pen;
  private final Style style;
  private final double size;
  private final LabelPlacer room;
  private final List<Rectangle2D> labelled = new ArrayList<>();

  PanelPainter(Frame frame, DrawingBuilder pen, Style style) {
    this.frame = frame;
    this.pen = pen;
    this.style = style;
    this.size = style.fontSize();
    this.room = new LabelPlacer(frame.inner());
  }

  LabelPlacer room() {
    return room;
  }

  void marks() {
    for (Mark mark : frame.panel().marks()) {
      if (mark instanceof Mark.Series series) {
        series(series);
      } else if (mark instanceof Mark.Band band) {
        band(band);
      } else if (mark instanceof Mark.Bars bars) {
        bars(bars);
      } else if (mark instanceof Mark.Cells cells) {
        cells(cells);
      }
    }
  }

  /**
   * Labels come last: nothing may cover them.
   *
   * @return those that had room
   */
  List<Mark.Label> labels(Rectangle2D paper) {
    List<Mark.Label> set = new ArrayList<>();
    for (Mark mark : frame.panel().marks()) {
      if (mark instanceof Mark.Label label
          && frame.x().holds(label.x())
          && frame.y().holds(label.y())) {
        Words words = words(label);
        if (labelled.stream().noneMatch(words.bounds()::intersects)
            && paper.contains(words.bounds())) {
          labelled.add(words.bounds());
          room.box(words.bounds());
          pen.add(words);
          set.add(label);
        }
      }
    }
    return set;
  }

  private Words words(Mark.Label label) {
    double x = frame.x().place(label.x());
    double y = frame.y().place(label.y());
    double text = size * label.size();
    double middle = y + Typeface.CAPITAL * text / 2;
    double gap = LABEL_GAP * size;
    int ink = label.ink().rgb();
    return switch (label.side()) {
      case ABOVE -> pen.words(label.text(), x, y - gap, Anchor.MIDDLE, text, ink);
      case BELOW ->
          pen.words(label.text(), x, y + gap + Typeface.CAPITAL * text, Anchor.MIDDLE, text, ink);
      case LEFT -> pen.words(label.text(), x - gap, middle, Anchor.END, text, ink);
      case RIGHT -> pen.words(label.text(), x + gap, middle, Anchor.START, text, ink);
      case CENTRE -> pen.words(label.text(), x, middle, Anchor.MIDDLE, text, ink);
    };
  }

  private void series(Mark.Series series) {
    Look look = series.look();
    double line = style.lineWidth() * look.line();
    if (look.dash() != Dash.NONE) {
      pen.clip(Optional.of(frame.inner()));
      pen.stroke(path(series.points()), look.ink().rgb(), line, look.dash().lengths(line));
      pen.clip(Optional.empty());
    }
    List<Point> shown = series.points().stream().filter(this::shown).toList();
    for (Point point : shown) {
      errorBars(point, look, line);
    }
    for (Point point : shown) {
      pen.marker(
          look,
          x(point),
          frame.y().place(point.y()),
          RADIUS * size * look.size(),
          MARKER_LINE * style.lineWidth() * Math.min(1, look.size() + 0.2));
      room.point(x(point), frame.y().place(point.y()));
    }
  }

  private double x(Point point) {
    return frame.x().place(point.x() + point.shift());
  }

  private boolean shown(Point point) {
    return point.drawn()
        && frame.x().holds(point.x() + point.shift())
        && frame.y().holds(point.y());
  }

  private Path2D path(List<Point> points) {
    Path2D path = new Path2D.Double();
    boolean going = false;
    double lastX = 0;
    double lastY = 0;
    for (Point point : points) {
      boolean usable =
          point.drawn()
              && !(frame.x().log() && !(point.x() > 0))
              && !(frame.y().log() && !(point.y() > 0));
      if (!usable) {
        going = false;
        continue;
      }
      double x = x(point);
      double y = frame.y().place(point.y());
      if (going) {
        path.lineTo(x, y);
        room.line(lastX, lastY, x, y);
      } else {
        path.moveTo(x, y);
      }
      going = true;
      lastX = x;
      lastY = y;
    }
    return path;
  }

  private void errorBars(Point point, Look look, double line) {
    double x = x(point);
    double y = frame.y().place(point.y());
    double width = Math.max(0.4, 0.8 * line);
    double cap = CAP * size;
    int ink = look.ink().rgb();
    if (point.yError() > 0) {
      double low = frame.y().clamped(point.y() - point.yError());
      double high = frame.y().clamped(point.y() + point.yError());
      pen.line(x, low, x, high, ink, width);
      pen.line(x - cap, low, x + cap, low, ink, width);
      pen.line(x - cap, high, x + cap, high, ink, width);
      room.line(x, low, x, high);
    }
    if (point.xError() > 0) {
      double low = frame.x().clamped(point.x() - point.xError());
      double high = frame.x().clamped(point.x() + point.xError());
      pen.line(low, y, high, y, ink, width);
      pen.line(low, y - cap, low, y + cap, ink, width);
      pen.line(high, y - cap, high, y + cap, ink, width);
      room.line(low, y, high, y);
    }
  }

  private void band(Mark.Band band) {
    if (band.ranges().isEmpty()) {
      return;
    }
    Path2D path = new Path2D.Double();
    for (Mark.Range range : band.ranges()) {
      double x = frame.x().clamped(range.x());
      double y = frame.y().clamped(range.low());
      if (path.getCurrentPoint() == null) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    for (int i = band.ranges().size() - 1; i >= 0; i--) {
      Mark.Range range = band.ranges().get(i);
      path.lineTo(frame.x().clamped(range.x()), frame.y().clamped(range.high()));
    }
    path.closePath();
    pen.fill(path, band.ink().tint(BAND_TINT));
  }

  private void bars(Mark.Bars bars) {
    int inside = bars.ink().tint(bars.tint());
    for (Box box : bars.boxes()) {
      Rectangle2D place = place(box);
      if (bars.outlined()) {
        pen.both(new Path2D.Double(place), inside, bars.ink().rgb(), 0.6 * style.lineWidth());
      } else {
        pen.rectangle(place, inside);
      }
      boolean background = bars.name().isEmpty() && !bars.outlined();
      if (!background) {
        room.box(place);
      }
    }
  }

  private void cells(Mark.Cells cells) {
    double line = 0.6 * style.lineWidth();
    for (Mark.Cell cell : cells.cells()) {
      Rectangle2D place = place(cell.box());
      pen.rectangle(place, cells.scale().colour(cell.value()));
      room.box(place);
    }
    for (Mark.Cell cell : cells.cells()) {
      if (cell.marked()) {
        pen.stroke(
            new Path2D.Double(place(cell.box())), Ink.BLACK.rgb(), 1.4 * line, new double[0]);
      }
    }
  }

  private Rectangle2D place(Box box) {
    Rectangle2D place = new Rectangle2D.Double();
    place.setFrameFromDiagonal(
        frame.x().clamped(box.left()),
        frame.y().clamped(box.low()),
        frame.x().clamped(box.right()),
        frame.y().clamped(box.high()));
    return place;
  }
}
