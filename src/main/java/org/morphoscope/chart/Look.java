package org.morphoscope.chart;

import java.util.Objects;

/**
 * How a series looks.
 *
 * @param ink colour of line and markers
 * @param marker shape of its points
 * @param filled whether markers are filled; hollow ones are white inside
 * @param dash pattern of the line through the points
 * @param line width of the line relative to the style's
 * @param size size of the markers relative to the style's
 */
public record Look(Ink ink, Marker marker, boolean filled, Dash dash, double line, double size) {
  private static final Ink[] INKS = {
    Ink.BLUE, Ink.VERMILLION, Ink.GREEN, Ink.PURPLE, Ink.ORANGE, Ink.SKY, Ink.BLACK
  };
  private static final Marker[] MARKERS = {
    Marker.CIRCLE, Marker.SQUARE, Marker.TRIANGLE, Marker.DIAMOND, Marker.TRIANGLE_DOWN
  };
  private static final Dash[] DASHES = {Dash.SOLID, Dash.DASHED, Dash.DASH_DOT, Dash.LONG};

  public Look {
    Objects.requireNonNull(ink, "ink");
    Objects.requireNonNull(marker, "marker");
    Objects.requireNonNull(dash, "dash");
    if (!(line > 0) || !(size > 0)) {
      throw new IllegalArgumentException("a look needs sizes above 0");
    }
  }

  /**
   * The look of the series number {@code index}: any two of the first 140 differ in colour, marker
   * or dash, neighbours in all three, so that they stay apart in grey.
   */
  public static Look series(int index) {
    return new Look(
        INKS[index % INKS.length],
        MARKERS[index % MARKERS.length],
        (index / MARKERS.length) % 2 == 0,
        DASHES[index % DASHES.length],
        1,
        1);
  }

  public static Look line(Ink ink, Dash dash) {
    return new Look(ink, Marker.NONE, true, dash, 1, 1);
  }

  public static Look points(Ink ink, Marker marker, boolean filled) {
    return new Look(ink, marker, filled, Dash.NONE, 1, 1);
  }

  public Look with(Dash changed) {
    return new Look(ink, marker, filled, changed, line, size);
  }

  public Look with(Ink changed) {
    return new Look(changed, marker, filled, dash, line, size);
  }

  public Look with(Marker changed, boolean solid) {
    return new Look(ink, changed, solid, dash, line, size);
  }

  /**
   * @param lineFactor width of the line relative to the style's
   * @param sizeFactor size of the markers relative to the style's
   */
  public Look scaled(double lineFactor, double sizeFactor) {
    return new Look(ink, marker, filled, dash, lineFactor, sizeFactor);
  }
}
