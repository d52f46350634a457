package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.net.Resources;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.Candidates;

/** What is tried when the measurement of a set contradicts its prediction. */
final class HalvedSet {
  private HalvedSet() {}

  /**
   * The first half in the order taken. A policy's half keeps to the round's limits, which only the
   * whole set was chosen for: without its prunes when it would shrink the net, and without what it
   * added last when, prunes dropped with the other half, it would grow the net too much.
   */
  static List<Integer> of(Proposal proposal, Decision decision) {
    List<Integer> half = decision.apply().subList(0, decision.apply().size() / 2);
    if (decision.by() == Decision.By.PERSON) {
      return half;
    }
    Candidates order = proposal.order();
    if (resourceChange(proposal, half) < 0) {
      half = half.stream().filter(c -> order.kind(c).widthChange() > 0).toList();
    }
    long current = Resources.of(proposal.architecture().spec()).of(proposal.resource());
    long limit = Math.max(proposal.target(), current + proposal.resourceChange()) - current;
    List<Integer> kept = new ArrayList<>(half);
    for (int i = kept.size() - 1; i >= 0 && resourceChange(proposal, kept) > limit; i--) {
      if (order.kind(kept.get(i)).widthChange() > 0) {
        kept.remove(i);
      }
    }
    return kept;
  }

  static long resourceChange(Proposal proposal, List<Integer> set) {
    NetworkSpec spec = proposal.architecture().spec();
    Candidates order = proposal.order();
    int[] widths = spec.widths();
    for (int c : set) {
      widths[order.unit(c).group()] += order.kind(c).widthChange();
    }
    ResourceModel model = ResourceModel.of(spec, proposal.resource());
    return model.total(widths) - model.total(spec.widths());
  }
}
