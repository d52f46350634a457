package org.morphoscope.ui.graph.place;

import java.util.List;
import java.util.Map;

/**
 * A part of a net that is laid out, in coordinates of its own.
 *
 * @param first number of its first node
 * @param last number of its last node, whose output goes on
 * @param size of all of it
 * @param nodes upper left corners as x, y
 * @param edges polylines within it by the number of the edge; those from the node before begin at
 *     the entry
 * @param entry height at which what comes from the node before enters, at the left edge
 * @param exitX right edge of the last node
 * @param exit height at which the last node hands on
 */
record Part(
    int first,
    int last,
    Size size,
    List<double[]> nodes,
    Map<Integer, double[]> edges,
    double entry,
    double exitX,
    double exit) {

  /** A part of one node. */
  static Part single(int node, Size size, Map<Integer, double[]> edges) {
    double middle = size.height() / 2;
    return new Part(
        node, node, size, List.of(new double[] {0, 0}), edges, middle, size.width(), middle);
  }

  /** Whether several nodes stand beside or behind each other in it. */
  boolean block() {
    return last > first;
  }
}
