package org.morphoscope.history;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;

/**
 * What was proposed in a round and what was taken, without the joint model.
 *
 * @param round the round
 * @param scored the net that was scored
 * @param candidates all candidates
 * @param proposed indices that the engine chose
 * @param taken indices that were applied
 * @param lambda loss per parameter
 * @param predictedDelta of the proposed set
 * @param parameterChange of the proposed set
 * @param samples images scored
 */
public record Choice(
    int round,
    Architecture scored,
    List<Candidate> candidates,
    List<Integer> proposed,
    List<Integer> taken,
    double lambda,
    double predictedDelta,
    long parameterChange,
    long samples) {
  /**
   * Copies the lists.
   *
   * @param round the round
   * @param scored the net that was scored
   * @param candidates all candidates
   * @param proposed indices that the engine chose
   * @param taken indices that were applied
   * @param lambda loss per parameter
   * @param predictedDelta of the proposed set
   * @param parameterChange of the proposed set
   * @param samples images scored
   */
  public Choice {
    candidates = List.copyOf(candidates);
    proposed = List.copyOf(proposed);
    taken = List.copyOf(taken);
  }

  /** What a round proposed and chose; empty when nothing was proposed. */
  static Optional<Choice> of(RoundRecord record) {
    return record.proposal().map(proposal -> of(proposal, record.taken()));
  }

  private static Choice of(Proposal proposal, Optional<Decision> decision) {
    return new Choice(
        proposal.round(),
        proposal.architecture(),
        proposal.candidates(),
        proposal.selected(),
        decision.map(Decision::apply).orElse(proposal.selected()),
        proposal.lambda(),
        proposal.predictedDelta(),
        proposal.parameterChange(),
        proposal.samples());
  }

  /** {@return indices that were applied} */
  public Set<Integer> takenSet() {
    return new HashSet<>(taken);
  }

  /** {@return the kinds of which candidates have a score, in their own order} */
  public List<MorphKind> kinds() {
    Set<MorphKind> found =
        candidates.stream()
            .filter(candidate -> Double.isFinite(candidate.delta()))
            .map(Candidate::kind)
            .collect(Collectors.toSet());
    return List.of(MorphKind.values()).stream().filter(found::contains).toList();
  }

  /**
   * {@return candidates of a kind that have a score}
   *
   * @param kind split, prune or new neuron
   */
  public List<Candidate> of(MorphKind kind) {
    return candidates.stream()
        .filter(candidate -> candidate.kind() == kind && Double.isFinite(candidate.delta()))
        .toList();
  }
}
