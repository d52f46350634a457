package org.morphoscope.ui.graph.place;

import java.util.List;
import org.morphoscope.net.Cuts;

/**
 * Nodes of a net in an order in which everything reads from before, and what reads what.
 *
 * @param sizes of the nodes
 * @param edges from and to, by number
 */
public record Wiring(List<Size> sizes, List<Cuts.Edge> edges) {

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
}
