package org.morphoscope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Keep;
import org.morphoscope.run.config.TailAt;

/** Runs that keep the net of their last round alone: what is there, what is told, what goes on. */
@Timeout(120)
class KeepTest {
  private static final int ROUNDS = 3;

  @TempDir Path temporary;
  private Path all;
  private Path last;

  private static RunConfig config(Keep keep) {
    RunConfig config = Configs.seeded(ROUNDS, 1);
    return config
        .withTraining(config.training().withTail(OptionalInt.of(1), TailAt.ALL))
        .withKeep(keep);
  }

  private static void start(RunConfig config, Path run) throws Exception {
    Services.fake(new FakeEngine.Script())
        .start(config, run, Decider.automatic(), event -> {})
        .await();
  }

  @BeforeEach
  void recordBoth() throws Exception {
    all = temporary.resolve("all");
    last = temporary.resolve("last");
    start(config(Keep.ALL), all);
    start(config(Keep.LAST), last);
  }

  private static List<GrowthEvent> goOn(Path run, int rounds) throws Exception {
    List<GrowthEvent> events = new ArrayList<>();
    Services.fake(new FakeEngine.Script())
        .resume(run, RunChange.toRounds(rounds), Decider.automatic(), events::add)
        .await();
    return events;
  }

  private static List<String> nets(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run.resolve("checkpoints"))) {
      return files
          .filter(file -> file.toString().endsWith(".npy"))
          .map(file -> file.getParent().getFileName().toString())
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static List<String> events(Path run) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(run.resolve("events.jsonl")));
    assertTrue(lines.remove(0).contains("run-started"));
    return lines;
  }

  @Test
  void theLastNetIsThereAndThatBehindItsTail() throws IOException {
    assertEquals(8, nets(all).size());
    assertEquals(List.of("round-003", "round-003.tail"), nets(last));
    assertEquals(3, RunReader.open(last).lastState().orElseThrow().round());
  }

  @Test
  void nothingElseOfTheRunIsLost() throws IOException {
    assertEquals(events(all), events(last));
    assertEquals(
        Files.readString(all.resolve("summary.json")),
        Files.readString(last.resolve("summary.json")));
    assertEquals(RunReader.open(all).summaries(), RunReader.open(last).summaries());
    assertEquals(RunReader.open(all).tailSummaries(), RunReader.open(last).tailSummaries());
  }

  @Test
  void aNetThatIsNotThereIsToldInASentence() throws IOException {
    RunReader reader = RunReader.open(last);
    String told = assertThrows(IOException.class, () -> reader.state(1)).getMessage();
    assertTrue(
        told.endsWith(
            "round-001: expected the net of round 1, found its figures only, since the run keeps"
                + " the net of its last round alone (--keep last); take round 3, or begin a run"
                + " with --keep all to have every round's net."),
        told);
    told = assertThrows(IOException.class, () -> reader.tailState(2)).getMessage();
    assertTrue(told.contains("expected the net behind the tail of round 2"), told);
  }

  @Test
  void aRoundWhoseBeginningIsNotThereIsNotUndone() throws Exception {
    List<String> before = events(last);
    String told =
        assertThrows(
                IOException.class,
                () ->
                    Services.fake(new FakeEngine.Script())
                        .undo(last, 3, Decider.automatic(), event -> {}))
            .getMessage();
    assertTrue(told.contains("expected the net of round 2"), told);
    assertEquals(before, events(last));
    assertEquals(List.of("round-003", "round-003.tail"), nets(last));
  }

  @Test
  void itGoesOnAsTheOtherDoes() throws Exception {
    goOn(all, 5);
    goOn(last, 5);
    assertEquals(events(all), events(last));
    assertEquals(List.of("round-005", "round-005.tail"), nets(last));
    assertEquals(RunReader.open(all).summaries(), RunReader.open(last).summaries());
  }

  @Test
  void arraysThatAKillLeftAreNoNetAndGo() throws Exception {
    Path left = last.resolve("checkpoints/round-001/W0.npy");
    Files.copy(last.resolve("checkpoints/round-003/W0.npy"), left);
    assertThrows(IOException.class, () -> RunReader.open(last).state(1));
    assertEquals(4, RunReader.open(last).summaries().size());
    goOn(last, 4);
    assertFalse(Files.exists(left));
  }

  @Test
  void aDamagedLastNetIsToldAndNothingIsSetAside() throws Exception {
    Files.delete(last.resolve("checkpoints/round-003/W0.npy"));
    List<String> before = events(last);
    String told =
        assertThrows(
                IOException.class,
                () ->
                    Services.fake(new FakeEngine.Script())
                        .resume(last, Decider.automatic(), event -> {}))
            .getMessage();
    assertTrue(told.contains("W0.npy: expected"), told);
    assertEquals(before, events(last));
    assertTrue(Files.exists(last.resolve("checkpoints/round-003/state.json")));
  }
}
