package org.morphoscope.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.compute.Nets;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.service.LocalGrowthService;

/**
 * A run that was recorded before the numerics had a version: with random splits and crops, whose
 * draws have changed since. It opens, replays and goes on as it would have then.
 */
class FirstNumericsTest {
  private static final Path RECORDED = Path.of("src/test/resources/runs/first-numerics");

  /**
   * Of losses. Another processor sums in another order, which 16 steps amplify to about 1e-5; other
   * crops move the loss by more than 1e-3.
   */
  private static final double SAME = 2e-4;

  @TempDir Path temporary;

  @Test
  void itOpensAndReplays() throws IOException {
    RunReader reader = RunReader.open(RECORDED);
    assertEquals(1, reader.config().numerics());
    List<GrowthEvent> events = reader.allEvents();
    assertInstanceOf(GrowthEvent.RunStarted.class, events.get(0));
    assertInstanceOf(GrowthEvent.RunEnded.class, events.get(events.size() - 1));
    assertEquals(List.of(0, 1, 2), reader.checkpoints());
    assertEquals(3, reader.summaries().size());
  }

  @Test
  void itGoesOnToTheNumbersThatItHad() throws Exception {
    Path run = copyUpToRound1();
    List<GrowthEvent> events = resume(run);
    assertEquals(1, RunReader.open(run).config().numerics());
    assertFalse(Files.readString(run.resolve("run.json")).contains("numerics"));
    RoundSummary before = RunReader.open(RECORDED).summaries().get(2);
    RoundSummary now = RunReader.open(run).summaries().get(2);
    assertEquals(before.widths(), now.widths());
    assertEquals(before.trainLoss(), now.trainLoss(), SAME);
    assertEquals(before.validationLoss(), now.validationLoss(), SAME);
    assertEquals(
        RunReader.open(RECORDED).state(2).channels(), RunReader.open(run).state(2).channels());
    assertEquals(
        applied(RunReader.open(RECORDED).allEvents()), applied(events), "the splits at random");
  }

  @Test
  void theNumbersOfTodayWouldBeOthers() throws Exception {
    Path run = copyUpToRound1();
    Path info = run.resolve("run.json");
    String today =
        Files.readString(info).replace("\"rounds\" : 2", "\"numerics\" : 2, \"rounds\" : 2");
    Files.writeString(info, today);
    resume(run);
    assertEquals(2, RunReader.open(run).config().numerics());
    double before = RunReader.open(RECORDED).summaries().get(2).validationLoss();
    double now = RunReader.open(run).summaries().get(2).validationLoss();
    assertTrue(Math.abs(before - now) > 5 * SAME, before + " and " + now);
  }

  /** What was applied; the run is from before the numbers of channels were kept beside it. */
  private static List<AppliedMorphism> applied(List<GrowthEvent> events) {
    return events.stream()
        .filter(event -> event instanceof GrowthEvent.Applied && event.round() == 2)
        .flatMap(event -> ((GrowthEvent.Applied) event).morphisms().stream())
        .map(m -> new AppliedMorphism(m.kind(), m.unit(), m.channelId(), m.children()))
        .toList();
  }

  private Path copyUpToRound1() throws IOException {
    Path run = Files.createTempDirectory(temporary, "run");
    for (String file : List.of("run.json", "events.jsonl")) {
      Files.copy(RECORDED.resolve(file), run.resolve(file));
    }
    for (String round : List.of("round-000", "round-001")) {
      Path to = Files.createDirectories(run.resolve("checkpoints").resolve(round));
      try (Stream<Path> files = Files.list(RECORDED.resolve("checkpoints").resolve(round))) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    return run;
  }

  private static List<GrowthEvent> resume(Path run) throws Exception {
    List<GrowthEvent> events = new ArrayList<>();
    new LocalGrowthService(
            config ->
                new NumericEngine(
                    config, DataSource.open(config.data().name()), Nets.fastTeam(1), "test"),
            "test",
            () -> "test",
            Clock.systemUTC(),
            System::nanoTime)
        .resume(run, Decider.automatic(), events::add)
        .await();
    return events;
  }
}
