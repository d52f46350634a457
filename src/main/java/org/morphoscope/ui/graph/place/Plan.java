package org.morphoscope.ui.graph.place;

import java.util.List;

/**
 * Where everything lies, in world coordinates from (0, 0).
 *
 * @param nodes upper left corner of every node as x, y
 * @param edges a polyline for every edge as x0, y0, x1, y1, ...
 * @param blocks areas of the nodes that belong together, such as the two ways of a residual block
 * @param rows areas of the rows; a single one where all of it fits beside each other
 * @param width of everything
 * @param height of everything
 */
public record Plan(
    List<double[]> nodes,
    List<double[]> edges,
    List<Area> blocks,
    List<Area> rows,
    double width,
    double height) {

  /**
   * Copies the lists.
   *
   * @param nodes upper left corner of every node as x, y
   * @param edges a polyline for every edge as x0, y0, x1, y1, ...
   * @param blocks areas of the nodes that belong together
   * @param rows areas of the rows
   * @param width of everything
   * @param height of everything
   */
  public Plan {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    blocks = List.copyOf(blocks);
    rows = List.copyOf(rows);
  }
}
