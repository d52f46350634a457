package org.morphoscope.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.AdjustmentMail;
import org.morphoscope.journal.RunReader;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Adjustment.Setting;
import org.morphoscope.run.Decider;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Adjusted;
import org.morphoscope.run.GrowthEvent.EpochFinished;
import org.morphoscope.run.GrowthEvent.PhaseFinished;
import org.morphoscope.run.GrowthEvent.PhaseStarted;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunConfig;

/** Settings that are turned while the run goes on. */
@Timeout(60)
class AdjustTest {
  private static final int ROUNDS = 3;

  @TempDir Path temporary;
  private final List<GrowthEvent> events = new ArrayList<>();

  /** Turns something when an event is told. */
  private interface Turning {
    void at(GrowthEvent event, Consumer<Adjustment> control);
  }

  private static void three(GrowthEvent event, Consumer<Adjustment> turn) {
    if (event instanceof EpochFinished e && e.round() == 0 && e.epoch() == 0) {
      turn.accept(new Adjustment(Setting.LEARNING_RATE, 0.025, "ada"));
    } else if (event instanceof PhaseStarted p && p.round() == 2 && p.phase() == Phase.SCORE) {
      turn.accept(new Adjustment(Setting.GROWTH_FACTOR, 1.7, "ada"));
    } else if (event instanceof PhaseStarted p && p.round() == 2 && p.phase() == Phase.TRAIN) {
      turn.accept(new Adjustment(Setting.EPOCHS, 3, "ben"));
    }
  }

  private void grow(Path run, Turning turning, Consumer<GrowthEvent> more) throws Exception {
    CompletableFuture<RunHandle> handle = new CompletableFuture<>();
    handle.complete(
        Services.fake(new FakeEngine.Script())
            .start(
                Configs.seeded(ROUNDS, 1),
                run,
                Decider.automatic(),
                event -> {
                  events.add(event);
                  turning.at(event, wanted -> handle.join().control().adjust(wanted));
                  more.accept(event);
                }));
    handle.join().await();
  }

  private List<Adjusted> adjusted() {
    return events.stream().filter(Adjusted.class::isInstance).map(Adjusted.class::cast).toList();
  }

  private static RunConfig config(Path run) throws IOException {
    return RunReader.open(run).config();
  }

  @Test
  void eachIsToldWhereItCountsAndHasItsEffect() throws Exception {
    Path run = temporary.resolve("run");
    grow(run, AdjustTest::three, e -> {});
    assertEquals(
        List.of(
            new Adjusted(0, 1, Setting.LEARNING_RATE, OptionalDouble.of(0.1), 0.025, "ada"),
            new Adjusted(2, -1, Setting.GROWTH_FACTOR, OptionalDouble.of(1.4), 1.7, "ada"),
            new Adjusted(2, 1, Setting.EPOCHS, OptionalDouble.of(1), 3, "ben")),
        adjusted());
    Map<Integer, Long> epochs = new TreeMap<>();
    for (GrowthEvent event : events) {
      if (event instanceof EpochFinished e) {
        epochs.merge(e.round(), 1L, Long::sum);
      }
    }
    assertEquals(Map.of(0, 2L, 1, 1L, 2, 3L, 3, 3L), epochs);
    assertEquals(0.025, config(run).training().learningRate());
    assertEquals(1.7, config(run).selection().growthFactor());
    assertEquals(3, config(run).training().epochsPerRound());
  }

  @Test
  void killedAnywhereBehindThemAndResumedTheEventsAreEqual() throws Exception {
    Path run = temporary.resolve("run");
    List<Path> killed = new ArrayList<>();
    grow(
        run,
        AdjustTest::three,
        event -> {
          // behind the third change, in its round and in the one after it; every second one will do
          if (adjusted().size() == 3 && events.size() % 2 == 0) {
            killed.add(copy(run, temporary.resolve("killed-" + killed.size())));
          }
        });
    byte[] whole = Files.readAllBytes(run.resolve("events.jsonl"));
    assertTrue(killed.size() > 10, killed.size() + " kills");
    for (Path copy : killed) {
      Services.fake(new FakeEngine.Script()).resume(copy, Decider.automatic(), e -> {}).await();
      assertArrayEquals(whole, Files.readAllBytes(copy.resolve("events.jsonl")), copy.toString());
      assertEquals(config(run), config(copy), copy.toString());
    }
  }

  @Test
  void undoTakesThemBackWithTheirRound() throws Exception {
    Path run = temporary.resolve("run");
    grow(run, AdjustTest::three, e -> {});
    List<GrowthEvent> again = new ArrayList<>();
    Services.fake(new FakeEngine.Script()).undo(run, 2, Decider.automatic(), again::add).await();
    assertFalse(again.stream().anyMatch(Adjusted.class::isInstance));
    assertEquals(0.025, config(run).training().learningRate());
    assertEquals(1.4, config(run).selection().growthFactor());
    assertEquals(1, config(run).training().epochsPerRound());
  }

  @Test
  void tailNowEndsTheRunWithTheRoundUnderWay() throws Exception {
    grow(
        temporary.resolve("run"),
        (event, turn) -> {
          if (event instanceof PhaseStarted p && p.round() == 1 && p.phase() == Phase.TRAIN) {
            turn.accept(new Adjustment(Setting.ROUNDS, 0, "ada"));
          }
        },
        e -> {});
    assertEquals(
        List.of(new Adjusted(1, 1, Setting.ROUNDS, OptionalDouble.of(3), 1, "ada")), adjusted());
    RunEnded end = (RunEnded) events.get(events.size() - 1);
    assertEquals(EndReason.ROUNDS_DONE, end.reason());
    assertEquals(1, end.round());
  }

  @Test
  void aBudgetThatWasNoneIsNoneAgainAfterUndo() throws Exception {
    Path run = temporary.resolve("run");
    grow(
        run,
        (event, turn) -> {
          if (event instanceof PhaseStarted p && p.round() == 1 && p.phase() == Phase.LEARN) {
            turn.accept(new Adjustment(Setting.BUDGET, 1, "ada"));
          }
        },
        e -> {});
    RunEnded end = (RunEnded) events.get(events.size() - 1);
    assertEquals(EndReason.BUDGET_REACHED, end.reason());
    assertEquals(1, config(run).limits().parameters().orElseThrow());
    Services.fake(new FakeEngine.Script()).undo(run, 1, Decider.automatic(), e -> {}).await();
    assertTrue(config(run).limits().parameters().isEmpty());
  }

  @Test
  void wishesOfAnotherProcessAreTakenAtTheNextSafePoint() throws Exception {
    Path run = temporary.resolve("run");
    grow(
        run,
        (event, turn) -> {},
        event -> {
          if (event instanceof EpochFinished e && e.round() == 0 && e.epoch() == 0) {
            try {
              AdjustmentMail.send(run, List.of(new Adjustment(Setting.LEARNING_RATE, 0.5, "c")));
            } catch (JournalException failure) {
              throw new UncheckedIOException(failure);
            }
          }
        });
    assertEquals(
        List.of(new Adjusted(0, 1, Setting.LEARNING_RATE, OptionalDouble.of(0.1), 0.5, "c")),
        adjusted());
    assertFalse(Files.exists(run.resolve("wanted.json")));
    JournalException over =
        assertThrows(
            JournalException.class,
            () -> AdjustmentMail.send(run, List.of(new Adjustment(Setting.EPOCHS, 2, "c"))));
    assertTrue(over.getMessage().contains("expected a run that is under way"), over.getMessage());
  }

  /** Asked for behind the last safe point: kept for whoever goes on, and told then. */
  @Test
  void whatComesTooLateIsTakenWhenTheRunIsResumed() throws Exception {
    Path run = temporary.resolve("run");
    Adjustment late = new Adjustment(Setting.LEARNING_RATE, 0.5, "ada");
    List<Consumer<Adjustment>> control = new ArrayList<>();
    grow(
        run,
        (event, turn) -> {
          control.add(turn);
          if (event instanceof PhaseFinished p
              && p.round() == ROUNDS
              && p.phase() == Phase.EVALUATE) {
            turn.accept(late);
          }
        },
        e -> {});
    assertEquals(List.of(), adjusted());
    assertTrue(Files.exists(run.resolve("wanted.json")));
    IllegalArgumentException over =
        assertThrows(IllegalArgumentException.class, () -> control.get(0).accept(late));
    assertTrue(over.getMessage().contains("found one that has ended"), over.getMessage());
    List<GrowthEvent> again = new ArrayList<>();
    Services.fake(new FakeEngine.Script())
        .resume(run, RunChange.toRounds(ROUNDS + 1), Decider.automatic(), again::add)
        .await();
    assertEquals(
        List.of(0.5),
        again.stream()
            .filter(Adjusted.class::isInstance)
            .map(event -> ((Adjusted) event).to())
            .toList());
    assertFalse(Files.exists(run.resolve("wanted.json")));
  }

  @Test
  void whatARunHadTakenOutWhenItDiedIsNotLost() throws Exception {
    Path run = Files.createDirectory(temporary.resolve("run"));
    Adjustment rate = new Adjustment(Setting.LEARNING_RATE, 0.5, "ada");
    Adjustment epochs = new Adjustment(Setting.EPOCHS, 3, "ben");
    AdjustmentMail.keep(run, List.of(rate));
    Files.move(run.resolve("wanted.json"), run.resolve("wanted-taken.json"));
    AdjustmentMail.keep(run, List.of(epochs));
    assertEquals(List.of(rate, epochs), AdjustmentMail.take(run));
    assertEquals(List.of(), AdjustmentMail.take(run));
  }

  @Test
  void wishesOfTheSameInstantAreAllKept() throws Exception {
    Path run = Files.createDirectory(temporary.resolve("run"));
    List<Setting> settings = List.of(Setting.LEARNING_RATE, Setting.EPOCHS, Setting.GROWTH_FACTOR);
    for (int i = 0; i < 20; i++) {
      settings.parallelStream()
          .forEach(
              setting -> {
                try {
                  AdjustmentMail.keep(run, List.of(new Adjustment(setting, 2, "ada")));
                } catch (JournalException e) {
                  throw new UncheckedIOException(e);
                }
              });
      assertEquals(
          Set.copyOf(settings),
          AdjustmentMail.take(run).stream().map(Adjustment::setting).collect(Collectors.toSet()));
    }
  }

  @Test
  void whatDoesNotFitIsRefusedInOneSentence() {
    IllegalArgumentException rate =
        assertThrows(
            IllegalArgumentException.class, () -> new Adjustment(Setting.LEARNING_RATE, 0, "ada"));
    assertEquals("learning rate: expected above 0, to 10, found 0.0", rate.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Adjustment(Setting.EPOCHS, 1.5, "ada"));
    assertThrows(IllegalArgumentException.class, () -> new Adjustment(Setting.BUDGET, 0, "ada"));
    assertThrows(
        IllegalArgumentException.class, () -> new Adjustment(Setting.GROWTH_FACTOR, 1, "ada"));
    assertThrows(IllegalArgumentException.class, () -> new Adjustment(Setting.ROUNDS, 1e6, "ada"));
    RunConfig fixed =
        Configs.withSelection(Configs.seeded(2, 1), OptionalLong.empty(), OptionalDouble.of(1e-6));
    IllegalArgumentException pace =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Adjustment(Setting.GROWTH_FACTOR, 2, "ada").applied(fixed, 1));
    assertEquals(
        "growth factor: expected a run whose pace is factor or adaptive, found pace lambda",
        pace.getMessage());
  }

  private static Path copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        if (!each.endsWith("run.lock")) {
          Files.copy(each, to.resolve(from.relativize(each).toString()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }
}
