package org.morphoscope.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Decider;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.SecondSet;

/** A run that was cut anywhere and resumed is, byte by byte, the run that was never cut. */
@Timeout(120)
class ResumeTest {
  private static final int ROUNDS = 3;

  @TempDir Path temporary;
  private Path whole;
  private byte[] wholeEvents;

  @BeforeEach
  void recordTheWholeRun() throws Exception {
    whole = temporary.resolve("whole");
    Services.fake(new Halving()).start(config(), whole, Decider.automatic(), e -> {}).await();
    wholeEvents = Files.readAllBytes(whole.resolve("events.jsonl"));
  }

  /** Round 2 is halved and round 3 reverted. */
  private static final class Halving extends FakeEngine.Script {
    @Override
    public double ratio(int round, int attempt) {
      return round == 1 || (round == 2 && attempt == 1) ? 0.9 : 0.1;
    }
  }

  private static RunConfig config() {
    return Configs.seeded(ROUNDS, 1);
  }

  @Test
  void theWholeRunHasWhatTheTestNeeds() throws IOException {
    String text = new String(wholeEvents, StandardCharsets.UTF_8);
    for (String outcome : List.of("seed", "applied", "halved", "reverted")) {
      assertTrue(text.contains("\"outcome\":\"" + outcome + "\""), outcome);
    }
    assertEquals(List.of(0, 1, 2, 3), RunReader.open(whole).checkpoints());
  }

  @Test
  void cutAtAnyEvent() throws Exception {
    everyCut(lineEnds());
  }

  @Test
  void cutWhileTwoSetsAreTried() throws Exception {
    whole = temporary.resolve("both");
    RunConfig both =
        config().withSelection(config().selection().withTryBoth(Optional.of(SecondSet.HALF)));
    Services.fake(new Halving()).start(both, whole, Decider.automatic(), e -> {}).await();
    wholeEvents = Files.readAllBytes(whole.resolve("events.jsonl"));
    String text = new String(wholeEvents, StandardCharsets.UTF_8);
    assertTrue(text.split("\"type\":\"tried\"", -1).length > 2, "rounds in which two were tried");
    List<Integer> ends = lineEnds();
    everyCut(IntStream.range(0, ends.size()).filter(i -> i % 3 == 0).mapToObj(ends::get).toList());
  }

  @Test
  void cutWithinEvents() throws Exception {
    List<Integer> ends = lineEnds();
    List<Integer> torn = new ArrayList<>();
    for (int i = 1; i < ends.size(); i += 4) {
      torn.add(i % 3 == 0 ? ends.get(i) - 1 : (ends.get(i - 1) + ends.get(i)) / 2);
    }
    everyCut(torn);
  }

  /** Several at a time: they mostly wait for the disk. */
  private void everyCut(List<Integer> bytes) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> cuts = new ArrayList<>();
      for (int end : bytes) {
        cuts.add(
            pool.submit(
                () -> {
                  resumeAndCompare(cut(end, end, true), "cut at byte " + end);
                  return null;
                }));
      }
      for (Future<?> cut : cuts) {
        cut.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void cutBetweenTheLastEventOfARoundAndItsCheckpoint() throws Exception {
    for (int round = 0; round <= ROUNDS; round++) {
      int end = (int) endOf(round);
      Path run = cut(end, end - 1, true);
      Path half = run.resolve("checkpoints").resolve("round-%03d.tmp".formatted(round));
      Files.createDirectories(half);
      Files.writeString(half.resolve("W0.npy"), "half");
      resumeAndCompare(run, "checkpoint of round " + round + " half written");
      assertFalse(Files.exists(half));
    }
  }

  @Test
  void aCheckpointThatLostAFileGivesWayToTheOneBefore() throws Exception {
    Path run = cut(wholeEvents.length, wholeEvents.length, true);
    Path broken = run.resolve("checkpoints/round-003/W1.npy");
    Files.write(broken, Arrays.copyOf(Files.readAllBytes(broken), 70));
    resumeAndCompare(run, "checkpoint of round 3 broken");
    assertTrue(Files.exists(run.resolve("checkpoints/round-003.aside-1")));
  }

  @Test
  void withoutASummaryItIsRebuilt() throws Exception {
    resumeAndCompare(cut(wholeEvents.length, wholeEvents.length, false), "no summary");
  }

  @Test
  void anExtendedRunIsTheLongerRun() throws Exception {
    Path run = temporary.resolve("short");
    Services.fake(new Halving())
        .start(Configs.seeded(1, 1), run, Decider.automatic(), e -> {})
        .await();
    List<GrowthEvent> events = new ArrayList<>();
    Services.fake(new Halving())
        .resume(run, RunChange.toRounds(ROUNDS), Decider.automatic(), events::add)
        .await();
    assertEquals(2, events.get(0).round());
    assertEquals(
        new String(wholeEvents, StandardCharsets.UTF_8)
            .replaceFirst("\"rounds\":3", "\"rounds\":1"),
        Files.readString(run.resolve("events.jsonl")));
    assertEquals(summary(whole), summary(run));
  }

  @Test
  void settingsThatAreChangedAreToldOnceAndStay() throws Exception {
    Path run = temporary.resolve("changed");
    Services.fake(new Halving())
        .start(Configs.seeded(1, 1), run, Decider.automatic(), e -> {})
        .await();
    RunChange change =
        new RunChange(
            OptionalInt.of(ROUNDS),
            Optional.of("moved"),
            Optional.empty(),
            OptionalDouble.of(0.03),
            OptionalInt.of(2));
    List<GrowthEvent> events = new ArrayList<>();
    Services.fake(new Halving()).resume(run, change, Decider.automatic(), events::add).await();
    String what = "data moved (was fake), learning rate 0.03 (was 0.1), epochs per round 2 (was 1)";
    List<GrowthEvent> expected = List.of(new GrowthEvent.SettingsChanged(2, what));
    assertEquals(expected, changes(events));
    assertEquals(expected, changes(RunReader.open(run).allEvents()));
    RunConfig now = RunReader.open(run).config();
    assertEquals("moved", now.data().name());
    assertEquals(0.03, now.training().learningRate());
    assertEquals(2, now.training().epochsPerRound());
    // a kill in the round after takes the event with it; going on tells it again
    byte[] changed = Files.readAllBytes(run.resolve("events.jsonl"));
    String text = new String(changed, StandardCharsets.UTF_8);
    int told = text.indexOf("\n", text.indexOf("\"type\":\"settings\"")) + 1;
    Files.write(run.resolve("events.jsonl"), Arrays.copyOf(changed, told));
    Services.fake(new Halving()).resume(run, Decider.automatic(), e -> {}).await();
    assertArrayEquals(changed, Files.readAllBytes(run.resolve("events.jsonl")));
  }

  @Test
  void aRunThatDivergedGoesOnAtTheSmallerRate() throws Exception {
    Path run = temporary.resolve("diverged");
    FakeEngine.Script script =
        new FakeEngine.Script() {
          @Override
          public double lossFactor(int round, int epoch) {
            return round == 1 && rates.isEmpty() ? Double.NaN : 1;
          }
        };
    List<GrowthEvent> events = new ArrayList<>();
    Services.fake(script).start(config(), run, Decider.automatic(), events::add).await();
    double rate = config().training().learningRate();
    assertEquals(rate / 3, RunReader.open(run).config().training().learningRate());
    assertTrue(
        RunReader.open(run).allEvents().contains(new GrowthEvent.Diverged(1, 1, rate, rate / 3)));
    // a kill before the round is complete takes the events with it, not the rate
    Path killed = temporary.resolve("killed");
    script.rates.clear();
    Services.fake(script)
        .start(
            config(),
            killed,
            Decider.automatic(),
            event -> {
              if (event instanceof GrowthEvent.Diverged) {
                throw new OutOfMemoryError("as if killed");
              }
            })
        .await();
    events.clear();
    Services.fake(script).resume(killed, Decider.automatic(), events::add).await();
    assertEquals(
        List.of(
            new GrowthEvent.SettingsChanged(
                1, "learning rate " + rate / 3 + " (was " + rate + ")")),
        changes(events));
    assertEquals(
        EndReason.ROUNDS_DONE, ((GrowthEvent.RunEnded) events.get(events.size() - 1)).reason());
  }

  @Test
  void otherDataAtTheNewPlaceIsRefusedAndNothingIsChanged() throws Exception {
    Path run = temporary.resolve("refused");
    Services.fake(new Halving())
        .start(Configs.seeded(1, 1), run, Decider.automatic(), e -> {})
        .await();
    byte[] before = Files.readAllBytes(run.resolve("run.json"));
    FakeEngine.Script other = new FakeEngine.Script();
    other.fingerprint = "fake-data-2";
    RunChange change =
        new RunChange(
            OptionalInt.of(2),
            Optional.of("elsewhere"),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty());
    List<GrowthEvent> events = new ArrayList<>();
    Services.fake(other).resume(run, change, Decider.automatic(), events::add).await();
    String message = ((GrowthEvent.RunEnded) events.get(0)).message();
    assertTrue(message.contains("was begun with at 'fake', found fake-data-2"), message);
    assertTrue(message.contains("at 'elsewhere'"), message);
    assertArrayEquals(before, Files.readAllBytes(run.resolve("run.json")));
  }

  private static List<GrowthEvent> changes(List<GrowthEvent> events) {
    return events.stream().filter(GrowthEvent.SettingsChanged.class::isInstance).toList();
  }

  private List<Integer> lineEnds() {
    List<Integer> ends = new ArrayList<>(List.of(0));
    for (int i = 0; i < wholeEvents.length; i++) {
      if (wholeEvents[i] == '\n') {
        ends.add(i + 1);
      }
    }
    return ends;
  }

  private long endOf(int round) throws IOException {
    String state =
        Files.readString(whole.resolve("checkpoints/round-%03d/state.json".formatted(round)));
    return Long.parseLong(state.replaceAll("(?s).*\"eventsBytes\" : (\\d+).*", "$1"));
  }

  /** A copy with the events up to a byte and the checkpoints of rounds that end at or before. */
  private Path cut(int events, int checkpoints, boolean summary) throws IOException {
    Path run = Files.createTempDirectory(temporary, "cut");
    Files.copy(whole.resolve("run.json"), run.resolve("run.json"));
    Files.write(run.resolve("events.jsonl"), Arrays.copyOf(wholeEvents, events));
    if (summary) {
      Files.copy(whole.resolve("summary.json"), run.resolve("summary.json"));
    }
    Files.createDirectory(run.resolve("checkpoints"));
    for (int round = 0; round <= ROUNDS; round++) {
      if (endOf(round) <= checkpoints) {
        copy(round, run);
      }
    }
    return run;
  }

  private void copy(int round, Path run) throws IOException {
    String name = "checkpoints/round-%03d".formatted(round);
    Files.createDirectory(run.resolve(name));
    try (var files = Files.list(whole.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, run.resolve(name).resolve(file.getFileName()));
      }
    }
  }

  private void resumeAndCompare(Path run, String what) throws Exception {
    Services.fake(new Halving()).resume(run, Decider.automatic(), e -> {}).await();
    assertArrayEquals(wholeEvents, Files.readAllBytes(run.resolve("events.jsonl")), what);
    assertEquals(summary(whole), summary(run), what);
    for (String file : List.of("W0.npy", "slot0.W2.npy", "state.json", "architecture.json")) {
      String path = "checkpoints/round-003/" + file;
      assertEquals(-1, Files.mismatch(whole.resolve(path), run.resolve(path)), what + ", " + file);
    }
  }

  private static String summary(Path run) throws IOException {
    return Files.readString(run.resolve("summary.json"))
        .replaceFirst("\"run\" : \"[^\"]*\"", "\"run\" : \"\"");
  }
}
