package org.morphoscope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.EventText;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Decider;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.PhaseProgress;
import org.morphoscope.run.GrowthEvent.RunEnded;

@Timeout(60)
class LocalGrowthServiceTest {
  @TempDir Path temporary;
  private final List<GrowthEvent> events = new CopyOnWriteArrayList<>();

  @Test
  void aRunIsRecordedAsItIsHeard() throws Exception {
    Path run = temporary.resolve("new/run");
    RunHandle handle =
        Services.fake(new FakeEngine.Script())
            .start(Configs.seeded(4, 1), run, Decider.automatic(), events::add);
    handle.await();
    assertTrue(handle.isDone());
    assertEquals(EndReason.ROUNDS_DONE, end().reason());
    RunReader reader = RunReader.open(run);
    List<GrowthEvent> heard = events.stream().filter(e -> !(e instanceof PhaseProgress)).toList();
    assertIterableEquals(EventText.of(heard), EventText.of(reader.allEvents()));
    assertEquals("20260102-030405678-tiny-s1", reader.info().runId());
    assertEquals(Configs.seeded(4, 1), reader.config());
    assertEquals(5, reader.summaries().size());
    assertEquals(reader.summaries().get(2), reader.state(2).summary());
    assertFalse(Files.exists(run.resolve("run.json.tmp")));
  }

  @Test
  void theSummaryHasAnEntryPerRoundWithNullsWhereNothingWasMeasured() throws Exception {
    Path run = temporary.resolve("run");
    Services.fake(new FakeEngine.Script())
        .start(Configs.seeded(4, 1), run, Decider.automatic(), events::add)
        .await();
    JsonNode rounds =
        new ObjectMapper().readTree(run.resolve("summary.json").toFile()).get("rounds");
    assertEquals(5, rounds.size());
    List<String> names =
        List.of(
            "round",
            "widths",
            "parameters",
            "trainLoss",
            "validationLoss",
            "validationAccuracy",
            "predictedGain",
            "measuredGain",
            "heldOutGain",
            "splits",
            "prunes",
            "secondsTraining",
            "secondsScoring",
            "testLoss",
            "testAccuracy");
    for (JsonNode round : rounds) {
      names.forEach(name -> assertTrue(round.has(name), name));
    }
    assertTrue(rounds.get(0).get("predictedGain").isNull());
    assertTrue(rounds.get(1).get("predictedGain").doubleValue() > 0);
  }

  @Test
  void aListenerThatFailsDoesNotHarmTheRun() throws Exception {
    Path run = temporary.resolve("run");
    Services.fake(new FakeEngine.Script())
        .start(
            Configs.seeded(1, 1),
            run,
            Decider.automatic(),
            e -> {
              events.add(e);
              throw new IllegalStateException("a window's bug");
            })
        .await();
    assertEquals(EndReason.ROUNDS_DONE, end().reason());
    assertEquals(2, RunReader.open(run).summaries().size());
  }

  @Test
  void waitingEndsEvenWhenTheListenerFailsAtTheLastEvent() throws Exception {
    Services.fake(new FakeEngine.Script())
        .start(
            Configs.seeded(1, 0),
            temporary.resolve("run"),
            Decider.automatic(),
            e -> {
              events.add(e);
              if (e instanceof GrowthEvent.RunEnded) {
                throw new StackOverflowError("a window's bug");
              }
            })
        .await();
    assertEquals(EndReason.ROUNDS_DONE, end().reason());
  }

  @Test
  void aFailureOfTheEngineIsTheLastEventAndTheRunCanGoOn() throws Exception {
    Path run = temporary.resolve("run");
    FakeEngine.Script failing =
        new FakeEngine.Script() {
          @Override
          public void onBatch(String pass, int round, int batch) {
            if (round == 2 && pass.equals("score")) {
              throw new IllegalStateException("out of luck");
            }
          }
        };
    Services.fake(failing)
        .start(Configs.seeded(3, 1), run, Decider.automatic(), events::add)
        .await();
    assertEquals(EndReason.FAILED, end().reason());
    assertTrue(
        end().message().contains("round 2 (IllegalStateException: out of luck)"), end().message());
    assertEquals(EventText.of(end()), EventText.of(lastRecorded(run)));
    events.clear();
    Services.fake(new FakeEngine.Script()).resume(run, Decider.automatic(), events::add).await();
    assertEquals(EndReason.ROUNDS_DONE, end().reason());
    assertEquals(4, RunReader.open(run).summaries().size());
  }

  @Test
  void memoryThatRunsOutIsToldWithARemedy() throws Exception {
    FakeEngine.Script greedy =
        new FakeEngine.Script() {
          @Override
          public void onBatch(String pass, int round, int batch) {
            throw new OutOfMemoryError("test");
          }
        };
    Services.fake(greedy)
        .start(Configs.seeded(1, 1), temporary.resolve("run"), Decider.automatic(), events::add)
        .await();
    assertTrue(end().message().contains("smaller batch"), end().message());
  }

  @Test
  void dataThatCannotBeOpenedLeavesNoFolderBehind() throws Exception {
    LocalGrowthService service =
        new LocalGrowthService(
            config -> {
              throw new IOException("data: expected images, found none; check the path.");
            },
            "0",
            () -> "",
            Clock.systemUTC(),
            System::nanoTime);
    Path run = temporary.resolve("run");
    service.start(Configs.seeded(1, 1), run, Decider.automatic(), events::add).await();
    assertEquals(1, events.size());
    assertEquals("data: expected images, found none; check the path.", end().message());
    assertFalse(Files.exists(run));
  }

  @Test
  void aFolderWithFilesInItIsRefused() throws IOException {
    Files.writeString(temporary.resolve("notes.txt"), "mine");
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                Services.fake(new FakeEngine.Script())
                    .start(Configs.seeded(1, 1), temporary, Decider.automatic(), events::add));
    assertTrue(
        e.getMessage().contains("expected a new or empty folder, found files in it"),
        e.getMessage());
  }

  @Test
  void aFileInTheWayIsRefused() throws IOException {
    Path file = Files.writeString(temporary.resolve("run"), "mine");
    assertRefusesToStart(file, "found a file");
    assertRefusesToStart(file.resolve("below"), "cannot be written");
  }

  private void assertRefusesToStart(Path folder, String part) {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                Services.fake(new FakeEngine.Script())
                    .start(Configs.seeded(1, 1), folder, Decider.automatic(), events::add));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void aDiskThatTakesNoMoreEndsTheRunWithASentence() throws Exception {
    Path run = temporary.resolve("run");
    Services.fake(new FakeEngine.Script())
        .start(
            Configs.seeded(2, 1),
            run,
            Decider.automatic(),
            e -> {
              events.add(e);
              if (e instanceof GrowthEvent.Proposed) {
                block(run.resolve("checkpoints"));
              }
            })
        .await();
    assertEquals(EndReason.FAILED, end().reason());
    assertTrue(end().message().contains("round-001: cannot be written ("), end().message());
    assertTrue(end().message().contains("free space"), end().message());
    assertEquals(1, end().message().lines().count());
  }

  /** Puts a file where the journal needs a folder. */
  private static void block(Path folder) {
    try {
      Files.move(folder, folder.resolveSibling("moved"));
      Files.createFile(folder);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneRunIsNotWrittenTwiceAtATime() throws Exception {
    Path run = temporary.resolve("run");
    LocalGrowthService service = Services.fake(new FakeEngine.Script());
    RunHandle[] handle = new RunHandle[1];
    Decider busy =
        proposal -> {
          IOException e =
              assertThrows(
                  IOException.class, () -> service.resume(run, Decider.automatic(), events::add));
          assertTrue(e.getMessage().contains("under way"), e.getMessage());
          return Decider.automatic().decide(proposal);
        };
    handle[0] = service.start(Configs.seeded(1, 1), run, busy, events::add);
    handle[0].await();
    assertEquals(EndReason.ROUNDS_DONE, end().reason(), end().message());
  }

  @Test
  void otherDataIsNoticed() throws Exception {
    Path run = temporary.resolve("run");
    Services.fake(new FakeEngine.Script())
        .start(Configs.seeded(1, 1), run, Decider.automatic(), events::add)
        .await();
    FakeEngine.Script other = new FakeEngine.Script();
    other.fingerprint = "fake-data-2";
    Services.fake(other).resume(run, Decider.automatic(), events::add).await();
    assertEquals(EndReason.FAILED, end().reason());
    assertTrue(
        end().message().contains("expected data with fingerprint fake-data-1"), end().message());
    assertTrue(end().message().contains("found fake-data-2"), end().message());
  }

  @Test
  void aStoppedRunMayBeResumedAtOnce() throws Exception {
    Path run = temporary.resolve("run");
    LocalGrowthService service = Services.fake(new FakeEngine.Script());
    List<RunHandle> second = new CopyOnWriteArrayList<>();
    RunHandle first =
        service.start(
            Configs.seeded(2, 1),
            run,
            proposal -> {
              throw new InterruptedException();
            },
            e -> {
              if (e instanceof RunEnded) {
                try {
                  second.add(service.resume(run, Decider.automatic(), events::add));
                } catch (IOException failure) {
                  throw new IllegalStateException(failure);
                }
              }
            });
    first.await();
    second.get(0).await();
    assertEquals(EndReason.ROUNDS_DONE, end().reason());
  }

  private RunEnded end() {
    return assertInstanceOf(RunEnded.class, events.get(events.size() - 1));
  }

  private static GrowthEvent lastRecorded(Path run) throws IOException {
    List<GrowthEvent> all = RunReader.open(run).allEvents();
    return all.get(all.size() - 1);
  }
}
