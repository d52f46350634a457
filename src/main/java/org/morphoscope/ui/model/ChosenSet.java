package org.morphoscope.ui.model;

import java.util.List;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Proposal;

/**
 * The set of a round: as it was proposed, or as a person reconsiders it. Needs no joint model.
 *
 * @param proposal the proposal or its outline
 * @param set indices of the candidates in the set
 * @param predictedDelta joint prediction for the set, nats per image
 * @param lambda loss per unit of the resource at which it was chosen
 * @param byHand whether a person moved lambda
 */
public record ChosenSet(
    Proposal proposal, List<Integer> set, double predictedDelta, double lambda, boolean byHand) {
  /**
   * Copies the list.
   *
   * @param proposal the proposal or its outline
   * @param set indices of the candidates in the set
   * @param predictedDelta joint prediction for the set, nats per image
   * @param lambda loss per unit of the resource at which it was chosen
   * @param byHand whether a person moved lambda
   */
  public ChosenSet {
    set = List.copyOf(set);
  }

  /**
   * {@return the set as the engine proposed it}
   *
   * @param proposal the proposal or its outline
   */
  public static ChosenSet proposed(Proposal proposal) {
    return new ChosenSet(
        proposal, proposal.selected(), proposal.predictedDelta(), proposal.lambda(), false);
  }

  /**
   * {@return whether a candidate is in the set}
   *
   * @param candidate index in the proposal's list
   */
  public boolean contains(int candidate) {
    return set.contains(candidate);
  }

  /**
   * {@return the exact change of a resource by the set}
   *
   * @param resource what is counted
   */
  public long change(Resource resource) {
    NetworkSpec spec = proposal.architecture().spec();
    int[] widths = spec.widths();
    for (int index : set) {
      Candidate candidate = proposal.candidates().get(index);
      widths[candidate.unit().group()] += candidate.kind().widthChange();
    }
    ResourceModel model = ResourceModel.of(spec, resource);
    return model.total(widths) - model.total(spec.widths());
  }
}
