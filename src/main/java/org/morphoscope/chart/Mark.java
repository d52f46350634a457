package org.morphoscope.chart;

import java.util.List;
import java.util.Objects;

/** Something drawn in a panel, in the order of the panel's list. Coordinates are data values. */
public sealed interface Mark {

  /** {@return the name in the legend; empty: not in the legend} */
  String name();

  /**
   * A point of a series.
   *
   * @param x NaN interrupts the line
   * @param y likewise
   * @param xError half length of the error bar, 0 or NaN: none
   * @param yError likewise
   * @param shift drawn so much to the right, for points that would hide each other; not in tables
   */
  record Point(double x, double y, double xError, double yError, double shift) {
    /**
     * {@return a point without error bars}
     *
     * @param x data value; NaN ends a line, as {@link #gap} does
     * @param y likewise
     */
    public static Point of(double x, double y) {
      return new Point(x, y, 0, 0, 0);
    }

    /**
     * {@return a point with a vertical error bar}
     *
     * @param x data value
     * @param y data value
     * @param yError half the length of the bar, in units of y
     */
    public static Point of(double x, double y, double yError) {
      return new Point(x, y, 0, yError, 0);
    }

    /** {@return the end of a piece of line: what follows is not joined to what came before} */
    public static Point gap() {
      return of(Double.NaN, Double.NaN);
    }

    /** {@return whether there is a place to draw at, which a gap has not} */
    public boolean drawn() {
      return Double.isFinite(x) && Double.isFinite(y);
    }
  }

  /**
   * Points, with a line through them, markers and error bars as the look says.
   *
   * @param name in the legend; empty: not in the legend
   * @param points in the order of the line; a gap breaks it
   * @param look colour, markers and dash
   */
  record Series(String name, List<Point> points, Look look) implements Mark {
    /**
     * Copies the list.
     *
     * @param name in the legend; empty: not in the legend
     * @param points in the order of the line; a gap breaks it
     * @param look colour, markers and dash
     */
    public Series {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(look, "look");
      points = List.copyOf(points);
    }
  }

  /**
   * The lower and upper edge of a band at a place.
   *
   * @param x where, on the horizontal axis
   * @param low lower edge on the vertical axis
   * @param high upper edge on the vertical axis
   */
  record Range(double x, double low, double high) {}

  /**
   * An area between two curves, for example a confidence band.
   *
   * @param name in the legend; empty: not in the legend
   * @param ranges from left to right
   * @param ink colour of the area, drawn pale
   */
  record Band(String name, List<Range> ranges, Ink ink) implements Mark {
    /**
     * Copies the list.
     *
     * @param name in the legend; empty: not in the legend
     * @param ranges from left to right
     * @param ink colour of the area, drawn pale
     */
    public Band {
      Objects.requireNonNull(name, "name");
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * A rectangle.
   *
   * @param left horizontal data value
   * @param right horizontal data value
   * @param low vertical data value
   * @param high vertical data value
   */
  record Box(double left, double right, double low, double high) {}

  /**
   * Rectangles: bars of a histogram, boxes of quartiles, cards.
   *
   * @param name in the legend; empty: not in the legend
   * @param boxes from back to front
   * @param ink colour of the edges and the filling
   * @param tint share of the ink in the filling, 0 (white) to 1
   * @param outlined whether the edges are drawn in the ink
   */
  record Bars(String name, List<Box> boxes, Ink ink, double tint, boolean outlined)
      implements Mark {
    /**
     * Copies the list.
     *
     * @param name in the legend; empty: not in the legend
     * @param boxes from back to front
     * @param ink colour of the edges and the filling
     * @param tint share of the ink in the filling, 0 (white) to 1
     * @param outlined whether the edges are drawn in the ink
     */
    public Bars {
      Objects.requireNonNull(name, "name");
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * A rectangle with a value.
   *
   * @param box where it lies, in data values
   * @param value NaN: none, light grey
   * @param marked drawn with a dark edge
   */
  record Cell(Box box, double value, boolean marked) {}

  /**
   * A heat map; its colour scale is shown beside the panel. One per panel.
   *
   * @param cells in any order
   * @param scale turns values into colours
   */
  record Cells(List<Cell> cells, ColourScale scale) implements Mark {
    /**
     * Copies the list.
     *
     * @param cells in any order
     * @param scale turns values into colours
     */
    public Cells {
      cells = List.copyOf(cells);
    }

    @Override
    public String name() {
      return "";
    }
  }

  /** Where a text lies as seen from its place. */
  enum Side {
    /** Above the place, centred. */
    ABOVE,
    /** Below the place, centred. */
    BELOW,
    /** Left of the place; the text ends there. */
    LEFT,
    /** Right of the place; the text begins there. */
    RIGHT,
    /** On the place itself. */
    CENTRE
  }

  /**
   * A text at a place, set where it does not cover an earlier label; left out where there is no
   * room.
   *
   * @param x data value
   * @param y data value
   * @param text may contain {@code ^{...}} and {@code _{...}}
   * @param side where it is put first; the others are tried after it
   * @param ink colour of the letters
   * @param size relative to the style's
   */
  record Label(double x, double y, String text, Side side, Ink ink, double size) implements Mark {
    /**
     * Checks that there is a text.
     *
     * @param x data value
     * @param y data value
     * @param text may contain {@code ^{...}} and {@code _{...}}
     * @param side where it is put first; the others are tried after it
     * @param ink colour of the letters
     * @param size relative to the style's
     */
    public Label {
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String name() {
      return "";
    }
  }

  /**
   * Lines of text in the emptiest corner of the panel, for example a fit.
   *
   * @param lines from top to bottom; may contain {@code ^{...}} and {@code _{...}}
   */
  record Note(List<String> lines) implements Mark {
    /**
     * Copies the list.
     *
     * @param lines from top to bottom; may contain {@code ^{...}} and {@code _{...}}
     */
    public Note {
      lines = List.copyOf(lines);
    }

    @Override
    public String name() {
      return "";
    }
  }
}
