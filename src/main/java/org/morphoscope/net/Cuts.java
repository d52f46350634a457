package org.morphoscope.net;

import java.util.ArrayList;
import java.util.List;

/** Where a net can be cut so that one step hands on everything. */
public final class Cuts {
  private Cuts() {}

  /**
   * That a step reads another.
   *
   * @param from number of the step that is read
   * @param to number of the reader, above {@code from}
   */
  public record Edge(int from, int to) {}

  /**
   * {@return the parts between the cuts in order, each as the numbers of its first and last step: a
   * residual block is a part, and in a chain every step is}
   *
   * @param count number of steps
   * @param edges what reads what, in an order in which everything reads from before
   */
  public static List<int[]> parts(int count, List<Edge> edges) {
    // the earliest step that something behind a step still reads
    int[] earliest = new int[count];
    for (int step = 0; step < count; step++) {
      earliest[step] = step;
    }
    for (Edge edge : edges) {
      for (int step = edge.from(); step < edge.to(); step++) {
        earliest[step] = Math.min(earliest[step], edge.from());
      }
    }
    List<int[]> parts = new ArrayList<>();
    int first = 0;
    for (int step = 0; step < count; step++) {
      if (earliest[step] == step) {
        parts.add(new int[] {first, step});
        first = step + 1;
      }
    }
    return parts;
  }

  /**
   * {@return what reads what in a net, where step 0 is the input, step n + 1 layer n, and the last
   * one the head}
   *
   * @param spec the net
   */
  public static List<Edge> edges(NetworkSpec spec) {
    List<Edge> edges = new ArrayList<>();
    List<Layer> readers = new ArrayList<>(spec.layers());
    readers.add(spec.head());
    for (Layer reader : readers) {
      for (int input : reader.inputs()) {
        edges.add(new Edge(input + 1, reader.index() + 1));
      }
    }
    return edges;
  }
}
