package org.morphoscope.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;
import org.morphoscope.ui.shell.FakeRuns;

class DecisionLogTest {
  private final RunModel model = new RunModel(() -> 0L);
  private RoundRecord first;

  @BeforeEach
  void playARun() {
    model.apply(FakeRuns.events("resnet-small", 2));
    first = model.round(1).orElseThrow();
  }

  @Test
  void everyMorphismOfEveryRoundIsAnEntryWithItsOutcome() {
    List<LogEntry> log = DecisionLog.of(model.rounds());
    int applied =
        model.rounds().stream()
            .flatMap(round -> round.applied().stream())
            .mapToInt(event -> event.morphisms().size())
            .sum();
    assertEquals(applied, log.size());
    assertTrue(
        log.stream().allMatch(e -> e.by().equals("policy") && e.outcome().equals("applied")));
    assertTrue(log.stream().allMatch(e -> Double.isFinite(e.measuredSet())));
  }

  @Test
  void whatAPersonVetoedIsLeftOutAndIsFoundByWords() {
    Proposal proposal = first.proposal().orElseThrow();
    int veto = proposal.selected().get(0);
    List<Integer> rest = proposal.selected().subList(1, proposal.selected().size());
    first.decided(new Decision(rest, List.of(veto), List.of(), List.of(), Decision.By.PERSON));
    List<LogEntry> found =
        DecisionLog.of(model.rounds()).stream().filter(e -> e.matches("Person vetoed")).toList();
    assertEquals(1, found.size());
    assertEquals("left out", found.get(0).outcome());
    assertFalse(found.get(0).matches("deferred"));
  }

  @Test
  void theFileHasOneLinePerEntryAndAsManyFieldsAsNames() {
    List<LogEntry> log = DecisionLog.of(model.rounds());
    List<String> lines = LogEntry.csv(log).lines().toList();
    assertEquals(log.size() + 1, lines.size());
    for (String line : lines) {
      assertEquals(lines.get(0).split(",").length, line.split(",", -1).length);
    }
  }

  @Test
  void theLinesOfJsonAreObjectsWithTheSameNames() throws IOException {
    List<LogEntry> log = DecisionLog.of(model.rounds());
    String[] names = LogEntry.csv(log).lines().findFirst().orElseThrow().split(",");
    List<String> lines = LogEntry.jsonLines(log).lines().toList();
    assertEquals(log.size(), lines.size());
    ObjectMapper mapper = new ObjectMapper();
    for (int i = 0; i < lines.size(); i++) {
      JsonNode object = mapper.readTree(lines.get(i));
      assertEquals(names.length, object.size());
      assertEquals(log.get(i).delta(), object.get("delta_nats").asDouble());
      assertEquals(log.get(i).layer(), object.get("layer").asText());
      assertTrue(object.get("round").isInt());
    }
  }
}
