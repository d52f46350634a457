package org.morphoscope.morph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.morphoscope.net.MorphKind;

/**
 * Where the channels of a grown layer come from. The children of a split stand next to each other,
 * the one with {@code + theta} first.
 *
 * @param parents for each new channel, its parent's index in the old layer
 * @param signs for each new channel, +1 or -1 for a child of a split, 0 for an untouched channel
 * @param pruned old channels that are gone
 */
public record ChannelMap(int[] parents, int[] signs, List<Integer> pruned) {
  public ChannelMap {
    pruned = List.copyOf(pruned);
  }

  /** Number of channels of the grown layer. */
  public int width() {
    return parents.length;
  }

  /** Factor on the outgoing weights of a new channel. */
  double outgoing(int channel) {
    return signs[channel] == 0 ? 1 : 0.5;
  }

  static ChannelMap of(int width, Map<Integer, MorphKind> changes) {
    List<int[]> made = new ArrayList<>();
    List<Integer> pruned = new ArrayList<>();
    for (int c = 0; c < width; c++) {
      MorphKind change = changes.get(c);
      if (change == null) {
        made.add(new int[] {c, 0});
      } else if (change == MorphKind.SPLIT) {
        made.add(new int[] {c, 1});
        made.add(new int[] {c, -1});
      } else {
        pruned.add(c);
      }
    }
    return new ChannelMap(
        made.stream().mapToInt(m -> m[0]).toArray(),
        made.stream().mapToInt(m -> m[1]).toArray(),
        pruned);
  }
}
