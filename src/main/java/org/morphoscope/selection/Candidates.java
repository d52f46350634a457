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
   * @param spec the net that was scored
   * @param newPerGroup new neurons of each group, 0 when they are not considered
   */
  public Candidates(NetworkSpec spec, int newPerGroup) {
    this.widths = spec.widths();
    this.units = spec.unitCount();
    this.newPerGroup = newPerGroup;
  }

  /**
   * Splits and prunes only.
   *
   * @param spec the net that was scored
   */
  public Candidates(NetworkSpec spec) {
    this(spec, 0);
  }

  /** {@return the number of units C} */
  public int units() {
    return units;
  }

  /** {@return the number of new neurons of each group} */
  public int newPerGroup() {
    return newPerGroup;
  }

  /** {@return the number of candidates: {@code 2 C} and the new neurons} */
  public int size() {
    return 2 * units + places() - units;
  }

  /** {@return the number of places that take one morphism each: the units, then the new neurons} */
  public int places() {
    return units + widths.length * newPerGroup;
  }

  /**
   * {@return the morphism that a candidate is}
   *
   * @param index position in the order of candidates, 0 to {@link #size} - 1
   */
  public MorphKind kind(int index) {
    if (index < units) {
      return MorphKind.SPLIT;
    }
    return index < 2 * units ? MorphKind.PRUNE : MorphKind.NEW_NEURON;
  }

  /**
   * {@return the place of a candidate: a unit's split and prune share theirs}
   *
   * @param index position in the order of candidates, 0 to {@link #size} - 1
   */
  public int place(int index) {
    return index < units ? index : index - units;
  }

  /**
   * {@return the other candidate of a unit: the prune of a split, the split of a prune; -1 for a
   * new neuron}
   *
   * @param index position in the order of candidates, 0 to {@link #size} - 1
   */
  public int sibling(int index) {
    return index < units ? index + units : index < 2 * units ? index - units : -1;
  }

  /**
   * {@return the group and channel of a candidate; a new neuron's channel counts on behind the
   * group's last}
   *
   * @param index position in the order of candidates, 0 to {@link #size} - 1
   */
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

  /**
   * {@return all candidates of these groups}
   *
   * @param groups indices of width groups; empty gives none
   */
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

  /**
   * {@return the position of a candidate in every array}
   *
   * @param kind split, prune or new neuron
   * @param unit a unit of the net; for a new neuron its channel counts on behind the group's last
   */
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
