package org.morphoscope.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.RunModel;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.config.Selection;
import org.morphoscope.selection.JointModel;
import org.morphoscope.ui.shell.FakeRuns;

class WhatIfTest {
  private Proposal proposal;
  private WhatIf whatIf;

  @BeforeEach
  void takeAProposal() {
    proposal =
        FakeRuns.events(1).stream()
            .filter(GrowthEvent.Proposed.class::isInstance)
            .map(event -> ((GrowthEvent.Proposed) event).proposal())
            .findFirst()
            .orElseThrow();
    whatIf = new WhatIf(proposal, Selection.standard());
  }

  @Test
  void isTheProposalUntilItIsTouched() {
    assertEquals(proposal.selected(), whatIf.current().selected());
    assertFalse(whatIf.touched());
  }

  @Test
  void aVetoedCandidateLeavesTheSetAndTheSetStaysWithinTheBudget() {
    int best = proposal.selected().get(0);
    whatIf.toggle(List.of(best), WhatIf.Mark.VETOED);
    assertFalse(whatIf.current().selected().contains(best));
    long now = Resources.of(proposal.architecture().spec()).parameters();
    assertTrue(now + whatIf.current().resourceChange() <= proposal.target());
    assertEquals(
        new JointModel(proposal.slope(), proposal.gram()).delta(whatIf.current().selected()),
        whatIf.current().predictedDelta(),
        1e-12);
  }

  @Test
  void anApprovedCandidateIsAlwaysInTheSet() {
    int other = notSelected();
    whatIf.toggle(List.of(other), WhatIf.Mark.APPROVED);
    assertTrue(whatIf.current().selected().contains(other));
    assertEquals(List.of(other), whatIf.decision().approved());
    assertEquals(Decision.By.PERSON, whatIf.decision().by());
  }

  @Test
  void aChannelIsEitherSplitOrPruned() {
    int units = proposal.order().units();
    whatIf.toggle(List.of(3), WhatIf.Mark.APPROVED);
    whatIf.toggle(List.of(3 + units), WhatIf.Mark.APPROVED);
    assertTrue(whatIf.mark(3).isEmpty());
    assertTrue(whatIf.current().selected().contains(3 + units));
    assertFalse(whatIf.current().selected().contains(3));
  }

  @Test
  void theSameMarkTwiceIsNoMark() {
    int best = proposal.selected().get(0);
    whatIf.toggle(List.of(best), WhatIf.Mark.DEFERRED);
    whatIf.toggle(List.of(best), WhatIf.Mark.DEFERRED);
    assertEquals(Optional.empty(), whatIf.mark(best));
    assertEquals(proposal.selected(), whatIf.current().selected());
  }

  private int notSelected() {
    for (int c = 0; c < 2 * proposal.order().units(); c++) {
      int unit = c % proposal.order().units();
      int sibling = unit == c ? c + proposal.order().units() : unit;
      if (!proposal.selected().contains(c) && !proposal.selected().contains(sibling)) {
        return c;
      }
    }
    throw new AssertionError("everything is selected");
  }

  @Test
  void aLargerLambdaTakesFewerParametersAndTheBudgetComesBack() {
    whatIf.setLambda(OptionalDouble.of(0));
    long most = whatIf.parameterChange();
    whatIf.setLambda(OptionalDouble.of(1e-5));
    assertTrue(whatIf.lambdaByHand());
    assertTrue(whatIf.parameterChange() <= most);
    whatIf.setLambda(OptionalDouble.of(1));
    assertTrue(whatIf.parameterChange() <= 0);
    whatIf.setLambda(OptionalDouble.empty());
    assertEquals(proposal.selected(), whatIf.current().selected());
  }

  @Test
  void theLineOfLambdaGoesThroughThePlaceItIsDraggedTo() {
    RunModel model = new RunModel(() -> 0L);
    model.apply(FakeRuns.events(1));
    TradeOff tradeOff = TradeOff.of(model, whatIf.set(), Resource.PARAMETERS).orElseThrow();
    assertEquals(proposal.candidates().size(), tradeOff.open().size() + tradeOff.chosen().size());
    double at = tradeOff.size() + 100;
    double lambda = tradeOff.lambdaThrough(at, tradeOff.loss() - 0.01);
    whatIf.setLambda(OptionalDouble.of(lambda));
    assertEquals(
        tradeOff.loss() - 0.01,
        TradeOff.of(model, whatIf.set(), Resource.PARAMETERS).orElseThrow().lineAt(at),
        1e-12);
    assertEquals(0, tradeOff.lambdaThrough(at, tradeOff.loss() + 1));
  }

  @Test
  void theReasonsOfTheSetAddUpToItsPrediction() {
    WhySource source = WhySource.of(whatIf, 0);
    double total = 0;
    for (int index : proposal.selected()) {
      Candidate candidate = proposal.candidates().get(index);
      Explanation why =
          source.explain(new CandidateKey(candidate.kind(), candidate.unit())).orElseThrow();
      assertEquals(candidate.delta(), why.alone(), 1e-12);
      assertEquals(proposal.selected().size() - 1, why.others());
      assertTrue(why.chosen());
      // every pair is seen from both its ends
      total += why.alone() + why.interaction() / 2;
    }
    assertEquals(proposal.predictedDelta(), total, 1e-12);
  }

  @Test
  void aLockedGroupLeavesTheSetAtOnceAndComesBack() {
    int best = proposal.selected().get(0);
    int group = proposal.candidates().get(best).unit().group();
    whatIf.toggle(List.of(best), WhatIf.Mark.APPROVED);
    whatIf.setLocked(Set.of(group));
    assertTrue(whatIf.touched());
    assertTrue(whatIf.mark(best).isEmpty());
    assertTrue(noneOf(group, whatIf.current().selected()));
    assertTrue(noneOf(group, whatIf.keepProposal().apply()));
    assertFalse(whatIf.current().selected().isEmpty());
    assertEquals(
        new JointModel(proposal.slope(), proposal.gram()).delta(whatIf.current().selected()),
        whatIf.current().predictedDelta(),
        1e-12);
    whatIf.toggle(List.of(best), WhatIf.Mark.APPROVED);
    assertTrue(whatIf.mark(best).isEmpty());
    whatIf.setLocked(Set.of());
    assertEquals(proposal.selected(), whatIf.current().selected());
    assertFalse(whatIf.touched());
  }

  private boolean noneOf(int group, List<Integer> set) {
    return set.stream().noneMatch(c -> proposal.candidates().get(c).unit().group() == group);
  }

  @Test
  void aSetThatIsChosenElsewhereCountsOnceItHasCome() {
    List<Runnable> underWay = new ArrayList<>();
    List<Consumer<String>> failing = new ArrayList<>();
    Chooser here = Chooser.here(proposal.selector(Selection.standard().otherShare()));
    WhatIf distant =
        new WhatIf(
            proposal.outline(),
            Selection.standard(),
            (wish, chosen, failed) -> {
              underWay.add(() -> here.choose(wish, chosen, failed));
              failing.add(failed);
            });
    assertTrue(distant.isSettled());
    int best = proposal.selected().get(0);
    for (WhatIf each : List.of(distant, whatIf)) {
      each.toggle(List.of(best), WhatIf.Mark.VETOED);
      each.setLambda(OptionalDouble.of(1e-7));
    }
    assertFalse(distant.isSettled());
    assertEquals(proposal.selected(), distant.current().selected());
    assertEquals(1e-7, distant.lambda());
    // the first answer is about a wish that counts no more
    underWay.get(0).run();
    assertFalse(distant.isSettled());
    underWay.get(1).run();
    assertTrue(distant.isSettled());
    assertEquals(whatIf.current(), distant.current());

    distant.setLambda(OptionalDouble.of(1e-6));
    failing.get(2).accept("Nobody answers.");
    assertTrue(distant.obstacle().orElseThrow().contains("Nobody answers."));
    distant.clear();
    assertTrue(distant.isSettled());
    assertTrue(distant.obstacle().isEmpty());
    underWay.get(2).run();
    assertEquals(proposal.selected(), distant.current().selected());
  }

  @Test
  void aRoundThatTakesAwayIsAppliedAsProposedOrNotAtAll() {
    long now = Resources.of(proposal.architecture().spec()).parameters();
    WhatIf shrinking = new WhatIf(withTarget(now - 1), Selection.standard());
    assertTrue(shrinking.obstacle().isEmpty());
    shrinking.toggle(List.of(0), WhatIf.Mark.APPROVED);
    assertEquals(proposal.selected(), shrinking.current().selected());
    assertTrue(shrinking.obstacle().orElseThrow().contains("no other set than the proposed one"));
    shrinking.clear();
    assertTrue(shrinking.obstacle().isEmpty());
    shrinking.setLambda(OptionalDouble.of(1e-6));
    assertTrue(shrinking.isSettled() && shrinking.obstacle().isPresent());
  }

  private Proposal withTarget(long target) {
    return new Proposal(
        proposal.round(),
        proposal.architecture(),
        proposal.candidates(),
        proposal.newPerGroup(),
        proposal.slope(),
        proposal.gram(),
        proposal.resource(),
        proposal.lambda(),
        target,
        proposal.selected(),
        proposal.predictedDelta(),
        proposal.resourceChange(),
        proposal.parameterChange(),
        proposal.samples(),
        proposal.locked(),
        proposal.evidence());
  }

  @Test
  void lambdaPerMacIsALineOverMacs() {
    RunModel model = new RunModel(() -> 0L);
    model.apply(FakeRuns.events(1));
    TradeOff macs = TradeOff.of(model, whatIf.set(), Resource.MULTIPLY_ACCUMULATES).orElseThrow();
    assertFalse(macs.sloped());
    assertTrue(TradeOff.of(model, whatIf.set(), Resource.PARAMETERS).orElseThrow().sloped());
    long total = Resources.of(proposal.architecture().spec()).of(Resource.MULTIPLY_ACCUMULATES);
    assertEquals(total, macs.size());
    assertEquals(total + whatIf.change(Resource.MULTIPLY_ACCUMULATES), macs.set().size());
  }
}
