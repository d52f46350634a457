package org.morphoscope.net;

/**
 * Channel {@code channel} of the {@link WidthGroup} {@code layer}, both counted from 0. In a plain
 * chain the group is the layer; a channel of tied layers is one unit. New neurons are counted on
 * behind the group's last channel.
 */
public record UnitId(int layer, int channel) implements Comparable<UnitId> {
  public UnitId {
    if (layer < 0 || channel < 0) {
      throw new IllegalArgumentException("layer and channel are counted from 0");
    }
  }

  @Override
  public int compareTo(UnitId other) {
    return layer != other.layer
        ? Integer.compare(layer, other.layer)
        : Integer.compare(channel, other.channel);
  }
}
