package org.morphoscope.ui.graph.place;

/**
 * Where some nodes that follow each other lie, in world coordinates.
 *
 * @param name what is written there, empty for nothing
 * @param first number of the first of them
 * @param last number of the last
 * @param x left edge
 * @param y upper edge
 * @param width of the area
 * @param height of the area
 * @param strip height kept free for a name: at the top within a block, above a row
 */
public record Area(
    String name,
    int first,
    int last,
    double x,
    double y,
    double width,
    double height,
    double strip) {

  /**
   * {@return the same place with a name}
   *
   * @param given what is to be written there
   */
  public Area named(String given) {
    return new Area(given, first, last, x, y, width, height, strip);
  }
}
