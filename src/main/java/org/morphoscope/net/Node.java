package org.morphoscope.net;

import java.util.List;
import java.util.Objects;

/**
 * One node of the graph.
 *
 * @param id unique name
 * @param op what it computes
 * @param inputs ids of the nodes it reads, all earlier in the list
 */
public record Node(String id, Op op, List<String> inputs) {
  /**
   * Checks that nothing is null and copies the list.
   *
   * @param id unique name
   * @param op what it computes
   * @param inputs ids of the nodes it reads, all earlier in the list
   */
  public Node {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(op, "op");
    inputs = List.copyOf(inputs);
  }
}
