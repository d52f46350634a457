package org.morphoscope.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunEnding;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.Training;

/** Tails on the disk: cut anywhere and resumed, branched off, taken back, given later. */
@Timeout(120)
class ResumeTailTest {
  private static final int ROUNDS = 2;

  @TempDir Path temporary;
  private Path whole;
  private byte[] wholeEvents;

  private static RunConfig config(int rounds, OptionalInt tail, TailAt at) {
    RunConfig config = Configs.seeded(rounds, 1);
    return config.withTraining(
        config.training().withSchedule(Training.Schedule.RUN).withTail(tail, at));
  }

  private static List<GrowthEvent> start(RunConfig config, Path run) throws Exception {
    List<GrowthEvent> events = new ArrayList<>();
    Services.fake(new FakeEngine.Script())
        .start(config, run, Decider.automatic(), events::add)
        .await();
    return events;
  }

  private static List<GrowthEvent> resume(Path run) throws Exception {
    List<GrowthEvent> events = new ArrayList<>();
    Services.fake(new FakeEngine.Script()).resume(run, Decider.automatic(), events::add).await();
    return events;
  }

  @BeforeEach
  void recordTheWholeRun() throws Exception {
    whole = temporary.resolve("whole");
    start(config(ROUNDS, OptionalInt.of(2), TailAt.ALL), whole);
    wholeEvents = Files.readAllBytes(whole.resolve("events.jsonl"));
  }

  @Test
  void cutAtAnyEvent() throws Exception {
    for (int i = 0; i < wholeEvents.length; i++) {
      if (wholeEvents[i] == '\n') {
        Path run = cut(i + 1);
        resume(run);
        requireWhole(run, "cut at byte " + (i + 1));
      }
    }
  }

  @Test
  void aTailThatLostAFileIsTrainedAnew() throws Exception {
    Path run = cut(wholeEvents.length);
    Files.delete(run.resolve("checkpoints/round-002.tail/W1.npy"));
    resume(run);
    requireWhole(run, "tail of the last round broken");
    assertTrue(Files.exists(run.resolve("checkpoints/round-002.tail.aside-1")));
  }

  @Test
  void aBranchThatLostAFileCostsNoRound() throws Exception {
    Path run = cut(wholeEvents.length);
    Files.delete(run.resolve("checkpoints/round-001.tail/W1.npy"));
    resume(run);
    assertArrayEquals(wholeEvents, Files.readAllBytes(run.resolve("events.jsonl")));
  }

  @Test
  void theSummaryEndsBehindTheTail() throws Exception {
    JsonNode rounds =
        new ObjectMapper().readTree(whole.resolve("summary.json").toFile()).get("rounds");
    RunReader reader = RunReader.open(whole);
    assertEquals(3, rounds.size());
    assertEquals(List.of(0, 1, 2), reader.tails());
    for (int round : reader.checkpoints()) {
      RoundSummary before = reader.state(round).summary();
      RoundSummary after = reader.tailState(round).summary();
      JsonNode entry = rounds.get(round);
      boolean last = round == ROUNDS;
      JsonNode ofBefore = last ? entry.get("beforeTail") : entry;
      JsonNode ofAfter = last ? entry : entry.get("afterTail");
      assertEquals(before.validationLoss(), ofBefore.get("validationLoss").asDouble());
      assertEquals(after.validationLoss(), ofAfter.get("validationLoss").asDouble());
      assertEquals(2, ofAfter.get("tailEpochs").asInt());
      assertEquals(last, !entry.has("afterTail"));
    }
    assertEquals(reader.tailState(ROUNDS).summary(), reader.summaries().get(ROUNDS));
    assertEquals(reader.state(1).summary(), reader.summaries().get(1));
    assertTrue(reader.lastState().orElseThrow().afterTail());
  }

  @Test
  void aRunThatGrowsOnKeepsItsTailAsABranch() throws Exception {
    Path longer = temporary.resolve("longer");
    start(config(ROUNDS + 1, OptionalInt.of(2), TailAt.ALL), longer);
    Path run = cut(wholeEvents.length);
    Services.fake(new FakeEngine.Script())
        .resume(run, RunChange.toRounds(ROUNDS + 1), Decider.automatic(), e -> {})
        .await();
    assertEquals(
        Files.readString(longer.resolve("events.jsonl")),
        Files.readString(run.resolve("events.jsonl")).replaceFirst("\"rounds\":2", "\"rounds\":3"));
    assertEquals(summary(longer), summary(run));
  }

  @Test
  void aRunWithoutATailGetsOneLater() throws Exception {
    Path run = temporary.resolve("late");
    start(Configs.seeded(3, 1), run);
    RunEnding.setEnd(run, 3, 4);
    List<GrowthEvent> events = resume(run);
    RoundSummary last = RunReader.open(run).summaries().get(3);
    assertEquals(4, last.tail().orElseThrow().epochs());
    assertEquals(4, events.stream().filter(GrowthEvent.TailEpoch.class::isInstance).count());
  }

  @Test
  void whatIsTakenBackTakesItsTailsAlong() throws Exception {
    Path run = cut(wholeEvents.length);
    List<GrowthEvent> events = new ArrayList<>();
    Services.fake(new FakeEngine.Script()).undo(run, 2, Decider.automatic(), events::add).await();
    assertTrue(Files.exists(run.resolve("checkpoints/round-002.tail.aside-1")));
    assertFalse(Files.exists(run.resolve("checkpoints/round-001.tail.aside-1")));
    RunReader reader = RunReader.open(run);
    assertEquals(List.of(0, 1, 2), reader.tails());
    assertEquals(RunReader.open(whole).summaries(), reader.summaries());
  }

  /** A copy with the events up to a byte and the checkpoints that end at or before it. */
  private Path cut(int end) throws IOException {
    Path run = Files.createTempDirectory(temporary, "cut");
    Files.copy(whole.resolve("run.json"), run.resolve("run.json"));
    Files.write(run.resolve("events.jsonl"), Arrays.copyOf(wholeEvents, end));
    try (Stream<Path> folders = Files.list(whole.resolve("checkpoints"))) {
      for (Path folder : folders.toList()) {
        String state = Files.readString(folder.resolve("state.json"));
        if (Long.parseLong(state.replaceAll("(?s).*\"eventsBytes\" : (\\d+).*", "$1")) <= end) {
          Path to =
              Files.createDirectories(run.resolve("checkpoints").resolve(folder.getFileName()));
          try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
              Files.copy(file, to.resolve(file.getFileName()));
            }
          }
        }
      }
    }
    return run;
  }

  private void requireWhole(Path run, String what) throws IOException {
    assertEquals(
        new String(wholeEvents, StandardCharsets.UTF_8),
        Files.readString(run.resolve("events.jsonl")),
        what);
    assertEquals(summary(whole), summary(run), what);
    for (String folder : List.of("round-001.tail", "round-002", "round-002.tail")) {
      for (String file : List.of("W0.npy", "slot0.W2.npy", "state.json")) {
        String path = "checkpoints/" + folder + "/" + file;
        assertEquals(-1, Files.mismatch(whole.resolve(path), run.resolve(path)), what + path);
      }
    }
  }

  private static String summary(Path run) throws IOException {
    return Files.readString(run.resolve("summary.json"))
        .replaceFirst("\"run\" : \"[^\"]*\"", "\"run\" : \"\"");
  }
}
