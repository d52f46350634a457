package org.morphoscope.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.run.Asking;
import org.morphoscope.run.AskingDecider;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.PauseChanged;
import org.morphoscope.run.GrowthEvent.PhaseProgress;
import org.morphoscope.run.GrowthEvent.PhaseStarted;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.Phase;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.config.Training;

@Timeout(20)
class EngineControlTest {
  private static final RunConfig CONFIG = Configs.seeded(2, 1);

  private RunConfig config = CONFIG;

  private final EngineControl control = new EngineControl();
  // A test reads what the engine goes on writing; a synchronized list would not bear the streaming.
  private final List<GrowthEvent> events = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"train", "refresh", "learn", "score", "measure", "evaluate"})
  void stopTakesEffectWithinTheBatch(String pass) {
    List<String> seenBatches = new ArrayList<>();
    FakeEngine.Script script =
        new FakeEngine.Script() {
          @Override
          public void onBatch(String name, int round, int batch) {
            if (round == 1) {
              seenBatches.add(name + batch);
              if (name.equals(pass) && batch == 1) {
                control.stop();
              }
            }
          }
        };
    run(script, Decider.automatic(), e -> {});
    assertEquals(pass + "1", seenBatches.get(seenBatches.size() - 1));
    RunEnded end = (RunEnded) events.get(events.size() - 1);
    assertEquals(EndReason.STOPPED, end.reason());
    assertTrue(end.message().contains("from the end of round 0"), end.message());
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void stopBeforeAPhaseEndsTheRun(Phase phase) {
    Training training = CONFIG.training();
    config = CONFIG.withTraining(training.withTail(OptionalInt.of(1), training.tail().at()));
    run(
        new FakeEngine.Script(),
        Decider.automatic(),
        e -> {
          if (e instanceof PhaseStarted s && s.phase() == phase && s.round() >= 1) {
            control.stop();
          }
        });
    assertEquals(EndReason.STOPPED, ((RunEnded) events.get(events.size() - 1)).reason());
  }

  @Test
  void aPausedRunDoesNothingUntilItIsResumed() throws InterruptedException {
    List<String> undisturbed = undisturbed();
    Thread engine =
        start(
            Decider.automatic(),
            e -> {
              if (e instanceof PhaseStarted s && s.phase() == Phase.SCORE && s.round() == 1) {
                control.pause();
              }
            });
    until(() -> events.stream().anyMatch(PauseChanged.class::isInstance));
    int seen = events.size();
    Thread.sleep(30);
    assertEquals(seen, events.size());
    control.resume();
    engine.join();
    List<GrowthEvent> pauses = only(PauseChanged.class);
    assertEquals(List.of(new PauseChanged(1, true), new PauseChanged(1, false)), pauses);
    events.removeAll(pauses);
    assertEquals(undisturbed, EventText.of(kept()));
  }

  @Test
  void aPausedRunCanBeStopped() throws InterruptedException {
    control.pause();
    Thread engine = start(Decider.automatic(), e -> {});
    until(() -> events.stream().anyMatch(PauseChanged.class::isInstance));
    control.stop();
    engine.join();
    assertEquals(EndReason.STOPPED, ((RunEnded) events.get(events.size() - 1)).reason());
  }

  @Test
  void aStepRunsToTheEndOfTheRound() throws InterruptedException {
    control.pause();
    Thread engine = start(Decider.automatic(), e -> {});
    for (int round = 0; round < 3; round++) {
      until(control::isPaused);
      control.stepRound();
      int finished = round + 1;
      until(() -> only(RoundFinished.class).size() == finished);
    }
    engine.join();
    assertEquals(EndReason.ROUNDS_DONE, ((RunEnded) events.get(events.size() - 1)).reason());
    assertEquals(undisturbed(), EventText.of(kept()));
  }

  @Test
  void stopReleasesAWaitingDecider() throws InterruptedException {
    AskingDecider decider = new AskingDecider(Asking.Mode.ASK, 10, System::nanoTime);
    Thread engine = start(decider, e -> {});
    until(() -> decider.pending().isPresent());
    control.stop();
    engine.join();
    assertEquals(EndReason.STOPPED, ((RunEnded) events.get(events.size() - 1)).reason());
    assertTrue(decider.pending().isEmpty());
  }

  @Test
  void anAnswerFromAnotherThreadIsTaken() throws InterruptedException {
    AskingDecider decider = new AskingDecider(Asking.Mode.ASK, 10, System::nanoTime);
    Thread engine = start(decider, e -> {});
    until(() -> decider.pending().isPresent());
    Proposal proposal = decider.pending().orElseThrow();
    Decision wrong = new Decision(List.of(-1), List.of(), List.of(), List.of(), Decision.By.PERSON);
    assertThrows(IllegalArgumentException.class, () -> decider.offer(proposal, wrong));
    List<Integer> one = proposal.selected().subList(0, 1);
    Decision answer = new Decision(one, List.of(5), one, List.of(), Decision.By.PERSON);
    assertTrue(decider.offer(proposal, answer));
    assertFalse(decider.offer(proposal, answer));
    until(() -> decider.pending().map(Proposal::round).orElse(0) == 2);
    decider.setMode(Asking.Mode.AUTOMATIC);
    engine.join();
    List<GrowthEvent> decided = only(GrowthEvent.Decided.class);
    assertEquals(new GrowthEvent.Decided(1, answer), decided.get(0));
    assertEquals(Decision.By.POLICY, ((GrowthEvent.Decided) decided.get(1)).decision().by());
  }

  @Test
  void afterTheCountdownTheProposalStands() throws InterruptedException {
    AskingDecider decider = new AskingDecider(Asking.Mode.COUNTDOWN, 0.02, System::nanoTime);
    Thread engine = start(decider, e -> {});
    engine.join();
    GrowthEvent.Decided decided = (GrowthEvent.Decided) only(GrowthEvent.Decided.class).get(0);
    GrowthEvent.Proposed proposed = (GrowthEvent.Proposed) only(GrowthEvent.Proposed.class).get(0);
    assertEquals(Decision.By.COUNTDOWN, decided.decision().by());
    assertEquals(proposed.proposal().selected(), decided.decision().apply());
  }

  @Test
  void aHeldCountdownWaitsForThePerson() throws InterruptedException {
    AskingDecider decider = new AskingDecider(Asking.Mode.COUNTDOWN, 5, System::nanoTime);
    Thread engine = start(decider, e -> {});
    until(() -> decider.secondsLeft().isPresent());
    decider.hold();
    assertTrue(decider.secondsLeft().isEmpty());
    Proposal proposal = decider.pending().orElseThrow();
    assertTrue(decider.offer(proposal, Decision.accept(proposal)));
    control.stop();
    engine.join();
  }

  private List<String> undisturbed() {
    List<GrowthEvent> all = new ArrayList<>();
    runWith(new EngineControl(), new FakeEngine.Script(), Decider.automatic(), all::add);
    return EventText.of(all.stream().filter(EngineControlTest::isKept).toList());
  }

  private static boolean isKept(GrowthEvent event) {
    return !(event instanceof PhaseProgress) && !(event instanceof PauseChanged);
  }

  private List<GrowthEvent> kept() {
    return events.stream().filter(EngineControlTest::isKept).toList();
  }

  private List<GrowthEvent> only(Class<? extends GrowthEvent> type) {
    return events.stream().filter(type::isInstance).toList();
  }

  private Thread start(Decider decider, Consumer<GrowthEvent> also) {
    Thread thread = new Thread(() -> run(new FakeEngine.Script(), decider, also), "engine");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void run(FakeEngine.Script script, Decider decider, Consumer<GrowthEvent> also) {
    runWith(
        control,
        script,
        decider,
        e -> {
          events.add(e);
          also.accept(e);
        });
  }

  private void runWith(
      EngineControl control,
      FakeEngine.Script script,
      Decider decider,
      Consumer<GrowthEvent> listener) {
    try {
      new GrowthRun(
              new RunIdentity("run-1", "0.0"),
              config,
              new FakeEngine(config, script),
              decider,
              control,
              listener,
              GrowthRun.Checkpoint.NONE,
              () -> 0)
          .run(Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }
}
