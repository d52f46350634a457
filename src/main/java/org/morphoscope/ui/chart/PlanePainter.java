package org.morphoscope.ui.chart;

import java.util.List;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.morphoscope.net.Resource;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.DecisionPlane;
import org.morphoscope.ui.model.DecisionPlane.Dot;

/** Draws the plane of a decision: axes, the price lambda, candidates, the set. */
final class PlanePainter {
  private static final double RADIUS = 4;
  private static final int STEPS = 160;

  private final GraphicsContext pen;
  private final Palette palette;
  private final Fonts fonts;
  private final PlaneFrame frame;

  PlanePainter(GraphicsContext pen, Palette palette, Fonts fonts, PlaneFrame frame) {
    this.pen = pen;
    this.palette = palette;
    this.fonts = fonts;
    this.frame = frame;
  }

  void draw(DecisionPlane plane, Set<CandidateKey> selected, boolean errors) {
    axes(costs(plane));
    Color green = Color.web(palette.night() ? "#2ec99a" : "#009e73");
    if (plane.proposed() != plane.lambda()) {
      price(plane.proposed(), "\u03bb as proposed", palette.muted(), 4);
    }
    price(plane.lambda(), "\u03bb", green, 0);
    List<Dot> dots = plane.dots();
    for (boolean chosen : new boolean[] {false, true}) {
      for (int i = 0; i < dots.size(); i++) {
        if (dots.get(i).chosen() == chosen) {
          dot(dots.get(i), frame.across(dots.get(i), i), errors);
        }
      }
    }
    for (int i = 0; i < dots.size(); i++) {
      if (selected.contains(dots.get(i).key())) {
        ring(frame.across(dots.get(i), i), frame.up(dots.get(i).delta()));
      }
    }
    set(plane.set());
  }

  private void axes(String costs) {
    double right = frame.left() + frame.width();
    double bottom = frame.top() + frame.height();
    pen.setFont(fonts.regular(12));
    pen.setLineWidth(1);
    for (double tick : frame.x().ticks(6)) {
      line(frame.across(tick), frame.top(), frame.across(tick), bottom, tick == 0);
      text(Formats.compact(tick), frame.across(tick), bottom + 12, TextAlignment.CENTER);
    }
    for (double tick : frame.y().ticks(6)) {
      line(frame.left(), frame.up(tick), right, frame.up(tick), tick == 0);
      text(Formats.significant(tick), frame.left() - 8, frame.up(tick), TextAlignment.RIGHT);
    }
    text(costs, right, bottom + 31, TextAlignment.RIGHT);
    text("\u0394L, nats (down is good)", frame.left() + 6, frame.top() - 4, TextAlignment.LEFT);
  }

  /** What lambda multiplies, so that its line stays a line. */
  private static String costs(DecisionPlane plane) {
    boolean parameters = plane.resource() == Resource.PARAMETERS;
    String unit = parameters ? "parameters" : "multiply-accumulates";
    return plane.otherShare() == 0
        ? "\u0394R: what it costs, in " + unit
        : Texts.of(
            "\u0394R: its price in %s, %.0f %% of it by %s",
            unit, 100 * plane.otherShare(), parameters ? "multiply-accumulates" : "parameters");
  }

  private void line(double x1, double y1, double x2, double y2, boolean zero) {
    pen.setStroke(zero ? palette.muted() : palette.faint());
    pen.strokeLine(x1, y1, x2, y2);
  }

  private void text(String words, double x, double y, TextAlignment align) {
    pen.setFill(palette.muted());
    pen.setTextAlign(align);
    pen.setTextBaseline(VPos.CENTER);
    pen.fillText(words, x, y);
  }

  /** The line {@code dL = -lambda dR}: what lies below it is worth its price. */
  private void price(double lambda, String name, Color colour, double dashes) {
    pen.setStroke(colour);
    pen.setLineWidth(dashes > 0 ? 1.2 : 2);
    if (dashes > 0) {
      pen.setLineDashes(dashes, dashes);
    }
    pen.beginPath();
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (int i = 0; i <= STEPS; i++) {
      double change = frame.x().at(i / (double) STEPS);
      double delta = -lambda * change;
      if (delta >= frame.y().low() && delta <= frame.y().high()) {
        double x = frame.across(change);
        double y = frame.up(delta);
        if (Double.isNaN(lastX)) {
          pen.moveTo(x, y);
        } else {
          pen.lineTo(x, y);
        }
        lastX = x;
        lastY = y;
      }
    }
    pen.stroke();
    pen.setLineDashes();
    if (!Double.isNaN(lastX)) {
      text(name, lastX - 6, lastY + (dashes > 0 ? 12 : -10), TextAlignment.RIGHT);
    }
  }

  private void dot(Dot dot, double x, boolean errors) {
    double y = frame.up(dot.delta());
    if (errors && dot.error() > 0) {
      pen.setStroke(palette.border());
      pen.setLineWidth(1);
      pen.strokeLine(
          x, frame.up(dot.delta() - dot.error()), x, frame.up(dot.delta() + dot.error()));
    }
    pen.setFill(dot.chosen() ? palette.accent() : palette.background());
    pen.setStroke(dot.chosen() ? palette.accent() : palette.muted());
    pen.setLineWidth(1.2);
    shape(dot.key().kind().widthChange() < 0, x, y);
  }

  /** A square takes a channel out; a round dot adds one. */
  private void shape(boolean square, double x, double y) {
    if (square) {
      pen.fillRect(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
      pen.strokeRect(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    } else {
      pen.fillOval(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
      pen.strokeOval(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    }
  }

  private void ring(double x, double y) {
    pen.setStroke(palette.text());
    pen.setLineWidth(2);
    pen.strokeOval(x - 9, y - 9, 18, 18);
  }

  private void set(Dot set) {
    double x = frame.across(set.price());
    double y = frame.up(set.delta());
    pen.setFill(Color.web(palette.night() ? "#e08a3a" : "#cf6a17"));
    pen.fillPolygon(new double[] {x - 8, x, x + 8, x}, new double[] {y, y - 8, y, y + 8}, 4);
    pen.setFont(fonts.regular(12));
    text(set.name(), x - 12, y, TextAlignment.RIGHT);
  }
}
