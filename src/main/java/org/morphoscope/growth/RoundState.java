package org.morphoscope.growth;

import java.util.List;

/**
 * Everything the next round depends on, at the end of a round.
 *
 * @param round the finished round
 * @param snapshot weights, running statistics and optimiser
 * @param channels identities, as in {@link Architecture}
 * @param nextChannelId the first identity that was never given
 * @param summary what came of the round
 */
public record RoundState(
    int round,
    GrowthEngine.Snapshot snapshot,
    List<List<ChannelInfo>> channels,
    int nextChannelId,
    RoundSummary summary) {
  public RoundState {
    channels = channels.stream().map(List::copyOf).toList();
  }
}
