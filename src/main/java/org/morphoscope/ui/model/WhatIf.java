package org.morphoscope.ui.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.config.Selection;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.text.Texts;

/**
 * A proposal under reconsideration: marks of the person, and the set that the joint model chooses
 * under them at the same budget.
 */
public final class WhatIf {
  /** What the person said about a candidate. */
  public enum Mark {
    /** In the set whatever the joint model says. */
    APPROVED,
    /** Not in this round, whatever the joint model says. */
    VETOED,
    /** Left for a later round. */
    DEFERRED
  }

  private final Proposal proposal;
  private final Selection rules;
  private final Chooser chooser;
  private final Map<Integer, Mark> marks = new LinkedHashMap<>();
  private OptionalDouble lambda = OptionalDouble.empty();
  private Set<Integer> locked;
  private Set<Integer> barred;
  private Selector.Selection current;

  /** Wishes so far; the answer to an older one than the last counts no more. */
  private int wishes;

  private boolean settled = true;
  private String problem = "";

  /**
   * A proposal with its joint model.
   *
   * @param proposal the engine's proposal
   * @param rules how the run chooses; a fixed lambda there is kept, else the round's budget
   */
  public WhatIf(Proposal proposal, Selection rules) {
    this(proposal, rules, Chooser.here(proposal.selector(rules.otherShare())));
  }

  /**
   * A proposal whose joint model may be elsewhere.
   *
   * @param proposal the engine's proposal
   * @param rules how the run chooses; a fixed lambda there is kept, else the round's budget
   * @param chooser has the joint model
   */
  public WhatIf(Proposal proposal, Selection rules, Chooser chooser) {
    this.proposal = proposal;
    this.rules = rules;
    this.chooser = chooser;
    this.locked = Set.copyOf(proposal.locked());
    this.barred = proposal.order().of(locked);
    this.current = asProposed();
  }

  /** {@return the proposal as the engine made it} */
  public Proposal proposal() {
    return proposal;
  }

  /**
   * Leaves these width groups as they are; the set is chosen again at once.
   *
   * @param groups all that are locked
   */
  public void setLocked(Set<Integer> groups) {
    locked = Set.copyOf(groups);
    barred = proposal.order().of(locked);
    marks.keySet().removeAll(barred);
    reconsider();
  }

  /** {@return the width groups that are locked} */
  public Set<Integer> locked() {
    return locked;
  }

  /** {@return whether locks were set or taken off since the proposal was made} */
  public boolean lockedByHand() {
    return !locked.equals(Set.copyOf(proposal.locked()));
  }

  /**
   * Marks the candidates, or clears the mark when all of them carry it already. Those of locked
   * layers take no mark.
   *
   * @param wanted indices in the proposal's list
   * @param mark what they get
   */
  public void toggle(Collection<Integer> wanted, Mark mark) {
    List<Integer> candidates = wanted.stream().filter(c -> !barred.contains(c)).toList();
    boolean clear = candidates.stream().allMatch(c -> marks.get(c) == mark);
    for (int candidate : candidates) {
      if (clear) {
        marks.remove(candidate);
      } else {
        marks.put(candidate, mark);
        if (mark == Mark.APPROVED) {
          // a channel is either split or pruned
          marks.remove(proposal.order().sibling(candidate), Mark.APPROVED);
        }
      }
    }
    reconsider();
  }

  /** Takes all marks off and goes back to the budget's lambda. */
  public void clear() {
    marks.clear();
    lambda = OptionalDouble.empty();
    reconsider();
  }

  /**
   * Chooses at this lambda, whatever the budget of the round; empty goes back to the budget.
   *
   * @param wanted loss per unit of the budget's resource, 0 or more
   */
  public void setLambda(OptionalDouble wanted) {
    lambda = wanted;
    reconsider();
  }

  /** {@return lambda as the person moved it, else that of the set} */
  public double lambda() {
    return lambda.orElse(current.lambda());
  }

  /** {@return the share of the other resource in what lambda multiplies, 0 to 1} */
  public double otherShare() {
    return rules.otherShare();
  }

  /** {@return whether a person moved lambda} */
  public boolean lambdaByHand() {
    return lambda.isPresent();
  }

  /**
   * {@return whether a candidate is in the set}
   *
   * @param candidate index in the proposal's list
   */
  public boolean contains(int candidate) {
    return current.selected().contains(candidate);
  }

  /**
   * Takes over the marks, lambda and locks of a question that is put again.
   *
   * @param before the question as it stood
   * @return whether it is the same question, about the same candidates, and anything was touched
   */
  public boolean takeOver(WhatIf before) {
    boolean same =
        before.proposal.round() == proposal.round()
            && places(before.proposal).equals(places(proposal));
    if (!same || !before.touched()) {
      return false;
    }
    marks.clear();
    marks.putAll(before.marks);
    lambda = before.lambda;
    setLocked(before.locked);
    return true;
  }

  private static List<Object> places(Proposal proposal) {
    return proposal.candidates().stream()
        .<Object>map(candidate -> List.of(candidate.kind(), candidate.unit()))
        .toList();
  }

  private void reconsider() {
    int wish = ++wishes;
    problem = "";
    settled = !touched() || allowance() < 0;
    if (settled) {
      current = asProposed();
      return;
    }
    chooser.choose(
        wish(),
        chosen -> {
          if (wish == wishes) {
            current = chosen;
            settled = true;
          }
        },
        why -> problem = wish == wishes ? why : problem);
  }

  private SetWish wish() {
    Set<Integer> forbidden = new HashSet<>(with(Mark.VETOED));
    forbidden.addAll(with(Mark.DEFERRED));
    forbidden.addAll(barred);
    Selector.Rules limits =
        new Selector.Rules(
            rules.significance(),
            rules.kinds(),
            with(Mark.APPROVED),
            forbidden,
            Selector.prunesOfARound(proposal.architecture().spec()));
    boolean fixed = rules.pace() == Selection.Pace.LAMBDA;
    return new SetWish(
        limits,
        rules.otherShare(),
        lambda.isPresent() || !fixed ? lambda : rules.lambda(),
        allowance());
  }

  /** {@return whether the set is the one under the marks: else it is still being chosen} */
  public boolean isSettled() {
    return settled;
  }

  private long allowance() {
    return proposal.target() - Resources.of(proposal.architecture().spec()).of(proposal.resource());
  }

  private Selector.Selection asProposed() {
    return new Selector.Selection(
        proposal.selected(),
        proposal.predictedDelta(),
        proposal.resourceChange(),
        proposal.lambda());
  }

  /** {@return the set chosen under the marks; the one before until it {@link #isSettled}} */
  public Selector.Selection current() {
    return current;
  }

  /**
   * {@return the person's mark; empty for a candidate without one}
   *
   * @param candidate index in the proposal's list
   */
  public Optional<Mark> mark(int candidate) {
    return Optional.ofNullable(marks.get(candidate));
  }

  /** {@return whether any mark is set, lambda was moved or locks differ} */
  public boolean touched() {
    return !marks.isEmpty() || lambda.isPresent() || lockedByHand();
  }

  /** {@return the exact change of parameters by the set} */
  public long parameterChange() {
    return change(Resource.PARAMETERS);
  }

  /**
   * {@return the exact change of a resource by the set}
   *
   * @param resource what is counted
   */
  public long change(Resource resource) {
    return set().change(resource);
  }

  /** {@return the set as it stands} */
  public ChosenSet set() {
    return new ChosenSet(
        proposal, current.selected(), current.predictedDelta(), current.lambda(), lambdaByHand());
  }

  /**
   * {@return the number of candidates of a kind in the set}
   *
   * @param kind split, prune or new neuron
   */
  public long count(MorphKind kind) {
    return current.selected().stream()
        .filter(c -> proposal.candidates().get(c).kind() == kind)
        .count();
  }

  /** {@return the set and the marks as the person's answer} */
  public Decision decision() {
    return new Decision(
        current.selected(),
        with(Mark.VETOED),
        with(Mark.APPROVED),
        with(Mark.DEFERRED),
        Decision.By.PERSON);
  }

  /**
   * {@return the reason why the set cannot be applied, in one sentence; empty when it can}
   * Approvals are taken at their word, also when they prune every channel of a layer.
   */
  public Optional<String> obstacle() {
    if (touched() && allowance() < 0) {
      // the joint model chooses no set that takes away
      return Optional.of(
          "A round that takes channels away has no other set than the proposed one: take back marks, \u03bb and locks, or keep the proposal.");
    }
    if (!problem.isEmpty()) {
      return Optional.of(
          Texts.of(
              "The set under your marks could not be had: %s Mark once more, or keep the proposal.",
              problem));
    }
    OptionalInt emptied = Decision.emptied(proposal, current.selected());
    return emptied.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Texts.of(
                "%s would lose all its channels: take back or veto at least one of its prunes, then apply.",
                RunSnapshot.groupName(proposal.architecture(), emptied.getAsInt())));
  }

  /** {@return the engine's set, whatever is marked, without what was locked since} */
  public Decision keepProposal() {
    List<Integer> left = proposal.selected().stream().filter(c -> !barred.contains(c)).toList();
    return new Decision(left, List.of(), List.of(), List.of(), Decision.By.PERSON);
  }

  private List<Integer> with(Mark mark) {
    return marks.keySet().stream().filter(c -> marks.get(c) == mark).toList();
  }
}
