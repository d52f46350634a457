package org.morphoscope.morph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.morphoscope.net.MorphKind;

/**
 * Where the channels of a grown group come from. The children of a split stand next to each other,
 * the one with {@code + theta} first; new neurons stand at the end.
 *
 * @param parents for each new channel, its parent's index in the old group, -1 for a new neuron
 * @param signs for each new channel, +1 or -1 for a child of a split, 0 for any other
 * @param newNeurons for each new channel, its index among the group's candidates for new neurons,
 *     -1 for any other
 * @param pruned old channels that are gone
 */
public record ChannelMap(int[] parents, int[] signs, int[] newNeurons, List<Integer> pruned) {
  /**
   * Copies the list.
   *
   * @param parents for each new channel, its parent's index in the old group, -1 for a new neuron
   * @param signs for each new channel, +1 or -1 for a child of a split, 0 for any other
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
    return signs[channel] == 0 ? 1 : 0.5;
  }

  /** Channels that stay as they are. */
  static ChannelMap identity(int width) {
    return of(width, Map.of());
  }

  /**
   * @param changes by channel; a new neuron's channel counts on behind the last
   */
  static ChannelMap of(int width, Map<Integer, MorphKind> changes) {
    List<int[]> made = new ArrayList<>();
    List<Integer> pruned = new ArrayList<>();
    for (int c = 0; c < width; c++) {
      MorphKind change = changes.get(c);
      if (change == null) {
        made.add(new int[] {c, 0, -1});
      } else if (change == MorphKind.SPLIT) {
        made.add(new int[] {c, 1, -1});
        made.add(new int[] {c, -1, -1});
      } else {
        pruned.add(c);
      }
    }
    changes.keySet().stream()
        .filter(c -> c >= width)
        .sorted()
        .forEach(c -> made.add(new int[] {-1, 0, c - width}));
    return new ChannelMap(column(made, 0), column(made, 1), column(made, 2), pruned);
  }

  /**
   * The same channels, with fresh ones in place of everything that is added: behind a channel that
   * is split, which stays as it was, and at the end. Fresh ones count through.
   */
  static ChannelMap fresh(int width, Map<Integer, MorphKind> changes) {
    List<int[]> made = new ArrayList<>();
    List<Integer> pruned = new ArrayList<>();
    int next = 0;
    for (int c = 0; c < width; c++) {
      MorphKind change = changes.get(c);
      if (change == MorphKind.PRUNE) {
        pruned.add(c);
        continue;
      }
      made.add(new int[] {c, 0, -1});
      if (change == MorphKind.SPLIT) {
        made.add(new int[] {-1, 0, next++});
      }
    }
    for (int c : changes.keySet()) {
      if (c >= width) {
        made.add(new int[] {-1, 0, next++});
      }
    }
    return new ChannelMap(column(made, 0), column(made, 1), column(made, 2), pruned);
  }

  private static int[] column(List<int[]> rows, int column) {
    return rows.stream().mapToInt(row -> row[column]).toArray();
  }
}
