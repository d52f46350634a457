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
  public ChosenSet {
    set = List.copyOf(set);
  }

  /** The set as the engine proposed it. */
  public static ChosenSet proposed(Proposal proposal) {
    return new ChosenSet(
        proposal, proposal.selected(), proposal.predictedDelta(), proposal.lambda(), false);
  }

  /** Whether a candidate is in the set. */
  public boolean contains(int candidate) {
    return set.contains(candidate);
  }

  /** Exact change of a resource by the set. */
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
