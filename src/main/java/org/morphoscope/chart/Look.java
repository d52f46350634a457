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

  /**
   * Checks that nothing is null.
   *
   * @param ink colour of line and markers
   * @param marker shape of its points
   * @param filled whether markers are filled; hollow ones are white inside
   * @param dash pattern of the line through the points
   * @param line width of the line relative to the style's
   * @param size size of the markers relative to the style's
   */
  public Look {
    Objects.requireNonNull(ink, "ink");
    Objects.requireNonNull(marker, "marker");
    Objects.requireNonNull(dash, "dash");
    if (!(line > 0) || !(size > 0)) {
      throw new IllegalArgumentException("a look needs sizes above 0");
    }
  }

  /**
   * {@return the look of the series number {@code index}: any two of the first 140 differ in
   * colour, marker or dash, neighbours in all three, so that they stay apart in grey}
   *
   * @param index 0 or more; the looks repeat after 140
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

  /**
   * {@return a line without markers}
   *
   * @param ink colour of the line
   * @param dash pattern of the line through the points
   */
  public static Look line(Ink ink, Dash dash) {
    return new Look(ink, Marker.NONE, true, dash, 1, 1);
  }

  /**
   * {@return markers without a line}
   *
   * @param ink colour of the markers
   * @param marker shape of its points
   * @param filled whether markers are filled; hollow ones are white inside
   */
  public static Look points(Ink ink, Marker marker, boolean filled) {
    return new Look(ink, marker, filled, Dash.NONE, 1, 1);
  }

  /**
   * {@return the same look with another line}
   *
   * @param changed pattern of the line
   */
  public Look with(Dash changed) {
    return new Look(ink, marker, filled, changed, line, size);
  }

  /**
   * {@return the same look in another colour}
   *
   * @param changed colour of line and markers
   */
  public Look with(Ink changed) {
    return new Look(changed, marker, filled, dash, line, size);
  }

  /**
   * {@return the same look with other markers}
   *
   * @param changed shape of the points
   * @param solid whether markers are filled
   */
  public Look with(Marker changed, boolean solid) {
    return new Look(ink, changed, solid, dash, line, size);
  }

  /**
   * {@return the same look with other sizes}
   *
   * @param lineFactor width of the line relative to the style's
   * @param sizeFactor size of the markers relative to the style's
   */
  public Look scaled(double lineFactor, double sizeFactor) {
    return new Look(ink, marker, filled, dash, lineFactor, sizeFactor);
  }
}
