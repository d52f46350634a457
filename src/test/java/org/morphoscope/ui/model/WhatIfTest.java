package org.morphoscope.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.morphoscope.growth.Decision;
import org.morphoscope.growth.GrowthEvent;
import org.morphoscope.growth.Proposal;
import org.morphoscope.growth.RunConfig;
import org.morphoscope.net.Resources;
import org.morphoscope.score.JointModel;
import org.morphoscope.ui.FakeRuns;

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
    whatIf = new WhatIf(proposal, RunConfig.Selection.standard());
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
}
