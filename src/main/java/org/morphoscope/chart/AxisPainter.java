package org.morphoscope.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.chart.Axis.Tick;
import org.morphoscope.chart.Drawing.Anchor;
import org.morphoscope.chart.Drawing.Words;

/** Draws grid, axes with ticks and labels, and the colour bar of one panel. */
final class AxisPainter {
  private static final int GRID = 0xe4e4e4;
  private static final int STEPS = 128;

  private final Frame frame;
  private final DrawingBuilder pen;
  private final double size;
  private final double thin;
  private final int ink = Ink.BLACK.rgb();

  AxisPainter(Frame frame, DrawingBuilder pen, Style style) {
    this.frame = frame;
    this.pen = pen;
    this.size = style.fontSize();
    this.thin = 0.7 * style.lineWidth();
  }

  /** Behind everything; named places (categories) get none. */
  void grid() {
    Rectangle2D inner = frame.inner();
    if (frame.panel().x().ticks().isEmpty()) {
      for (Tick tick : frame.xTicks().major()) {
        double x = frame.x().place(tick.value());
        pen.line(x, inner.getMinY(), x, inner.getMaxY(), GRID, 0.7 * thin);
      }
    }
    if (frame.panel().y().ticks().isEmpty()) {
      for (Tick tick : frame.yTicks().major()) {
        double y = frame.y().place(tick.value());
        pen.line(inner.getMinX(), y, inner.getMaxX(), y, GRID, 0.7 * thin);
      }
    }
  }

  void axes() {
    Rectangle2D inner = frame.inner();
    if (!frame.panel().x().isHidden()) {
      pen.line(inner.getMinX(), inner.getMaxY(), inner.getMaxX(), inner.getMaxY(), ink, thin);
      horizontal();
    }
    if (!frame.panel().y().isHidden()) {
      pen.line(inner.getMinX(), inner.getMinY(), inner.getMinX(), inner.getMaxY(), ink, thin);
      vertical();
    }
    frame.bar().ifPresent(this::colourBar);
  }

  private void horizontal() {
    double bottom = frame.inner().getMaxY();
    double length = Frame.TICK_LENGTH * size;
    for (double minor : frame.xTicks().minor()) {
      double x = frame.x().place(minor);
      pen.line(x, bottom, x, bottom + 0.55 * length, ink, 0.7 * thin);
    }
    double text = Frame.TICK_SIZE * size;
    double baseline = bottom + length + Frame.TICK_GAP * size + Typeface.CAPITAL * text;
    double end = Double.NEGATIVE_INFINITY;
    for (Tick tick : frame.xTicks().major()) {
      double x = frame.x().place(tick.value());
      pen.line(x, bottom, x, bottom + length, ink, thin);
      double half = pen.width(tick.text(), text) / 2;
      if (frame.xTexts() && x - half > end + 0.3 * size) {
        pen.add(pen.words(tick.text(), x, baseline, Anchor.MIDDLE, text, ink));
        end = x + half;
      }
    }
    String label = frame.panel().x().caption(frame.xTicks().factor());
    if (frame.xTexts() && !label.isEmpty()) {
      double y = baseline + Frame.LABEL_GAP * size + 0.85 * size;
      pen.add(pen.words(label, frame.inner().getCenterX(), y, Anchor.MIDDLE, size, ink));
    }
  }

  private void vertical() {
    double left = frame.inner().getMinX();
    double length = Frame.TICK_LENGTH * size;
    for (double minor : frame.yTicks().minor()) {
      double y = frame.y().place(minor);
      pen.line(left - 0.55 * length, y, left, y, ink, 0.7 * thin);
    }
    double text = Frame.TICK_SIZE * size;
    List<Rectangle2D> set = new ArrayList<>();
    for (Tick tick : frame.yTicks().major()) {
      double y = frame.y().place(tick.value());
      pen.line(left - length, y, left, y, ink, thin);
      double x = left - length - Frame.TICK_GAP * size;
      Words words =
          pen.words(tick.text(), x, y + Typeface.CAPITAL * text / 2, Anchor.END, text, ink);
      if (set.stream().noneMatch(words.bounds()::intersects)) {
        set.add(words.bounds());
        pen.add(words);
      }
    }
    // at the edge, so that the labels of panels one below the other are in line
    String label = frame.panel().y().caption(frame.yTicks().factor());
    fitted(label, left - frame.left() + 0.95 * size, frame.inner());
  }

  /** A label that reads upwards, smaller where the axis is short. */
  private void fitted(String label, double x, Rectangle2D along) {
    if (!label.isEmpty()) {
      double room = along.getHeight() + 1.6 * size;
      double fit = Math.max(0.6, Math.min(1, room / pen.width(label, size)));
      pen.add(pen.turned(label, x, along.getCenterY(), fit * size, ink));
    }
  }

  private void colourBar(Rectangle2D bar) {
    ColourScale scale = frame.panel().colours().orElseThrow();
    double step = bar.getHeight() / STEPS;
    for (int i = 0; i < STEPS; i++) {
      double value = scale.high() - (i + 0.5) / STEPS * (scale.high() - scale.low());
      // a little overlap, or viewers show seams
      double height = i == STEPS - 1 ? step : 1.5 * step;
      pen.rectangle(
          new Rectangle2D.Double(bar.getX(), bar.getY() + i * step, bar.getWidth(), height),
          scale.colour(value));
    }
    AxisMap map = new AxisMap(false, scale.low(), scale.high(), bar.getMaxY(), bar.getMinY());
    Ticks ticks =
        Ticks.of(scale.axis(), scale.low(), scale.high(), (int) (bar.getHeight() / (2.4 * size)));
    double text = Frame.TICK_SIZE * size;
    double length = Frame.TICK_LENGTH * size;
    double widest = 0;
    for (Tick tick : ticks.major()) {
      double y = map.place(tick.value());
      pen.line(bar.getMaxX(), y, bar.getMaxX() + length, y, ink, thin);
      double x = bar.getMaxX() + length + Frame.TICK_GAP * size;
      pen.add(pen.words(tick.text(), x, y + Typeface.CAPITAL * text / 2, Anchor.START, text, ink));
      widest = Math.max(widest, pen.width(tick.text(), text));
    }
    double x = bar.getMaxX() + length + (Frame.TICK_GAP + Frame.LABEL_GAP + 0.75) * size + widest;
    fitted(scale.axis().caption(ticks.factor()), x, bar);
  }
}
