package org.morphoscope.morph;

import java.util.List;
import org.morphoscope.compute.LayerWeights;

/**
 * Candidates for new channels: as many for every group of the net.
 *
 * @param perGroup number M of candidates of each group, 0 for none
 * @param incoming per layer of a group, the M channels' own numbers: filters {@code [M, I, k, k]},
 *     BatchNorm, bias; null for a layer of no group
 * @param outgoing per layer and, last, for the head: the weights {@code [O, M, k, k]} with which it
 *     reads the candidates of the group that it reads; empty where it reads none
 */
public record NewNeurons(int perGroup, List<LayerWeights> incoming, List<double[]> outgoing) {
  /**
   * Copies the lists.
   *
   * @param perGroup number M of candidates of each group, 0 for none
   * @param incoming per layer of a group, the M channels' own numbers
   * @param outgoing per layer and, last, for the head
   */
  public NewNeurons {
    // layers outside of any group have no entry, so that List.copyOf would refuse
    incoming = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(incoming));
    outgoing = List.copyOf(outgoing);
  }

  /** {@return no candidates} */
  public static NewNeurons none() {
    return new NewNeurons(0, List.of(), List.of());
  }

  /**
   * {@return the same channels with other outgoing weights}
   *
   * @param changed in the shapes of {@link #outgoing}
   */
  public NewNeurons withOutgoing(List<double[]> changed) {
    return new NewNeurons(perGroup, incoming, changed);
  }
}
