package org.morphoscope.run;

import java.util.List;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;

/**
 * One morphism that was applied.
 *
 * @param kind split, prune or new neuron
 * @param unit the channel; that of a new neuron counts on behind the group's last
 * @param channelId identity of the channel, -1 for a new neuron
 * @param children identities of the channels that came of it: two for a split, one for a new
 *     neuron, none for a prune
 */
public record AppliedMorphism(MorphKind kind, UnitId unit, int channelId, List<Integer> children) {
  /**
   * Copies the list.
   *
   * @param kind split, prune or new neuron
   * @param unit the channel; that of a new neuron counts on behind the group's last
   * @param channelId identity of the channel, -1 for a new neuron
   * @param children identities of the channels that came of it
   */
  public AppliedMorphism {
    children = List.copyOf(children);
  }
}
