package org.morphoscope.score;

import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;

/**
 * The order of candidates in every array: the split of every unit, layer by layer, then the prune
 * of every unit in the same order.
 */
public final class Candidates {
  private final int[] widths;
  private final int units;

  public Candidates(NetworkSpec spec) {
    this.widths = spec.widths();
    this.units = spec.unitCount();
  }

  /** Number of units C; there are 2 C candidates. */
  public int units() {
    return units;
  }

  public int size() {
    return 2 * units;
  }

  public MorphKind kind(int index) {
    return index < units ? MorphKind.SPLIT : MorphKind.PRUNE;
  }

  /** Position of the unit among all units. */
  public int unitIndex(int index) {
    return index < units ? index : index - units;
  }

  public UnitId unit(int index) {
    int channel = unitIndex(index);
    int layer = 0;
    while (channel >= widths[layer]) {
      channel -= widths[layer++];
    }
    return new UnitId(layer, channel);
  }

  public int index(MorphKind kind, UnitId unit) {
    int index = kind == MorphKind.SPLIT ? 0 : units;
    for (int layer = 0; layer < unit.layer(); layer++) {
      index += widths[layer];
    }
    return index + unit.channel();
  }
}
