package org.morphoscope.selection;

import java.util.HashSet;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;

/**
 * The order of candidates in every array: the split of every unit, group by group, then the prune
 * of every unit in the same order, then the new neurons of every group.
 */
public final class Candidates {
  private final int[] widths;
  private final int units;
  private final int newPerGroup;

  /**
   * @param newPerGroup new neurons of each group, 0 when they are not considered
   */
  public Candidates(NetworkSpec spec, int newPerGroup) {
    this.widths = spec.widths();
    this.units = spec.unitCount();
    this.newPerGroup = newPerGroup;
  }

  /** Splits and prunes only. */
  public Candidates(NetworkSpec spec) {
    this(spec, 0);
  }

  /** Number of units C. */
  public int units() {
    return units;
  }

  /** New neurons of each group. */
  public int newPerGroup() {
    return newPerGroup;
  }

  /** {@code 2 C} and the new neurons. */
  public int size() {
    return 2 * units + places() - units;
  }

  /** Places that take one morphism each: the units, then the new neurons. */
  public int places() {
    return units + widths.length * newPerGroup;
  }

  public MorphKind kind(int index) {
    if (index < units) {
      return MorphKind.SPLIT;
    }
    return index < 2 * units ? MorphKind.PRUNE : MorphKind.NEW_NEURON;
  }

  /** Place of a candidate: a unit's split and prune share theirs. */
  public int place(int index) {
    return index < units ? index : index - units;
  }

  /** Group and channel; a new neuron's channel counts on behind the group's last. */
  public UnitId unit(int index) {
    int place = place(index);
    if (place >= units) {
      int group = (place - units) / newPerGroup;
      return new UnitId(group, widths[group] + (place - units) % newPerGroup);
    }
    int group = 0;
    while (place >= widths[group]) {
      place -= widths[group++];
    }
    return new UnitId(group, place);
  }

  /** All candidates of these groups. */
  public Set<Integer> of(Set<Integer> groups) {
    Set<Integer> found = new HashSet<>();
    if (!groups.isEmpty()) {
      for (int c = 0; c < size(); c++) {
        if (groups.contains(unit(c).group())) {
          found.add(c);
        }
      }
    }
    return found;
  }

  public int index(MorphKind kind, UnitId unit) {
    if (kind == MorphKind.NEW_NEURON) {
      return 2 * units + unit.group() * newPerGroup + unit.channel() - widths[unit.group()];
    }
    int index = kind == MorphKind.SPLIT ? 0 : units;
    for (int group = 0; group < unit.group(); group++) {
      index += widths[group];
    }
    return index + unit.channel();
  }
}
