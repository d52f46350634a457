package org.morphoscope.run;

import java.util.List;
import java.util.Set;

/**
 * Everything the next round depends on, at the end of a round.
 *
 * @param round the finished round
 * @param snapshot weights, running statistics and optimiser
 * @param channels identities, as in {@link Architecture}
 * @param nextChannelId the first identity that was never given
 * @param summary what came of the round
 * @param locked width groups that were locked
 */
public record RoundState(
    int round,
    GrowthEngine.Snapshot snapshot,
    List<List<ChannelInfo>> channels,
    int nextChannelId,
    RoundSummary summary,
    Set<Integer> locked) {
  /**
   * Copies the collections.
   *
   * @param round the finished round
   * @param snapshot weights, running statistics and optimiser
   * @param channels identities, as in {@link Architecture}
   * @param nextChannelId the first identity that was never given
   * @param summary what came of the round
   * @param locked width groups that were locked
   */
  public RoundState {
    locked = Set.copyOf(locked);
    channels = channels.stream().map(List::copyOf).toList();
  }

  /**
   * {@return whether this is a state that the run ended or branched with, behind the tail of its
   * round}
   */
  public boolean afterTail() {
    return summary.tail().isPresent();
  }

  /**
   * {@return the same state with other locks}
   *
   * @param groups indices of width groups; copied
   */
  public RoundState withLocked(Set<Integer> groups) {
    return new RoundState(round, snapshot, channels, nextChannelId, summary, groups);
  }
}
