package org.morphoscope.run;

import java.util.List;
import java.util.Optional;
import org.morphoscope.net.Resource;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.Evidence;
import org.morphoscope.selection.Gram;
import org.morphoscope.selection.JointModel;
import org.morphoscope.selection.Selector;

/**
 * What the engine would do in a round, with everything needed to reconsider it: {@code score}'s
 * {@code JointModel} of {@link #slope} and {@link #gram} predicts any other set.
 *
 * @param round the round
 * @param architecture the net that was scored
 * @param candidates all candidates, ordered by {@link Candidate#index}
 * @param newPerGroup candidates for new neurons of each group
 * @param slope {@code a}: mean first-order change per candidate; empty without the joint model
 * @param gram {@code G}; of no candidates without the joint model
 * @param resource what lambda and the round's limit are about
 * @param lambda loss per unit of the resource at which the selection was made
 * @param target amount of the resource that the net may have after this round
 * @param selected indices of the chosen candidates in the order taken
 * @param predictedDelta joint prediction {@code a'm + m'Gm / 2} of the chosen set
 * @param resourceChange exact change of the resource by the chosen set
 * @param parameterChange exact change of parameters by the chosen set
 * @param samples number of images scored
 * @param locked width groups whose candidates were left out because a person locked them
 * @param evidence how each candidate's change is spread over the images, by candidate; empty in
 *     runs recorded before it was kept
 */
public record Proposal(
    int round,
    Architecture architecture,
    List<Candidate> candidates,
    int newPerGroup,
    double[] slope,
    Gram gram,
    Resource resource,
    double lambda,
    long target,
    List<Integer> selected,
    double predictedDelta,
    long resourceChange,
    long parameterChange,
    long samples,
    List<Integer> locked,
    List<Evidence> evidence) {
  private static final double[] NO_SLOPE = {};
  private static final Gram NO_GRAM = Gram.none();

  /**
   * Copies the lists.
   *
   * @param round the round
   * @param architecture the net that was scored
   * @param candidates all candidates, ordered by {@link Candidate#index}
   * @param newPerGroup candidates for new neurons of each group
   * @param slope {@code a}: mean first-order change per candidate
   * @param gram {@code G}
   * @param resource what lambda and the round's limit are about
   * @param lambda loss per unit of the resource at which the selection was made
   * @param target amount of the resource that the net may have after this round
   * @param selected indices of the chosen candidates in the order taken
   * @param predictedDelta joint prediction {@code a'm + m'Gm / 2} of the chosen set
   * @param resourceChange exact change of the resource by the chosen set
   * @param parameterChange exact change of parameters by the chosen set
   * @param samples number of images scored
   * @param locked width groups whose candidates were left out because a person locked them
   * @param evidence how each candidate's change is spread over the images, by candidate
   */
  public Proposal {
    candidates = List.copyOf(candidates);
    selected = List.copyOf(selected);
    locked = List.copyOf(locked);
    evidence = List.copyOf(evidence);
  }

  /**
   * {@return the evidence of a candidate; empty in runs recorded before it was kept}
   *
   * @param candidate index in the list
   */
  public Optional<Evidence> evidence(int candidate) {
    return evidence.isEmpty() ? Optional.empty() : Optional.of(evidence.get(candidate));
  }

  /**
   * {@return the same without the joint model and the evidence, which are nearly all of its size:
   * what is remembered of a round that is over} {@code slope}, {@code gram} and {@code evidence}
   * are empty.
   */
  public Proposal outline() {
    return slope.length == 0
        ? this
        : new Proposal(
            round,
            architecture,
            candidates,
            newPerGroup,
            NO_SLOPE,
            NO_GRAM,
            resource,
            lambda,
            target,
            selected,
            predictedDelta,
            resourceChange,
            parameterChange,
            samples,
            locked,
            List.of());
  }

  /**
   * {@return whether it has its joint model} An {@link #outline} has none, and one that came from
   * an engine elsewhere may have left it there.
   */
  public boolean hasModel() {
    return slope.length == candidates.size();
  }

  /**
   * {@return the joint model of all candidates}
   *
   * @throws IllegalStateException when this is an {@link #outline}: whoever needs the model fetches
   *     the proposal from the journal
   */
  public JointModel model() {
    if (!hasModel()) {
      throw new IllegalStateException(
          "round " + round + ": an outline of a proposal has no joint model");
    }
    return new JointModel(slope, gram);
  }

  /**
   * {@return the greedy selection on the joint model}
   *
   * @param otherShare share of the other resource in the price, 0 to 1
   * @throws IllegalStateException when this is an {@link #outline}
   */
  public Selector selector(double otherShare) {
    double[] errors = candidates.stream().mapToDouble(Candidate::error).toArray();
    return new Selector(model(), errors, architecture.spec(), newPerGroup, resource, otherShare);
  }

  /** {@return the order of the candidates} */
  public Candidates order() {
    return new Candidates(architecture.spec(), newPerGroup);
  }
}
