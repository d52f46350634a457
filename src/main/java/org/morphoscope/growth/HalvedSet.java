package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
   * added last when, prunes dropped with the other half, it would grow the net too much. No half
   * leaves a layer without a channel: the whole set may prune every channel of a layer that it adds
   * neurons to, and the neurons may be in the other half.
   */
  static List<Integer> of(Proposal proposal, Decision decision) {
    List<Integer> half = decision.apply().subList(0, decision.apply().size() / 2);
    if (decision.by() == Decision.By.PERSON) {
      return withChannelsLeft(proposal, half);
    }
    List<Integer> kept = withinLimits(proposal, half);
    List<Integer> left = withChannelsLeft(proposal, kept);
    while (left.size() < kept.size()) {
      // a prune that stays out leaves the net larger, perhaps beyond the limit
      kept = withinLimits(proposal, left);
      left = withChannelsLeft(proposal, kept);
    }
    return left;
  }

  /** Without the last prunes of every layer that would lose all its channels. */
  private static List<Integer> withChannelsLeft(Proposal proposal, List<Integer> set) {
    Candidates order = proposal.order();
    List<Integer> kept = new ArrayList<>(set);
    OptionalInt emptied = Decision.emptied(proposal, kept);
    while (emptied.isPresent()) {
      int group = emptied.getAsInt();
      int last = kept.size() - 1;
      while (order.unit(kept.get(last)).group() != group
          || order.kind(kept.get(last)).widthChange() > 0) {
        last--;
      }
      kept.remove(last);
      emptied = Decision.emptied(proposal, kept);
    }
    return kept;
  }

  private static List<Integer> withinLimits(Proposal proposal, List<Integer> set) {
    List<Integer> half = set;
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
