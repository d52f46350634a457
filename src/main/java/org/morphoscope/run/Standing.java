package org.morphoscope.run;

import java.util.Optional;

/**
 * Where a recorded run stands, to go on from there.
 *
 * @param state at the end of the last complete round, before its tail
 * @param before the round before it; empty in round 0
 * @param tail the summary of its tail when that is complete too
 */
public record Standing(
    RoundState state, Optional<RoundSummary> before, Optional<RoundSummary> tail) {

  /**
   * {@return the end of a round, of which nothing else matters}
   *
   * @param state at the end of the last complete round, before its tail
   */
  public static Standing at(RoundState state) {
    return new Standing(state, Optional.empty(), Optional.empty());
  }
}
