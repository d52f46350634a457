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
    Map<Integer, String> reasons = WhyNot.of(proposal, chosen);
    assertFalse(reasons.isEmpty());
    chosen.set().forEach(c -> assertFalse(reasons.containsKey(c), "in the set: " + c));
    JointModel model = proposal.model();
    double set = model.delta(chosen.set());
    int repeated = 0;
    for (Candidate c : proposal.candidates()) {
      String reason = reasons.getOrDefault(c.index(), "");
      if (c.kind() == MorphKind.SPLIT && reason.equals("raises the loss")) {
        assertTrue(c.delta() >= 0);
      } else if (reason.startsWith("repeats ")) {
        double price = chosen.lambda() * c.parameterChange();
        List<Integer> with = new java.util.ArrayList<>(chosen.set());
        with.add(c.index());
        assertTrue(-c.delta() > price, "alone it is worth its price");
        assertTrue(set - model.delta(with) <= price + 1e-12, "with the set it is not");
        repeated++;
      }
    }
    assertTrue(repeated > 0, "some candidate repeats what the set does");
  }

  @Test
  void withoutASetNothingRepeatsAnything() throws Exception {
    Proposal proposal = proposal();
    Map<Integer, String> reasons =
        WhyNot.of(proposal, new ChosenSet(proposal, List.of(), 0, 0, true));
    assertEquals(
        0, reasons.values().stream().filter(reason -> reason.startsWith("repeats")).count());
  }
}
