package org.morphoscope.ui.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.GramRow;

/**
 * The proposal that candidates are explained by, with the set as it stands.
 *
 * @param proposal with its joint model, or the outline that is to be fetched
 * @param attempt how many proposals of the same round came before it
 * @param set candidates in the set
 * @param lambda at which it was chosen
 * @param otherShare share of the other resource in what lambda multiplies, 0 to 1
 * @param measured what the set brought, once known
 * @param rows what was fetched of a joint model that is elsewhere, by candidate
 */
public record WhySource(
    Proposal proposal,
    int attempt,
    List<Integer> set,
    double lambda,
    double otherShare,
    Optional<GrowthEvent.Measured> measured,
    Map<Integer, GramRow> rows) {
  /**
   * Copies the collections.
   *
   * @param proposal with its joint model, or the outline that is to be fetched
   * @param attempt how many proposals of the same round came before it
   * @param set candidates in the set
   * @param lambda at which it was chosen
   * @param otherShare share of the other resource in what lambda multiplies, 0 to 1
   * @param measured what the set brought, once known
   * @param rows what was fetched of a joint model that is elsewhere, by candidate
   */
  public WhySource {
    set = List.copyOf(set);
    rows = Map.copyOf(rows);
  }

  /**
   * {@return the decision under way}
   *
   * @param whatIf the proposal with the person's marks
   * @param attempt how many proposals of the same round came before it
   */
  public static WhySource of(WhatIf whatIf, int attempt) {
    return new WhySource(
        whatIf.proposal(),
        attempt,
        whatIf.current().selected(),
        whatIf.current().lambda(),
        whatIf.otherShare(),
        Optional.empty(),
        Map.of());
  }

  /**
   * {@return a round whose set was proposed; empty before that}
   *
   * @param record of a round, as far as it has come
   * @param otherShare share of the other resource in what lambda multiplies, 0 to 1
   */
  public static Optional<WhySource> of(RoundRecord record, double otherShare) {
    List<GrowthEvent.Measured> measured = record.measured();
    return record
        .proposal()
        .map(
            proposal ->
                new WhySource(
                    proposal,
                    record.attempt(),
                    record.taken().map(Decision::apply).orElse(proposal.selected()),
                    proposal.lambda(),
                    otherShare,
                    measured.isEmpty()
                        ? Optional.empty()
                        : Optional.of(measured.get(measured.size() - 1)),
                    Map.of()));
  }

  /**
   * {@return the same with the joint model, which was fetched}
   *
   * @param fetched the same proposal with its joint model
   */
  public WhySource with(Proposal fetched) {
    return new WhySource(fetched, attempt, set, lambda, otherShare, measured, rows);
  }

  /**
   * {@return the same with what the joint model says of a candidate, which was fetched}
   *
   * @param candidate index in the proposal's list
   * @param row of the Gram matrix
   */
  public WhySource with(int candidate, GramRow row) {
    Map<Integer, GramRow> known = new HashMap<>(rows);
    known.put(candidate, row);
    return new WhySource(proposal, attempt, set, lambda, otherShare, measured, known);
  }

  /**
   * {@return whether the other explains the same set; the joint model may have been fetched for
   * one}
   *
   * @param other what is to be compared
   */
  public boolean sameAs(WhySource other) {
    return proposal.round() == other.proposal.round()
        && attempt == other.attempt
        && proposal.predictedDelta() == other.proposal.predictedDelta()
        && set.equals(other.set)
        && lambda == other.lambda
        && otherShare == other.otherShare
        && measured.equals(other.measured)
        && (proposal.hasModel() || !other.proposal.hasModel());
  }

  /**
   * {@return whether {@link #explain} can answer; else the proposal has to be fetched first, or
   * what its joint model says of the candidate}
   *
   * @param key name of the candidate
   */
  public boolean knows(CandidateKey key) {
    return proposal.hasModel() || find(key).map(Candidate::index).filter(this::lacks).isEmpty();
  }

  private boolean lacks(int candidate) {
    return !rows.containsKey(candidate);
  }

  /**
   * {@return the candidate of that name; empty when the proposal has none}
   *
   * @param key name of the candidate
   */
  public Optional<Candidate> find(CandidateKey key) {
    return proposal.candidates().stream()
        .filter(c -> c.kind() == key.kind() && c.unit().equals(key.unit()))
        .findFirst();
  }

  /**
   * {@return the reasons for this candidate; empty when the proposal has none of that name}
   *
   * @param key name of the candidate
   */
  public Optional<Explanation> explain(CandidateKey key) {
    return find(key).map(c -> Explanation.of(this, row(c.index()), c.index()));
  }

  private GramRow row(int candidate) {
    return proposal.hasModel() ? proposal.model().row(candidate) : rows.get(candidate);
  }

  /**
   * {@return the name of a candidate in words}
   *
   * @param key name of the candidate
   */
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
