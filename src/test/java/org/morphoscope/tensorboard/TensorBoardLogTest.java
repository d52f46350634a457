package org.morphoscope.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.growth.GrowthRun;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Decider;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.EpochFinished;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.ScoresUpdated;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.tensorboard.EventFiles.Event;

/** What a reader written from the format's description finds in the log of a sample run. */
class TensorBoardLogTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private static List<GrowthEvent> sample() throws IOException {
    return RunReader.open(Path.of("samples", "generated-tiny")).allEvents();
  }

  @Test
  void theReadersChecksumIsCastagnolis() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertEquals(0xe3069283, EventFiles.crc(digits, 0, digits.length));
  }

  @Test
  void theCourseWithinAnEpochIsInTheLogByImages() throws IOException {
    GrowthEvent.RunStarted start = (GrowthEvent.RunStarted) sample().get(0);
    TensorBoardLog log = new TensorBoardLog(folder, NOON);
    log.accept(start);
    int images = start.trainImages();
    for (int done = 1; done <= 100; done++) {
      log.accept(
          new GrowthEvent.PhaseProgress(
              0, Phase.TRAIN, done * images / 100, 4L * images, 500, 2.0 / done));
    }
    // four first epochs are behind round 1
    log.accept(new GrowthEvent.PhaseProgress(1, Phase.TRAIN, images / 2, 3L * images, 400, 0.5));
    log.accept(new GrowthEvent.PhaseProgress(1, Phase.SCORE, 10, 100, 400, Double.NaN));
    log.accept(new GrowthEvent.RunEnded(1, EndReason.STOPPED, ""));
    assertTrue(log.problem().isEmpty());
    List<Event> points =
        EventFiles.read(folder.resolve("images")).stream()
            .filter(event -> !event.scalars().isEmpty())
            .toList();
    assertTrue(points.size() > 40 && points.size() <= 52, points.size() + " points");
    Event last = points.get(points.size() - 1);
    assertEquals(4L * images + images / 2, last.step());
    assertEquals(0.5, last.scalars().get("within an epoch/training loss"), 1e-6);
    assertEquals(400, last.scalars().get("within an epoch/images per second"), 1e-6);
  }

  @Test
  void everyEpochAndRoundIsInTheLog() throws IOException {
    List<GrowthEvent> run = sample();
    TensorBoardLog log = new TensorBoardLog(folder, NOON);
    run.forEach(log);
    assertTrue(log.problem().isEmpty());

    List<Event> epochs = EventFiles.read(folder.resolve("epochs"));
    List<EpochFinished> expected =
        run.stream()
            .filter(e -> e instanceof EpochFinished)
            .map(EpochFinished.class::cast)
            .toList();
    assertEquals("brain.Event:2", epochs.get(0).version());
    assertEquals(expected.size() + 1, epochs.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(i, epochs.get(i + 1).step());
      assertEquals(
          expected.get(i).trainLoss(),
          epochs.get(i + 1).scalars().get("epoch/training loss"),
          1e-6);
    }

    List<Event> rounds =
        EventFiles.read(folder.resolve("rounds")).stream()
            .filter(event -> !event.scalars().isEmpty())
            .toList();
    List<RoundFinished> ends =
        run.stream()
            .filter(e -> e instanceof RoundFinished)
            .map(RoundFinished.class::cast)
            .toList();
    assertEquals(ends.size(), rounds.size());
    for (int i = 0; i < ends.size(); i++) {
      Map<String, Double> scalars = rounds.get(i).scalars();
      assertEquals(ends.get(i).round(), rounds.get(i).step());
      assertEquals(ends.get(i).summary().validationLoss(), scalars.get("loss/validation"), 1e-6);
      assertEquals(ends.get(i).summary().parameters(), scalars.get("size/parameters"));
      assertEquals(i > 0, scalars.containsKey("gain/predicted"));
    }
  }

  @Test
  void histogramsHoldEveryScoreOfARound() throws IOException {
    List<GrowthEvent> run = sample();
    TensorBoardLog log = new TensorBoardLog(folder, NOON);
    run.forEach(log);
    ScoresUpdated last = null;
    for (GrowthEvent event : run) {
      last = event.round() == 1 && event instanceof ScoresUpdated scores ? scores : last;
    }
    Event first =
        EventFiles.read(folder.resolve("rounds")).stream()
            .filter(event -> !event.histograms().isEmpty())
            .findFirst()
            .orElseThrow();
    assertEquals(1, first.step());
    double[] splits = last.layers().get(0).splitDelta();
    String tag = first.histograms().keySet().iterator().next();
    assertTrue(tag.startsWith("split/"), tag);
    Map<Integer, double[]> histogram = first.histograms().get(tag);
    assertEquals(Arrays.stream(splits).min().orElseThrow(), histogram.get(1)[0]);
    assertEquals(Arrays.stream(splits).max().orElseThrow(), histogram.get(2)[0]);
    assertEquals(splits.length, histogram.get(3)[0]);
    assertEquals(Arrays.stream(splits).sum(), histogram.get(4)[0], 1e-12);
    assertEquals(histogram.get(6).length, histogram.get(7).length);
    assertEquals(splits.length, Arrays.stream(histogram.get(7)).sum());
  }

  @Test
  void aRunThatGoesOnTakesBackWhatItRepeats() throws IOException {
    List<GrowthEvent> run = sample();
    run.stream().limit(run.size() / 2).forEach(new TensorBoardLog(folder, NOON));
    GrowthEvent.RunStarted start = (GrowthEvent.RunStarted) run.get(0);
    TensorBoardLog again = new TensorBoardLog(folder, NOON);
    again.accept(
        new GrowthEvent.RunStarted(
            start.runId(),
            2,
            start.config(),
            start.architecture(),
            start.trainImages(),
            start.validationImages(),
            start.testImages(),
            start.classNames(),
            start.backend(),
            start.version(),
            List.of()));
    assertTrue(again.problem().isEmpty());
    List<Event> rounds = EventFiles.read(folder.resolve("rounds"));
    Event session = rounds.get(rounds.size() - 1);
    assertTrue(session.session());
    assertEquals(2, session.step());
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldOnceAndStopsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    TensorBoardLog log = new TensorBoardLog(file, NOON);
    sample().forEach(log);
    String problem = log.problem().orElseThrow();
    assertEquals(1, problem.lines().count(), problem);
    assertTrue(problem.contains("the run itself is whole"), problem);
    assertFalse(Files.isDirectory(file));
  }

  @Test
  void everyTailIsACurveOfItsOwn() throws IOException {
    List<GrowthEvent> events = new ArrayList<>();
    RunConfig config = Configs.seeded(1, 1);
    config = config.withTraining(config.training().withTail(OptionalInt.of(3), TailAt.ALL));
    FakeEngine.Script script =
        new FakeEngine.Script() {
          @Override
          public double lossFactor(int round, int epoch) {
            // the tail of round 1 diverges in its second epoch
            return round == 1 && epoch == 1001 && rates.isEmpty() ? Double.NaN : 1;
          }
        };
    new GrowthRun(
            new RunIdentity("r", "0"),
            config,
            new FakeEngine(config, script),
            Decider.automatic(),
            new EngineControl(),
            events::add,
            GrowthRun.Checkpoint.NONE,
            () -> 0)
        .run(Optional.empty());
    TensorBoardLog log = new TensorBoardLog(folder, NOON);
    events.forEach(log);
    assertTrue(log.problem().isEmpty());
    // two first epochs, one in round 1: the tails of rounds 0 and 1 begin at steps 2 and 3
    for (int round = 0; round <= 1; round++) {
      List<Event> tail = EventFiles.read(folder.resolve("tails").resolve("round-00" + round));
      List<Long> steps =
          tail.stream().filter(e -> !e.scalars().isEmpty()).map(Event::step).toList();
      long first = 2 + round;
      assertEquals(
          List.of(first, first + 1, first + 2), steps.subList(steps.size() - 3, steps.size()));
      assertEquals(round == 0 ? 3 : 4, steps.size());
    }
    List<Event> finished = EventFiles.read(folder.resolve("finished"));
    assertEquals(
        events.stream().filter(e -> e instanceof GrowthEvent.TailFinished).count(),
        finished.stream().filter(e -> e.scalars().containsKey("loss/validation")).count());
  }
}
