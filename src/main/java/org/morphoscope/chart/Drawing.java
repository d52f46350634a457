package org.morphoscope.chart;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/**
 * A figure as outlines and texts on paper: points from the upper left corner, y grows downwards.
 * What every format that draws writes down; package-private because its parts can be changed.
 */
public record Drawing(double width, double height, List<Item> items) {
  public Drawing {
    items = List.copyOf(items);
  }

  /** Something on the paper. */
  public sealed interface Item {}

  /**
   * An outline.
   *
   * @param fill 24-bit colour of the inside
   * @param stroke 24-bit colour of the line
   * @param lineWidth points
   * @param dash lengths of strokes and gaps, empty: solid
   * @param clip nothing is drawn outside
   */
  public record Outline(
      Path2D path,
      Optional<Integer> fill,
      Optional<Integer> stroke,
      double lineWidth,
      double[] dash,
      Optional<Rectangle2D> clip)
      implements Item {}

  /** Which part of a text lies at its place. */
  public enum Anchor {
    START(0),
    MIDDLE(0.5),
    END(1);

    private final double share;

    Anchor(double share) {
      this.share = share;
    }

    /** Distance of the place from the start of the text, relative to its width. */
    public double share() {
      return share;
    }
  }

  /**
   * A line of text.
   *
   * @param x place on the baseline
   * @param y place of the baseline
   * @param runs the pieces
   * @param width of all pieces in points
   * @param colour 24 bits
   * @param strong medium weight
   * @param turned reads upwards
   */
  public record Words(
      double x,
      double y,
      List<RichText.Run> runs,
      double width,
      Anchor anchor,
      int colour,
      boolean strong,
      boolean turned)
      implements Item {
    public Words {
      runs = List.copyOf(runs);
    }

    public String text() {
      StringBuilder text = new StringBuilder();
      runs.forEach(run -> text.append(run.text()));
      return text.toString();
    }

    /** The room it takes. */
    Rectangle2D bounds() {
      double size = runs.stream().mapToDouble(RichText.Run::size).max().orElse(0);
      double up = runs.stream().mapToDouble(r -> r.rise() + r.size() * 0.78).max().orElse(0);
      double start = -width * anchor.share();
      return turned
          ? new Rectangle2D.Double(x - up, y - start - width, up + size * 0.22, width)
          : new Rectangle2D.Double(x + start, y - up, width, up + size * 0.22);
    }
  }
}
