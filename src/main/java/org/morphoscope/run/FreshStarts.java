package org.morphoscope.run;

import java.util.List;

/** What an engine lets begin anew: the channels that a set added, or a whole net. */
public interface FreshStarts {
  /**
   * Lets what a set added begin anew, after {@link GrowthEngine#apply} with the same set: random
   * incoming weights, outgoing weights 0, no optimiser memory. A channel that was split goes on as
   * it was in the first child's place, beside a fresh one. Widths and the channels' order stay;
   * where nothing was pruned, the net computes what the scored net does. Listener units: images.
   *
   * @param candidates the set that was applied, as indices of candidates
   * @param listener told after every batch on the engine's thread; may stop the run by throwing
   * @throws GrowthEngine.RunStoppedException when the listener says so
   */
  void startFresh(List<Integer> candidates, GrowthEngine.BatchListener listener)
      throws GrowthEngine.RunStoppedException;

  /**
   * Draws every weight of the net as it is anew, as for a seed net; the optimiser remembers
   * nothing.
   *
   * @param round number of the round, for the draw
   */
  default void startOver(int round) {
    throw new UnsupportedOperationException("no weights to draw in round " + round);
  }
}
