package org.morphoscope.run.config;

import static org.morphoscope.run.config.Ranges.require;

import java.util.List;

/**
 * Which rounds get a tail of their own. The last round always does.
 *
 * @param all every round
 * @param sizes amounts of the run's resource: the first round whose net has at least so much
 */
public record TailAt(boolean all, List<Long> sizes) {
  /** The last round only. */
  public static final TailAt LAST = new TailAt(false, List.of());

  /** Every round. */
  public static final TailAt ALL = new TailAt(true, List.of());

  /**
   * Sorts the sizes and checks that they are above 0 and not given together with all rounds.
   *
   * @param all every round
   * @param sizes amounts of the run's resource: the first round whose net has at least so much
   */
  public TailAt {
    sizes = sizes.stream().sorted().toList();
    require(sizes.isEmpty() || !all && sizes.get(0) > 0, "sizes of tails", "above 0", sizes);
  }

  /**
   * {@return whether a round that is not the last gets a tail}
   *
   * @param before of the resource at the end of the round before; 0 in round 0
   * @param now at the end of the round
   */
  public boolean contains(long before, long now) {
    return all || sizes.stream().anyMatch(size -> before < size && size <= now);
  }
}
