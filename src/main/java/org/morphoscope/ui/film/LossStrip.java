package org.morphoscope.ui.film;

import java.util.stream.DoubleStream;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Palette;

/** The loss beside the channel: before, predicted, measured, trained. */
final class LossStrip {
  private static final double MARGIN = 30;
  private static final double SIZE = 6;

  private final GraphicsContext pen;
  private final Palette palette;
  private final Fonts fonts;
  private final double x;
  private final double right;
  private final double height;
  private double least;
  private double most;

  /**
   * @param x of the axis
   * @param right end of the area
   * @param height of the area
   */
  LossStrip(
      GraphicsContext pen, Palette palette, Fonts fonts, double x, double right, double height) {
    this.pen = pen;
    this.palette = palette;
    this.fonts = fonts;
    this.x = x;
    this.right = right;
    this.height = height;
  }

  /** Draws what is known of the loss at a time in seconds. */
  void draw(FilmLosses losses, boolean takenBack, double time) {
    double[] known =
        DoubleStream.of(losses.base(), losses.promised(), losses.found(), losses.trained())
            .filter(Double::isFinite)
            .toArray();
    least = DoubleStream.of(known).min().orElse(0);
    most = Math.max(DoubleStream.of(known).max().orElse(1), least + 1e-9);
    pen.setStroke(palette.border());
    pen.setLineWidth(1.5);
    pen.strokeLine(x, MARGIN, x, height - MARGIN);
    text("loss", x, MARGIN - 16, TextAlignment.CENTER, palette.muted());
    mark(losses.base(), Double.isNaN(losses.before()) ? "before" : told(losses.base(), "before"));
    double promise = Act.PROMISE.progress(time);
    if (promise > 0) {
      promise(losses, promise);
    }
    double training = Act.TRAINING.progress(time);
    if (training > 0 && Double.isFinite(losses.trained())) {
      double from = takenBack || Double.isNaN(losses.found()) ? losses.base() : losses.found();
      double to = from + training * (losses.trained() - from);
      pen.setStroke(palette.text());
      pen.setLineWidth(2.5);
      pen.strokeLine(x, y(from), x, y(to));
      dot(to, palette.text());
      if (training > 0.9) {
        mark(losses.trained(), told(losses.trained(), "trained"));
      }
    }
  }

  /** First the diamond; then the dot goes from what was predicted to what was measured. */
  private void promise(FilmLosses losses, double progress) {
    Color orange = Color.web(palette.night() ? "#e08a3a" : "#cf6a17");
    double at = y(losses.promised());
    pen.setFill(orange);
    pen.fillPolygon(
        new double[] {x - SIZE - 1, x, x + SIZE + 1, x},
        new double[] {at, at - SIZE - 1, at, at + SIZE + 1},
        4);
    String predicted = Formats.delta(losses.predicted()) + " predicted";
    text(predicted, x - 14, at, TextAlignment.RIGHT, orange);
    if (Double.isFinite(losses.found())) {
      double moved = Math.max(0, (progress - 0.4) / 0.6);
      if (moved > 0) {
        double dot = losses.promised() + moved * (losses.found() - losses.promised());
        dot(dot, palette.accent());
        if (moved > 0.9) {
          // where both lie at one height the words stand below each other
          double below = Math.abs(y(dot) - at) < 16 ? (dot < losses.promised() ? 16 : -16) : 0;
          String measured = Formats.delta(losses.measured()) + " measured";
          text(measured, x - 14, at(below, dot, at), TextAlignment.RIGHT, palette.accent());
        }
      }
    }
  }

  private double at(double below, double dot, double other) {
    return below == 0 ? y(dot) : other + below;
  }

  private double y(double loss) {
    return MARGIN + (height - 2 * MARGIN) * (most - loss) / (most - least);
  }

  private void dot(double loss, Color colour) {
    pen.setFill(colour);
    pen.fillOval(x - SIZE, y(loss) - SIZE, 2 * SIZE, 2 * SIZE);
  }

  private static String told(double loss, String what) {
    return Formats.loss(loss) + " " + what;
  }

  private void mark(double loss, String words) {
    pen.setStroke(palette.text());
    pen.setLineWidth(1.5);
    pen.strokeLine(x - 5, y(loss), x + 5, y(loss));
    text(words, x + 12, y(loss), TextAlignment.LEFT, palette.text());
  }

  private void text(String words, double at, double y, TextAlignment align, Color colour) {
    pen.setFill(colour);
    pen.setFont(fonts.regular(13));
    pen.setTextAlign(align);
    pen.setTextBaseline(VPos.CENTER);
    pen.fillText(words, at, y, Math.max(40, align == TextAlignment.LEFT ? right - at : at));
  }
}
