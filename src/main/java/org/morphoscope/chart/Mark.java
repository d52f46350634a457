package org.morphoscope.chart;

import java.util.List;
import java.util.Objects;

/** Something drawn in a panel, in the order of the panel's list. Coordinates are data values. */
public sealed interface Mark {

  /** Name in the legend; empty: not in the legend. */
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
    public static Point of(double x, double y) {
      return new Point(x, y, 0, 0, 0);
    }

    public static Point of(double x, double y, double yError) {
      return new Point(x, y, 0, yError, 0);
    }

    /** The end of a piece of line. */
    public static Point gap() {
      return of(Double.NaN, Double.NaN);
    }

    public boolean drawn() {
      return Double.isFinite(x) && Double.isFinite(y);
    }
  }

  /** Points, with a line through them, markers and error bars as the look says. */
  record Series(String name, List<Point> points, Look look) implements Mark {
    public Series {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(look, "look");
      points = List.copyOf(points);
    }
  }

  /** The lower and upper edge of a band at a place. */
  record Range(double x, double low, double high) {}

  /** An area between two curves, for example a confidence band. */
  record Band(String name, List<Range> ranges, Ink ink) implements Mark {
    public Band {
      Objects.requireNonNull(name, "name");
      ranges = List.copyOf(ranges);
    }
  }

  /** A rectangle. */
  record Box(double left, double right, double low, double high) {}

  /**
   * Rectangles: bars of a histogram, boxes of quartiles, cards.
   *
   * @param tint share of the ink in the filling, 0 (white) to 1
   * @param outlined whether the edges are drawn in the ink
   */
  record Bars(String name, List<Box> boxes, Ink ink, double tint, boolean outlined)
      implements Mark {
    public Bars {
      Objects.requireNonNull(name, "name");
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * A rectangle with a value.
   *
   * @param value NaN: none, light grey
   * @param marked drawn with a dark edge
   */
  record Cell(Box box, double value, boolean marked) {}

  /** A heat map; its colour scale is shown beside the panel. One per panel. */
  record Cells(List<Cell> cells, ColourScale scale) implements Mark {
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
    ABOVE,
    BELOW,
    LEFT,
    RIGHT,
    CENTRE
  }

  /**
   * A text at a place, set where it does not cover an earlier label; left out where there is no
   * room.
   *
   * @param size relative to the style's
   */
  record Label(double x, double y, String text, Side side, Ink ink, double size) implements Mark {
    public Label {
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String name() {
      return "";
    }
  }

  /** Lines of text in the emptiest corner of the panel, for example a fit. */
  record Note(List<String> lines) implements Mark {
    public Note {
      lines = List.copyOf(lines);
    }

    @Override
    public String name() {
      return "";
    }
  }
}
