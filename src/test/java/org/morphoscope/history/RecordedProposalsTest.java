package org.morphoscope.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Proposed;
import org.morphoscope.run.Proposal;

/** Histories hold no Gram matrix, and every round's can be fetched. */
class RecordedProposalsTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    for (String file : List.of("run.json", "events.jsonl")) {
      Files.copy(SAMPLE.resolve(file), folder.resolve(file));
    }
  }

  @Test
  void noHistoryHoldsAJointModelWhateverItIsFedWith() throws IOException {
    List<GrowthEvent> whole = RunReader.open(folder).allEvents();
    assertTrue(whole.stream().anyMatch(e -> e instanceof Proposed p && p.proposal().hasModel()));
    RunModel model = new RunModel(() -> 0L);
    Recording recording = new Recording();
    model.apply(whole);
    recording.append(whole, OptionalDouble.empty());
    for (RoundRecord record : model.history()) {
      record.proposal().ifPresent(proposal -> assertFalse(proposal.hasModel()));
    }
    for (Recording.Entry entry : recording.entries()) {
      assertFalse(entry.event() instanceof Proposed p && p.proposal().hasModel());
    }
  }

  @Test
  void theOpenQuestionsProposalIsAtHandAsItCame() throws IOException {
    RunModel model = new RunModel(() -> 0L);
    for (GrowthEvent event : RunReader.open(folder).allEvents()) {
      model.apply(List.of(event));
      if (event instanceof Proposed proposed) {
        assertSame(proposed.proposal(), model.proposal().orElseThrow());
        return;
      }
    }
  }

  @Test
  void everyRoundsProposalIsFetchedWithItsModelAndTheLastIsHeld() throws IOException {
    RecordedProposals proposals = new RecordedProposals(folder);
    for (RoundRecord record : RunHistory.read(folder).model().rounds()) {
      if (record.proposal().isPresent()) {
        Proposal fetched = proposals.fetch(record.round(), record.attempt()).orElseThrow();
        assertTrue(fetched.hasModel());
        assertEquals(record.proposal().get().candidates(), fetched.candidates());
        assertSame(fetched, proposals.fetch(record.round(), record.attempt()).orElseThrow());
      }
    }
    assertTrue(proposals.fetch(99, 0).isEmpty());
    assertTrue(proposals.fetch(0, 0).isEmpty());
  }

  @Test
  void aRoundThatWasTakenBackHasAProposalOfItsOwn() throws IOException {
    RecordedProposals proposals = new RecordedProposals(folder);
    Proposal before = proposals.fetch(1, 0).orElseThrow();
    List<String> again = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("events.jsonl"))) {
      again.add(line);
      if (line.startsWith("{\"v\":1,\"type\":\"proposed\",\"round\":1,")) {
        again.add("{\"v\":1,\"type\":\"undone\",\"round\":1}");
        again.add(line.replaceFirst("\"lambda\":[^,]+,", "\"lambda\":0.5,"));
      }
    }
    Files.write(folder.resolve("events.jsonl"), again);
    RoundRecord standing = RunHistory.read(folder).model().round(1).orElseThrow();
    assertEquals(1, standing.attempt());
    assertEquals(0.5, proposals.fetch(1, standing.attempt()).orElseThrow().lambda());
    assertEquals(before.lambda(), proposals.fetch(1, 0).orElseThrow().lambda());
    assertNotSame(before, proposals.fetch(1, 0).orElseThrow());
  }
}
