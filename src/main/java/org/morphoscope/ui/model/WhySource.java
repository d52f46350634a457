package org.morphoscope.ui.model;

import java.util.List;
import java.util.Optional;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;

/**
 * The proposal that candidates are explained by, with the set as it stands.
 *
 * @param proposal scores, slopes and the Gram matrix
 * @param set candidates in the set
 * @param lambda at which it was chosen
 * @param measured what the set brought, once known
 */
public record WhySource(
    Proposal proposal, List<Integer> set, double lambda, Optional<GrowthEvent.Measured> measured) {
  public WhySource {
    set = List.copyOf(set);
  }

  /** The decision under way. */
  public static WhySource of(WhatIf whatIf) {
    return new WhySource(
        whatIf.proposal(),
        whatIf.current().selected(),
        whatIf.current().lambda(),
        Optional.empty());
  }

  /** A round whose set was proposed; empty before that. */
  public static Optional<WhySource> of(RoundRecord record) {
    List<GrowthEvent.Measured> measured = record.measured();
    return record
        .proposal()
        .map(
            proposal ->
                new WhySource(
                    proposal,
                    record.decision().map(Decision::apply).orElse(proposal.selected()),
                    proposal.lambda(),
                    measured.isEmpty()
                        ? Optional.empty()
                        : Optional.of(measured.get(measured.size() - 1))));
  }

  /** Why this candidate; empty when the proposal has none of that name. */
  public Optional<Explanation> explain(CandidateKey key) {
    return proposal.candidates().stream()
        .filter(c -> c.kind() == key.kind() && c.unit().equals(key.unit()))
        .findFirst()
        .map(c -> Explanation.of(proposal, set, lambda, c.index(), measured));
  }

  /** Name of a candidate in words. */
  public String name(CandidateKey key) {
    int group = key.unit().group();
    int width = proposal.architecture().channels().get(group).size();
    String layer =
        proposal
            .architecture()
            .spec()
            .layer(proposal.architecture().spec().group(group).first())
            .id();
    return switch (key.kind()) {
      case SPLIT -> "split of " + layer + " ch. " + key.unit().channel();
      case PRUNE -> "prune of " + layer + " ch. " + key.unit().channel();
      case NEW_NEURON -> "new neuron #" + (key.unit().channel() - width) + " of " + layer;
    };
  }
}
