package org.morphoscope.growth;

import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundSummary.Outcome;

/**
 * What came of the growing part of a round; gains are {@code -dL} of the set that stayed, 0 when
 * none did.
 *
 * @param lambda at which the set was chosen
 * @param resourceChange of the run's resource
 * @param heldOutGain NaN without held-out images
 */
record GrowthResult(
    Outcome outcome,
    int splits,
    int prunes,
    int newNeurons,
    double lambda,
    long resourceChange,
    double predictedGain,
    double measuredGain,
    double heldOutGain) {
  static GrowthResult none(Outcome outcome, Proposal proposal) {
    return new GrowthResult(outcome, 0, 0, 0, proposal.lambda(), 0, 0, 0, 0);
  }
}
