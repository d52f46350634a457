package org.morphoscope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.history.DecisionLog;
import org.morphoscope.history.RunModel;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Decided;
import org.morphoscope.run.GrowthEvent.LocksChanged;
import org.morphoscope.run.GrowthEvent.Proposed;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.GrowthEvent.Undone;
import org.morphoscope.run.Proposal;

/** Rounds that a person takes back, and what a kill leaves of it. */
@Timeout(120)
class UndoTest {
  private static final int ROUNDS = 3;
  private static final String UNDONE = "{\"v\":1,\"type\":\"undone\",\"round\":2}\n";

  @TempDir Path temporary;
  private Path run;
  private List<String> whole;

  @BeforeEach
  void recordARun() throws Exception {
    run = temporary.resolve("run");
    Services.fake(new FakeEngine.Script())
        .start(Configs.seeded(ROUNDS, 1), run, Decider.automatic(), e -> {})
        .await();
    whole = lines();
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(run.resolve("events.jsonl"));
  }

  private List<GrowthEvent> undo(int round, Decider decider) throws Exception {
    List<GrowthEvent> events = new ArrayList<>();
    Services.fake(new FakeEngine.Script()).undo(run, round, decider, events::add).await();
    return events;
  }

  private List<GrowthEvent> resume() throws Exception {
    List<GrowthEvent> events = new ArrayList<>();
    Services.fake(new FakeEngine.Script()).resume(run, Decider.automatic(), events::add).await();
    return events;
  }

  /** Lines of rounds from this one on, without the end of the run. */
  private List<String> from(int round) {
    int first = 0;
    while (!whole.get(first).contains("\"round\":" + round + ",")) {
      first++;
    }
    return whole.subList(first, whole.size());
  }

  @Test
  void aFinishedRunGoesOnAfterTheRoundBeforeAndKeepsWhatWas() throws Exception {
    List<GrowthEvent> events = undo(2, Decider.automatic());
    assertEquals(new Undone(2), events.get(0));
    assertEquals(2, ((RunStarted) events.get(1)).round());
    List<String> expected = new ArrayList<>(whole);
    expected.add(UNDONE.strip());
    expected.addAll(from(2));
    // the same seed gives the same scores again, so the policy does the same again
    assertEquals(expected, lines());
    assertEquals(List.of(0, 1, 2, 3), RunReader.open(run).checkpoints());
    assertTrue(Files.exists(run.resolve("checkpoints/round-002.aside-1/state.json")));
    assertTrue(Files.exists(run.resolve("checkpoints/round-003.aside-1/state.json")));
    assertEquals(4, RunReader.open(run).summaries().size());
  }

  @Test
  void aRoundInWhichTwoSetsWereTriedIsTakenBackWhole() throws Exception {
    run = temporary.resolve("both");
    Decider both = p -> Decision.accept(p).against(p.selected().subList(0, 1));
    Services.fake(new FakeEngine.Script())
        .start(Configs.seeded(ROUNDS, 1), run, both, e -> {})
        .await();
    whole = lines();
    undo(2, both);
    List<String> expected = new ArrayList<>(whole);
    expected.add(UNDONE.strip());
    expected.addAll(from(2));
    assertEquals(expected, lines());
    RunModel model = new RunModel(() -> 0);
    model.apply(RunReader.open(run).allEvents());
    List<String> log =
        DecisionLog.of(model.history()).stream()
            .filter(e -> e.decision().equals("tried both"))
            .map(e -> e.round() + (e.outcome().startsWith("undone: ") ? " undone" : ""))
            .toList();
    assertEquals(List.of("1", "2 undone", "3 undone", "2", "3"), log);
  }

  @Test
  void anotherAnswerLeadsElsewhereFromTheSameProposal() throws Exception {
    Proposal first = proposal(run.resolve("events.jsonl"), 2);
    List<GrowthEvent> events =
        undo(
            2,
            proposal ->
                new Decision(
                    List.of(), proposal.selected(), List.of(), List.of(), Decision.By.PERSON));
    Proposal again =
        events.stream()
            .filter(Proposed.class::isInstance)
            .map(e -> ((Proposed) e).proposal())
            .findFirst()
            .orElseThrow();
    assertEquals(first.selected(), again.selected());
    RoundFinished finished =
        events.stream()
            .filter(RoundFinished.class::isInstance)
            .map(RoundFinished.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(0, finished.summary().splits());
    assertTrue(lines().size() > whole.size());
  }

  private static Proposal proposal(Path file, int round) throws IOException {
    return RunReader.open(file.getParent()).allEvents().stream()
        .filter(e -> e instanceof Proposed && e.round() == round)
        .map(e -> ((Proposed) e).proposal())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRoundThatIsUnderWayIsTakenBackWithItsDecision() throws Exception {
    Path cut = temporary.resolve("under-way");
    FakeEngine.Script script =
        new FakeEngine.Script() {
          @Override
          public void onBatch(String pass, int round, int batch) {
            if (round == 2 && pass.equals("train")) {
              throw new IllegalStateException("as if it were stopped there");
            }
          }
        };
    Services.fake(script)
        .start(Configs.seeded(ROUNDS, 1), cut, Decider.automatic(), e -> {})
        .await();
    run = cut;
    List<String> before = lines();
    undo(2, Decider.automatic());
    assertEquals(before, lines().subList(0, before.size()));
    assertEquals(UNDONE.strip(), lines().get(before.size()));
    assertEquals(2, countOf(Decided.class, 2));
  }

  private long countOf(Class<? extends GrowthEvent> type, int round) throws IOException {
    return RunReader.open(run).allEvents().stream()
        .filter(e -> type.isInstance(e) && e.round() == round)
        .count();
  }

  @Test
  void undoingTwiceGoesBackTwice() throws Exception {
    undo(3, Decider.automatic());
    undo(1, Decider.automatic());
    assertEquals(2, countOf(Undone.class, 3) + countOf(Undone.class, 1));
    assertEquals(List.of(0, 1, 2, 3), RunReader.open(run).checkpoints());
    List<String> lines = lines();
    assertEquals(from(1), lines.subList(lines.size() - from(1).size(), lines.size()));
  }

  @Test
  void aRoundThatIsNotThereIsRefusedAndNothingChanges() throws Exception {
    for (int round : new int[] {0, -1, 5, 9}) {
      IOException e = assertThrows(IOException.class, () -> undo(round, Decider.automatic()));
      assertTrue(e.getMessage().contains("found round " + round), e.getMessage());
    }
    assertEquals(whole, lines());
    assertEquals(List.of(0, 1, 2, 3), RunReader.open(run).checkpoints());
    undo(3, Decider.automatic());
  }

  private void append(String text) throws IOException {
    Files.writeString(run.resolve("events.jsonl"), text, StandardOpenOption.APPEND);
  }

  private void aside(int round) throws IOException {
    Path folder = run.resolve("checkpoints/round-%03d".formatted(round));
    Files.move(folder, folder.resolveSibling(folder.getFileName() + ".aside-1"));
  }

  private void assertGoesOnFromRound2() throws Exception {
    List<GrowthEvent> events = resume();
    assertEquals(2, events.get(0).round());
    List<String> expected = new ArrayList<>(whole);
    expected.add(UNDONE.strip());
    expected.addAll(from(2));
    assertEquals(expected, lines());
    assertEquals(List.of(0, 1, 2, 3), RunReader.open(run).checkpoints());
  }

  @Test
  void aKillBehindTheEventIsMadeGood() throws Exception {
    append(UNDONE);
    assertGoesOnFromRound2();
  }

  @Test
  void aKillBetweenTheCheckpointsIsMadeGood() throws Exception {
    append(UNDONE);
    aside(2);
    assertGoesOnFromRound2();
  }

  @Test
  void aKillBetweenTheCheckpointsInTheOtherOrderIsMadeGood() throws Exception {
    append(UNDONE);
    aside(3);
    assertGoesOnFromRound2();
  }

  @Test
  void aKillBeforeTheSummaryIsMadeGood() throws Exception {
    append(UNDONE);
    aside(2);
    aside(3);
    assertGoesOnFromRound2();
  }

  @Test
  void aKillWithinTheEventLeavesTheRunAsItWas() throws Exception {
    for (int length = 1; length < UNDONE.length(); length += 7) {
      append(UNDONE.substring(0, length));
      resume();
      assertEquals(whole, lines());
    }
  }

  @Test
  void aKillInTheRepeatedRoundRepeatsItOnceMore() throws Exception {
    undo(2, Decider.automatic());
    List<String> expected = lines();
    byte[] all = Files.readAllBytes(run.resolve("events.jsonl"));
    int undone = new String(all, StandardCharsets.UTF_8).indexOf(UNDONE);
    int end = undone + UNDONE.length() + 1234;
    try (var file = FileChannel.open(run.resolve("events.jsonl"), StandardOpenOption.WRITE)) {
      file.truncate(end);
    }
    for (int round : new int[] {2, 3}) {
      Path folder = run.resolve("checkpoints/round-%03d".formatted(round));
      Files.move(folder, folder.resolveSibling("elsewhere-" + round));
    }
    resume();
    assertEquals(expected, lines());
  }

  @Test
  void locksAreKeptWhenTheRunGoesOnOrBack() throws Exception {
    List<GrowthEvent> events = new ArrayList<>();
    GrowthService service = Services.fake(new FakeEngine.Script());
    // locked during the decision of round 2, as a window does it
    RunHandle[] going = new RunHandle[1];
    CountDownLatch started = new CountDownLatch(1);
    going[0] =
        service.undo(
            run,
            2,
            proposal -> {
              started.await();
              if (proposal.round() == 2) {
                going[0].control().setLocked(Set.of(1));
              }
              return Decision.accept(proposal);
            },
            events::add);
    started.countDown();
    going[0].await();
    assertTrue(events.contains(new LocksChanged(2, List.of(1))));
    Proposal locked = proposalOf(events, 3);
    assertEquals(List.of(1), locked.locked());
    assertNoneOf(locked, 1);
    assertTrue(Files.readString(run.resolve("locks.json")).contains("1"));

    List<String> before = lines();
    events = undo(3, Decider.automatic());
    assertEquals(new LocksChanged(3, List.of(1)), events.get(2));
    assertNoneOf(proposalOf(events, 3), 1);
    // they are on record already
    assertEquals(
        1, lines().stream().filter(l -> l.startsWith("{\"v\":1,\"type\":\"locks\"")).count());
    assertTrue(lines().size() > before.size());
  }

  private static Proposal proposalOf(List<GrowthEvent> events, int round) {
    return events.stream()
        .filter(e -> e instanceof Proposed && e.round() == round)
        .map(e -> ((Proposed) e).proposal())
        .findFirst()
        .orElseThrow();
  }

  private static void assertNoneOf(Proposal proposal, int group) {
    assertFalse(proposal.selected().isEmpty());
    assertTrue(
        proposal.selected().stream()
            .noneMatch(c -> proposal.candidates().get(c).unit().group() == group));
  }
}
