package org.morphoscope.ui.kit;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.ArcType;
import org.morphoscope.net.MorphKind;

/** Signs of what is to become of a channel; they differ in shape, not in colour alone. */
public enum Glyph {
  /** Split. */
  PLUS,
  /** Prune. */
  MINUS,
  /** New neuron. */
  STAR,
  /** Approved by a person. */
  TICK,
  /** Vetoed by a person. */
  CROSS,
  /** Deferred by a person. */
  DOTS,
  /** The layer is locked. */
  LOCK;

  private static final double ICON = 14;
  private static final double ICON_COVER = 0.42;
  private static final double COVER = 0.34;

  /**
   * {@return the sign of a morphism}
   *
   * @param kind split, prune or new neuron
   */
  public static Glyph of(MorphKind kind) {
    return switch (kind) {
      case SPLIT -> PLUS;
      case PRUNE -> MINUS;
      case NEW_NEURON -> STAR;
    };
  }

  /**
   * {@return the colour of the sign in a theme}
   *
   * @param palette colours of the theme
   */
  public Color colour(Palette palette) {
    return switch (this) {
      case PLUS, MINUS, STAR -> palette.accent();
      case TICK -> palette.approved();
      case CROSS -> palette.vetoed();
      case DOTS -> palette.muted();
      case LOCK -> palette.text();
    };
  }

  /**
   * Paints the sign in the middle of a square, small enough to leave the square's colour.
   *
   * @param g canvas to paint on; its fill and stroke are changed
   * @param palette colours of the theme
   * @param x left edge of the square in pixels
   * @param y upper edge
   * @param size side of the square in pixels
   */
  public void paint(GraphicsContext g, Palette palette, double x, double y, double size) {
    paint(g, palette, x, y, size, COVER);
  }

  private void paint(
      GraphicsContext g, Palette palette, double x, double y, double size, double radius) {
    Color colour = colour(palette);
    double cx = x + size / 2;
    double cy = y + size / 2;
    double r = size * radius;
    double a = r * 0.55;
    g.setFill(this == TICK ? colour : palette.card());
    g.fillOval(cx - r, cy - r, 2 * r, 2 * r);
    g.setStroke(this == TICK ? palette.card() : colour);
    g.setLineWidth(Math.max(1.1, r * 0.28));
    switch (this) {
      case PLUS, MINUS -> {
        g.strokeOval(cx - r, cy - r, 2 * r, 2 * r);
        g.strokeLine(cx - a, cy, cx + a, cy);
        if (this == PLUS) {
          g.strokeLine(cx, cy - a, cx, cy + a);
        }
      }
      case STAR -> {
        g.strokeOval(cx - r, cy - r, 2 * r, 2 * r);
        for (int i = 0; i < 3; i++) {
          double angle = Math.PI * (i / 3.0 + 0.5);
          double dx = a * Math.cos(angle);
          double dy = a * Math.sin(angle);
          g.strokeLine(cx - dx, cy - dy, cx + dx, cy + dy);
        }
      }
      case TICK ->
          g.strokePolyline(
              new double[] {cx - a, cx - a * 0.2, cx + a},
              new double[] {cy, cy + a * 0.8, cy - a * 0.7},
              3);
      case CROSS -> {
        g.strokeLine(cx - a, cy - a, cx + a, cy + a);
        g.strokeLine(cx - a, cy + a, cx + a, cy - a);
      }
      case LOCK -> padlock(g, colour, cx, cy, a * 1.2);
      case DOTS -> {
        g.setFill(colour);
        for (int i = -1; i <= 1; i++) {
          g.fillOval(cx + i * a - a * 0.3, cy - a * 0.3, a * 0.6, a * 0.6);
        }
      }
    }
  }

  private void padlock(GraphicsContext g, Color colour, double cx, double cy, double a) {
    g.strokeArc(cx - a * 0.7, cy - a * 1.3, a * 1.4, a * 1.8, 0, 180, ArcType.OPEN);
    g.setFill(colour);
    g.fillRect(cx - a, cy - a * 0.3, 2 * a, a * 1.4);
  }

  /**
   * {@return the sign as a small picture}
   *
   * @param palette colours of the theme
   */
  public Canvas icon(Palette palette) {
    Canvas canvas = new Canvas(ICON, ICON);
    paint(canvas.getGraphicsContext2D(), palette, 0, 0, ICON, ICON_COVER);
    return canvas;
  }
}
