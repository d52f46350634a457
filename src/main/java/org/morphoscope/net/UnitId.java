package org.morphoscope.net;

/** Output channel {@code channel} of layer {@code layer}, both counted from 0. */
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
