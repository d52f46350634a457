package org.morphoscope.growth;

import java.util.List;

/**
 * What the engine would do in a round, with everything needed to reconsider it: {@code score}'s
 * {@code JointModel} of {@link #slope} and {@link #gram} predicts any other set.
 *
 * @param round the round
 * @param architecture the net that was scored
 * @param candidates all candidates, ordered by {@link Candidate#index}
 * @param slope {@code a}: mean first-order change per candidate
 * @param gram {@code G}, row-major, candidates x candidates
 * @param lambda loss per parameter at which the selection was made
 * @param targetParameters parameters the net may have after this round
 * @param selected indices of the chosen candidates in the order taken
 * @param predictedDelta joint prediction {@code a'm + m'Gm / 2} of the chosen set
 * @param parameterChange exact change of parameters by the chosen set
 * @param samples number of images scored
 */
public record Proposal(
    int round,
    Architecture architecture,
    List<Candidate> candidates,
    double[] slope,
    double[] gram,
    double lambda,
    long targetParameters,
    List<Integer> selected,
    double predictedDelta,
    long parameterChange,
    long samples) {
  public Proposal {
    candidates = List.copyOf(candidates);
    selected = List.copyOf(selected);
  }
}
