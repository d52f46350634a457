package org.morphoscope.net;

/**
 * Channel {@code channel} of the {@link WidthGroup} {@code group}, both counted from 0. In a plain
 * chain the group is the layer; a channel of tied layers is one unit. New neurons are counted on
 * behind the group's last channel.
 *
 * @param group index of the width group
 * @param channel index within the group
 */
public record UnitId(int group, int channel) implements Comparable<UnitId> {
  /**
   * Checks that neither is negative.
   *
   * @param group index of the width group
   * @param channel index within the group
   */
  public UnitId {
    if (group < 0 || channel < 0) {
      throw new IllegalArgumentException("group and channel are counted from 0");
    }
  }

  @Override
  public int compareTo(UnitId other) {
    return group != other.group
        ? Integer.compare(group, other.group)
        : Integer.compare(channel, other.channel);
  }
}
