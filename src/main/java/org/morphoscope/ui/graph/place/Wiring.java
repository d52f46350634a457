package org.morphoscope.ui.graph.place;

import java.util.ArrayList;
import java.util.List;

/**
 * Nodes of a net in an order in which everything reads from before, and what reads what.
 *
 * @param sizes of the nodes
 * @param edges from and to, by number
 */
public record Wiring(List<Size> sizes, List<Edge> edges) {

  /**
   * That a node reads another.
   *
   * @param from number of the node that is read
   * @param to number of the reader, above {@code from}
   */
  public record Edge(int from, int to) {}

  /**
   * Copies the lists.
   *
   * @param sizes of the nodes
   * @param edges from and to, by number
   */
  public Wiring {
    sizes = List.copyOf(sizes);
    edges = List.copyOf(edges);
  }

  /**
   * {@return the parts between which one node hands on everything, as first and last number; a part
   * of one node stands in a chain}
   */
  public List<int[]> parts() {
    int count = sizes.size();
    // the earliest node that something behind a node still reads
    int[] earliest = new int[count];
    for (int node = 0; node < count; node++) {
      earliest[node] = node;
    }
    for (Edge edge : edges) {
      for (int node = edge.from(); node < edge.to(); node++) {
        earliest[node] = Math.min(earliest[node], edge.from());
      }
    }
    List<int[]> parts = new ArrayList<>();
    int first = 0;
    for (int node = 0; node < count; node++) {
      if (earliest[node] == node) {
        parts.add(new int[] {first, node});
        first = node + 1;
      }
    }
    return parts;
  }
}
