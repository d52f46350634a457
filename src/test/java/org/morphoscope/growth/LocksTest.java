package org.morphoscope.growth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.morphoscope.compute.Nets;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.run.Asking;
import org.morphoscope.run.AskingDecider;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Applied;
import org.morphoscope.run.GrowthEvent.LocksChanged;
import org.morphoscope.run.GrowthEvent.Proposed;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;

/** Locked layers keep their width. */
class LocksTest {
  private final List<GrowthEvent> events = new ArrayList<>();
  private final EngineControl control = new EngineControl();

  private GrowthRun run(GrowthEngine engine, RunConfig config, Decider decider) {
    return new GrowthRun(
        new RunIdentity("r", "0"),
        config,
        engine,
        decider,
        control,
        events::add,
        GrowthRun.Checkpoint.NONE,
        () -> 0);
  }

  private static RunConfig tiny(GrowthStrategy strategy) {
    return RunConfig.standard("generated:300", "tiny", 2, 7)
        .withData(new DataChoice("generated:300", OptionalInt.empty(), 0.2))
        .withTraining(
            Training.standard()
                .withLearningRate(0.05)
                .withSchedule(Training.Schedule.COSINE)
                .withBatch(32)
                .withEpochs(1, 1)
                .withAugment(false))
        .withScoring(
            Scoring.standard()
                .withLearning(96, 4, 48)
                .withLearnRate(0.02)
                .withSamples(96, 48)
                .withNewPerGroup(3))
        .withSelection(Selection.standard().withGrowthFactor(1.5))
        .withStrategy(strategy);
  }

  @ParameterizedTest
  @EnumSource(value = GrowthStrategy.class, mode = EnumSource.Mode.EXCLUDE, names = "SCORES")
  void aLockedLayerOfARealRunIsNeitherGrownNorPruned(GrowthStrategy strategy) throws IOException {
    RunConfig config = tiny(strategy);
    control.setLocked(Set.of(1, 3));
    try (GrowthEngine engine =
        new NumericEngine(
            config, DataSource.open(config.data().name()), Nets.fastTeam(2), "test")) {
      int[] seed = engine.spec().widths();
      run(engine, config, Decider.automatic()).run(Optional.empty());
      int[] grown = engine.spec().widths();
      assertEquals(seed[1], grown[1]);
      assertEquals(seed[3], grown[3]);
      boolean applied = events.stream().anyMatch(Applied.class::isInstance);
      // what is applied may be taken back when the measurement contradicts it
      // a rival takes nothing where none of its scores is good
      assertTrue(applied || strategy.rival(), "nothing was applied");
      if (!strategy.guarded() && applied) {
        assertFalse(Arrays.equals(seed, grown));
      }
      for (Proposal proposal : proposals()) {
        assertEquals(List.of(1, 3), proposal.locked());
        assertEquals(
            strategy.rival() ? 0 : proposal.candidates().size(), proposal.evidence().size());
        if (!strategy.rival()) {
          assertEquals(proposal.samples(), proposal.evidence().get(0).samples());
        }
      }
    }
    assertEquals(new LocksChanged(0, List.of(1, 3)), events.get(1));
  }

  private List<Proposal> proposals() {
    return events.stream()
        .filter(Proposed.class::isInstance)
        .map(e -> ((Proposed) e).proposal())
        .toList();
  }

  @Test
  void anUnlockedLayerGrowsAgain() throws IOException {
    RunConfig config = Configs.seeded(3, 1);
    run(
            new FakeEngine(config, new FakeEngine.Script()),
            config,
            proposal -> {
              control.setLocked(proposal.round() == 1 ? Set.of(0, 1, 2) : Set.of());
              return Decision.accept(proposal);
            })
        .run(Optional.empty());
    List<Proposal> proposals = proposals();
    assertTrue(groups(proposals.get(0)).stream().anyMatch(group -> group < 3));
    assertTrue(groups(proposals.get(1)).stream().allMatch(group -> group >= 3));
    assertTrue(groups(proposals.get(2)).stream().anyMatch(group -> group < 3));
    assertArrayEquals(
        new Object[] {new LocksChanged(1, List.of(0, 1, 2)), new LocksChanged(2, List.of())},
        events.stream().filter(LocksChanged.class::isInstance).toArray());
  }

  @Test
  void aDiscountChoosesButDoesNotPredict() throws IOException {
    RunConfig plain = Configs.seeded(1, 1);
    RunConfig wary = plain.withSelection(plain.selection().withDiscount(10));
    for (RunConfig config : List.of(plain, wary)) {
      run(new FakeEngine(config, new FakeEngine.Script()), config, Decider.automatic())
          .run(Optional.empty());
    }
    Proposal first = proposals().get(0);
    Proposal second = proposals().get(1);
    assertFalse(first.selected().equals(second.selected()));
    assertEquals(second.model().delta(second.selected()), second.predictedDelta(), 1e-12);
  }

  private static List<Integer> groups(Proposal proposal) {
    return proposal.selected().stream()
        .map(c -> proposal.candidates().get(c).unit().group())
        .toList();
  }

  @Test
  void aLockSetWhilePausedIsToldAtOnce() throws Exception {
    RunConfig config = Configs.seeded(1, 1);
    CountDownLatch paused = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    GrowthRun run =
        new GrowthRun(
            new RunIdentity("r", "0"),
            config,
            new FakeEngine(config, new FakeEngine.Script()),
            Decider.automatic(),
            control,
            event -> {
              if (event instanceof GrowthEvent.PauseChanged) {
                paused.countDown();
              } else if (event instanceof LocksChanged) {
                told.countDown();
              }
            },
            GrowthRun.Checkpoint.NONE,
            () -> 0);
    control.pause();
    Thread thread =
        new Thread(
            () -> {
              try {
                run.run(Optional.empty());
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    assertTrue(paused.await(10, TimeUnit.SECONDS));
    control.setLocked(Set.of(2));
    assertTrue(told.await(10, TimeUnit.SECONDS));
    assertTrue(control.isPaused());
    control.stop();
    thread.join();
  }

  @Test
  void aLockSetWhileADecisionIsAwaitedIsToldBeforeTheAnswer() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    RunConfig config = Configs.seeded(1, 1);
    GrowthRun run =
        new GrowthRun(
            new RunIdentity("r", "0"),
            config,
            new FakeEngine(config, new FakeEngine.Script()),
            proposal -> {
              control.setLocked(Set.of(2));
              assertTrue(told.await(10, TimeUnit.SECONDS), "not told while the question is open");
              return Decision.accept(proposal);
            },
            control,
            event -> {
              events.add(event);
              if (event instanceof LocksChanged) {
                told.countDown();
              }
            },
            GrowthRun.Checkpoint.NONE,
            () -> 0);
    run.run(Optional.empty());
    assertEquals(
        List.of(new LocksChanged(1, List.of(2))),
        events.stream().filter(LocksChanged.class::isInstance).toList());
  }

  @Test
  void whatADeciderThrowsEndsTheRun() {
    RunConfig config = Configs.seeded(1, 1);
    GrowthRun run =
        run(
            new FakeEngine(config, new FakeEngine.Script()),
            config,
            proposal -> {
              throw new IllegalStateException("no answer");
            });
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> run.run(Optional.empty()));
    assertEquals("no answer", thrown.getMessage());
  }

  @Test
  void aQuestionIsWithdrawnWhenTheRunFailsMeanwhile() throws Exception {
    AskingDecider decider = new AskingDecider(Asking.Mode.ASK, 10, System::nanoTime);
    RunConfig config = Configs.seeded(1, 1);
    GrowthRun run =
        new GrowthRun(
            new RunIdentity("r", "0"),
            config,
            new FakeEngine(config, new FakeEngine.Script()),
            proposal -> {
              control.setLocked(Set.of(2));
              return decider.decide(proposal);
            },
            control,
            event -> {
              if (event instanceof LocksChanged) {
                awaitPending(decider, true);
                throw new IllegalStateException("the disk is full");
              }
            },
            GrowthRun.Checkpoint.NONE,
            () -> 0);
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> run.run(Optional.empty()));
    assertEquals("the disk is full", thrown.getMessage());
    awaitPending(decider, false);
  }

  private static void awaitPending(AskingDecider decider, boolean wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (decider.pending().isPresent() != wanted) {
      assertTrue(System.nanoTime() < end, wanted ? "never asked" : "the question stays open");
      Thread.onSpinWait();
    }
  }
}
