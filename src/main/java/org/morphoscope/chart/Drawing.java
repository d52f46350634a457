package org.morphoscope.chart;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/**
 * A figure as outlines and texts on paper: points from the upper left corner, y grows downwards.
 * What every format that draws writes down; for the writers only, its parts can be changed.
 *
 * @param width of the paper in points
 * @param height of the paper in points
 * @param items from back to front
 */
public record Drawing(double width, double height, List<Item> items) {
  /**
   * Copies the list.
   *
   * @param width of the paper in points
   * @param height of the paper in points
   * @param items from back to front
   */
  public Drawing {
    items = List.copyOf(items);
  }

  /** Something on the paper. */
  public sealed interface Item {}

  /**
   * An outline.
   *
   * @param path in points
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
    /** The place is where the text begins. */
    START(0),
    /** The place is the middle of the text. */
    MIDDLE(0.5),
    /** The place is where the text ends. */
    END(1);

    private final double share;

    Anchor(double share) {
      this.share = share;
    }

    /** {@return the distance of the place from the start of the text, relative to its width} */
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
   * @param anchor which part of the text is at x
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
    /**
     * Copies the list.
     *
     * @param x place on the baseline
     * @param y place of the baseline
     * @param runs the pieces
     * @param width of all pieces in points
     * @param anchor which part of the text is at x
     * @param colour 24 bits
     * @param strong medium weight
     * @param turned reads upwards
     */
    public Words {
      runs = List.copyOf(runs);
    }

    /** {@return all pieces one behind the other, without their levels} */
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
