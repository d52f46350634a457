package org.morphoscope.ui.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.Proposal;

/**
 * The set under decision and the one that it can be tried against.
 *
 * @param decision for both
 * @param words what the second set is
 */
public record BothSets(Decision decision, String words) {

  /**
   * {@return the set under a person's marks beside the engine's proposal, where these differ; else
   * the proposal beside its first half, or the net as it is; empty where there is nothing to try}
   *
   * @param asked the question as it stands
   * @param strategy of the run: only the choice by the joint model has other sets
   */
  public static Optional<BothSets> of(WhatIf asked, GrowthStrategy strategy) {
    if (strategy.choice() != GrowthStrategy.Choice.JOINT_MODEL || asked.obstacle().isPresent()) {
      return Optional.empty();
    }
    Decision first = asked.touched() ? asked.decision() : asked.keepProposal();
    List<Integer> proposed = asked.keepProposal().apply();
    if (!same(first.apply(), proposed)) {
      return Optional.of(
          new BothSets(
              first.against(proposed), proposed.isEmpty() ? "the net as it is" : "the proposal"));
    }
    if (proposed.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> half = half(asked.proposal(), proposed);
    return Optional.of(
        new BothSets(first.against(half), half.isEmpty() ? "the net as it is" : "its first half"));
  }

  private static boolean same(List<Integer> first, List<Integer> second) {
    Set<Integer> set = new HashSet<>(first);
    return set.equals(new HashSet<>(second));
  }

  /** The first half in the order taken; none where it would leave a layer without a channel. */
  private static List<Integer> half(Proposal proposal, List<Integer> set) {
    List<Integer> half = set.subList(0, set.size() / 2);
    return Decision.emptied(proposal, half).isPresent() ? List.of() : half;
  }

  /** {@return in one sentence what trying both does and costs} */
  public String sentence() {
    return "Try both: this set and " + words + ", an epoch each; the better stays. +1 epoch.";
  }
}
