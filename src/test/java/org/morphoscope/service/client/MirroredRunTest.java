package org.morphoscope.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.ScriptedEvents;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.service.Ask;
import org.morphoscope.service.wire.LeadState;
import org.morphoscope.service.wire.Messages;
import org.morphoscope.service.wire.Requests;

/** What a service of an older version cannot do is refused here: it would do half of it. */
class MirroredRunTest {
  private static final long LINE = 7;

  private final Requests requests = new Requests();
  private final MirroredRun run = new MirroredRun(requests, () -> 0);
  private Proposal proposal;

  @BeforeEach
  void ask() throws Exception {
    List<GrowthEvent> events = ScriptedEvents.of(Configs.seeded(1, 1));
    proposal =
        events.stream()
            .filter(GrowthEvent.Proposed.class::isInstance)
            .map(event -> ((GrowthEvent.Proposed) event).proposal())
            .findFirst()
            .orElseThrow();
    run.proposed(LINE, proposal);
    run.heard(
        new Messages.State(
            "epoch", false, List.of(), Ask.nobody(), LINE, Double.NaN, LeadState.NOBODY, 1, false));
  }

  @Test
  void twoSetsAreNotSentToAServiceThatWouldApplyTheFirst() {
    Decision one = Decision.accept(proposal);
    Decision both = one.against(List.of());
    run.speaks(3);
    String told =
        assertThrows(IllegalArgumentException.class, () -> run.offer(proposal, both)).getMessage();
    assertEquals(
        "try both: expected a service that can try two sets, found an older one; update it", told);
    assertTrue(requests.isEmpty());
    assertTrue(run.pending().isPresent(), "the question stays open");
    assertTrue(run.offer(proposal, one));
    assertFalse(requests.isEmpty());
  }

  @Test
  void twoSetsAreSentToAServiceThatKnowsThem() {
    run.speaks(Messages.NEWEST);
    assertTrue(run.offer(proposal, Decision.accept(proposal).against(List.of())));
    assertFalse(requests.isEmpty());
    assertTrue(run.pending().isEmpty());
  }
}
