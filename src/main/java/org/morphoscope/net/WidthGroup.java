package org.morphoscope.net;

import java.util.List;

/**
 * Layers that have one number of channels for a reason: a producer with the depthwise convolutions
 * and sums behind it, and every other producer that a sum ties to it. Their channels with the same
 * index are one unit: split, pruned and added together. In a plain chain every layer is a group of
 * its own.
 *
 * @param index position among the net's groups, from 0, in the order of their first producers
 * @param width number of channels
 * @param producers layers that make the channels, in order
 * @param members all layers of the group in order, the producers among them
 * @param sites members whose z a producer of any group (or the head) reads: where a change of the
 *     channel meets weights
 */
public record WidthGroup(
    int index, int width, List<Integer> producers, List<Integer> members, List<Integer> sites) {
  /**
   * Copies the lists.
   *
   * @param index position among the net's groups, from 0, in the order of their first producers
   * @param width number of channels
   * @param producers layers that make the channels, in order
   * @param members all layers of the group in order, the producers among them
   * @param sites members whose z a producer of any group (or the head) reads
   */
  public WidthGroup {
    producers = List.copyOf(producers);
    members = List.copyOf(members);
    sites = List.copyOf(sites);
  }

  /** {@return the first producer, which gives the group its name} */
  public int first() {
    return producers.get(0);
  }

  /** {@return whether the group is one layer alone, as in a plain chain} */
  public boolean single() {
    return members.size() == 1;
  }
}
