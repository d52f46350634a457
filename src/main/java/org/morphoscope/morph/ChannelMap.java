package org.morphoscope.morph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.net.MorphKind;

/**
 * Where the channels of a grown group come from. The children of a split stand next to each other,
 * the one with {@code + theta} first; new neurons stand at the end.
 *
 * @param parents for each new channel, its parent's index in the old group, -1 for a new neuron
 * @param signs for each new channel, what theta is multiplied by: +1 or -1 for a child of a split,
 *     1 or 2 for one of a signed split, 0 for any other
 * @param outgoing for each new channel, factor on its outgoing weights; of no meaning for a new
 *     neuron
 * @param newNeurons for each new channel, its index among the group's candidates for new neurons,
 *     -1 for any other
 * @param pruned old channels that are gone
 */
public record ChannelMap(
    int[] parents, int[] signs, double[] outgoing, int[] newNeurons, List<Integer> pruned) {
  /** Children of a split: w + theta and w - theta, half of the outgoing weights each. */
  private static final Child[] EVEN = {new Child(1, 0.5), new Child(-1, 0.5)};

  /**
   * Children of a signed split: w + theta and w + 2 theta, 2 V and - V; theta is half the offset.
   */
  private static final Child[] SIGNED = {new Child(1, 2), new Child(2, -1)};

  private record Child(int sign, double outgoing) {}

  /** Rows of the map while it is made. */
  private static final class Rows {
    private final List<int[]> whole = new ArrayList<>();
    private final List<Double> outgoing = new ArrayList<>();

    void add(int parent, int sign, double factor, int newNeuron) {
      whole.add(new int[] {parent, sign, newNeuron});
      outgoing.add(factor);
    }

    ChannelMap map(List<Integer> pruned) {
      return new ChannelMap(
          column(0),
          column(1),
          outgoing.stream().mapToDouble(Double::doubleValue).toArray(),
          column(2),
          pruned);
    }

    private int[] column(int column) {
      return whole.stream().mapToInt(row -> row[column]).toArray();
    }
  }

  /**
   * Copies the list.
   *
   * @param parents for each new channel, its parent's index in the old group, -1 for a new neuron
   * @param signs for each new channel, what theta is multiplied by
   * @param outgoing for each new channel, factor on its outgoing weights
   * @param newNeurons for each new channel, its index among the group's candidates for new neurons,
   *     -1 for any other
   * @param pruned old channels that are gone
   */
  public ChannelMap {
    pruned = List.copyOf(pruned);
  }

  /** {@return the number of channels of the grown group} */
  public int width() {
    return parents.length;
  }

  /** Whether a channel is a new neuron. */
  boolean isNew(int channel) {
    return newNeurons[channel] >= 0;
  }

  /** Factor on the outgoing weights of a channel that has a parent. */
  double outgoing(int channel) {
    return outgoing[channel];
  }

  /**
   * {@return the map of channels that stay as they are}
   *
   * @param width number of channels
   */
  public static ChannelMap identity(int width) {
    return of(width, Map.of(), Set.of());
  }

  /**
   * @param changes by channel; a new neuron's channel counts on behind the last
   * @param signed channels whose split is a signed one
   */
  static ChannelMap of(int width, Map<Integer, MorphKind> changes, Set<Integer> signed) {
    Rows made = new Rows();
    List<Integer> pruned = new ArrayList<>();
    for (int c = 0; c < width; c++) {
      MorphKind change = changes.get(c);
      if (change == null) {
        made.add(c, 0, 1, -1);
      } else if (change == MorphKind.SPLIT) {
        for (Child child : signed.contains(c) ? SIGNED : EVEN) {
          made.add(c, child.sign(), child.outgoing(), -1);
        }
      } else {
        pruned.add(c);
      }
    }
    changes.keySet().stream()
        .filter(c -> c >= width)
        .sorted()
        .forEach(c -> made.add(-1, 0, 1, c - width));
    return made.map(pruned);
  }

  /**
   * The same channels, with fresh ones in place of everything that is added: behind a channel that
   * is split, which stays as it was, and at the end. Fresh ones count through.
   */
  static ChannelMap fresh(int width, Map<Integer, MorphKind> changes) {
    Rows made = new Rows();
    List<Integer> pruned = new ArrayList<>();
    int next = 0;
    for (int c = 0; c < width; c++) {
      MorphKind change = changes.get(c);
      if (change == MorphKind.PRUNE) {
        pruned.add(c);
        continue;
      }
      made.add(c, 0, 1, -1);
      if (change == MorphKind.SPLIT) {
        made.add(-1, 0, 1, next++);
      }
    }
    for (int c : changes.keySet()) {
      if (c >= width) {
        made.add(-1, 0, 1, next++);
      }
    }
    return made.map(pruned);
  }
}
