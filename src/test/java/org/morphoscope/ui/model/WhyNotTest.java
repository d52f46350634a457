package org.morphoscope.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.JointModel;
import org.morphoscope.selection.Price;

class WhyNotTest {
  private static Proposal proposal() throws Exception {
    return RunReader.open(Path.of("samples", "generated-tiny")).allEvents().stream()
        .filter(GrowthEvent.Proposed.class::isInstance)
        .map(event -> ((GrowthEvent.Proposed) event).proposal())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSetHasNoReasonsAndEveryReasonIsTrue() throws Exception {
    Proposal proposal = proposal();
    ChosenSet chosen = ChosenSet.proposed(proposal);
    Map<Integer, WhyNot.Reason> reasons = WhyNot.of(proposal, chosen, 0);
    assertFalse(reasons.isEmpty());
    chosen.set().forEach(c -> assertFalse(reasons.containsKey(c), "in the set: " + c));
    JointModel model = proposal.model();
    double set = model.delta(chosen.set());
    int repeated = 0;
    for (Candidate c : proposal.candidates()) {
      WhyNot.Reason said = reasons.getOrDefault(c.index(), WhyNot.Reason.NONE);
      String reason = said.whole();
      if (c.kind() == MorphKind.SPLIT && reason.equals("raises the loss")) {
        assertTrue(c.delta() >= 0);
      } else if (reason.startsWith("repeats ")) {
        double price = chosen.lambda() * c.parameterChange();
        List<Integer> with = new java.util.ArrayList<>(chosen.set());
        with.add(c.index());
        assertTrue(-c.delta() > price, "alone it is worth its price");
        assertTrue(set - model.delta(with) <= price + 1e-12, "with the set it is not");
        // the room of a cell: the place is enough
        assertEquals(
            reason
                .replaceFirst("new neuron (#\\d+) of (.+)", "$2 $1")
                .replaceFirst("(split|prune) ", ""),
            said.brief());
        repeated++;
      }
    }
    assertTrue(repeated > 0, "some candidate repeats what the set does");
  }

  @Test
  void withoutASetNothingRepeatsAnything() throws Exception {
    Proposal proposal = proposal();
    Map<Integer, WhyNot.Reason> reasons =
        WhyNot.of(proposal, new ChosenSet(proposal, List.of(), 0, 0, true), 0);
    assertEquals(
        0,
        reasons.values().stream().filter(reason -> reason.whole().startsWith("repeats")).count());
  }

  @Test
  void atNoPriceOnlyAPruneCanSaveLessThanItCosts() throws Exception {
    Proposal proposal = proposal();
    Map<Integer, WhyNot.Reason> reasons =
        WhyNot.of(proposal, new ChosenSet(proposal, List.of(), 0, 0, true), 0.5);
    for (Candidate c : proposal.candidates()) {
      String harm =
          c.kind() == MorphKind.PRUNE ? "saves less than it costs in loss" : "raises the loss";
      assertEquals(
          c.delta() >= 0 ? harm : "", reasons.getOrDefault(c.index(), WhyNot.Reason.NONE).whole());
    }
  }

  /** A lambda between the worth of a split per parameter and per shared price decides otherwise. */
  @Test
  void theOtherResourceHasItsShareInThePrice() throws Exception {
    Proposal proposal = proposal();
    var spec = proposal.architecture().spec();
    Candidate split =
        proposal.candidates().stream()
            .filter(c -> c.kind() == MorphKind.SPLIT && c.delta() < 0 && c.unit().group() == 0)
            .findFirst()
            .orElseThrow();
    double shared = new Price(spec, proposal.resource(), 0.5).change(spec.widths(), 0, 1);
    double alone = split.parameterChange();
    assertTrue(shared > alone, "large maps: " + shared + " and " + alone);
    double lambda = -split.delta() / Math.sqrt(shared * alone);
    ChosenSet none = new ChosenSet(proposal, List.of(), 0, lambda, true);
    assertEquals(
        WhyNot.Reason.NONE,
        WhyNot.of(proposal, none, 0).getOrDefault(split.index(), WhyNot.Reason.NONE));
    assertEquals("below its price", WhyNot.of(proposal, none, 0.5).get(split.index()).whole());
  }
}
