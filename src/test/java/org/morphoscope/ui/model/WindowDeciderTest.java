package org.morphoscope.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.ui.shell.FakeRuns;

class WindowDeciderTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Proposal proposal =
      FakeRuns.events(1).stream()
          .filter(GrowthEvent.Proposed.class::isInstance)
          .map(event -> ((GrowthEvent.Proposed) event).proposal())
          .findFirst()
          .orElseThrow();

  private CompletableFuture<Decision> ask(WindowDecider decider) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return decider.decide(proposal);
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }

  private static void awaitPending(WindowDecider decider) throws InterruptedException {
    while (decider.pending().isEmpty()) {
      Thread.sleep(2);
    }
  }

  @Test
  void automaticAnswersAtOnce() throws InterruptedException {
    Decision decision = new WindowDecider(DecisionMode.AUTOMATIC, 5).decide(proposal);
    assertEquals(Decision.accept(proposal), decision);
  }

  @Test
  void askingWaitsForTheAnswer() throws Exception {
    WindowDecider decider = new WindowDecider(DecisionMode.ASK, 5);
    CompletableFuture<Decision> answer = ask(decider);
    awaitPending(decider);
    assertFalse(answer.isDone());
    Decision nothing = new Decision(List.of(), List.of(), List.of(), List.of(), Decision.By.PERSON);
    assertTrue(decider.answer(proposal, nothing));
    assertEquals(nothing, Assertions.assertTimeout(LONG, () -> answer.get()));
    assertTrue(decider.pending().isEmpty());
  }

  @Test
  void theCountdownTakesTheProposal() {
    WindowDecider decider = new WindowDecider(DecisionMode.COUNTDOWN, 1);
    Decision decision = Assertions.assertTimeout(LONG, () -> decider.decide(proposal));
    assertEquals(proposal.selected(), decision.apply());
    assertEquals(Decision.By.COUNTDOWN, decision.by());
  }

  @Test
  void holdingStopsTheCountdown() throws Exception {
    WindowDecider decider = new WindowDecider(DecisionMode.COUNTDOWN, 1);
    CompletableFuture<Decision> answer = ask(decider);
    awaitPending(decider);
    decider.hold();
    Thread.sleep(1200);
    assertFalse(answer.isDone());
    assertTrue(decider.secondsLeft().isEmpty());
    decider.setMode(DecisionMode.AUTOMATIC, 1);
    assertEquals(Decision.By.POLICY, answer.get().by());
  }

  @Test
  void changingToAutomaticReleasesTheEngine() throws Exception {
    WindowDecider decider = new WindowDecider(DecisionMode.ASK, 5);
    CompletableFuture<Decision> answer = ask(decider);
    awaitPending(decider);
    decider.setMode(DecisionMode.AUTOMATIC, 5);
    assertEquals(Decision.accept(proposal), answer.get());
  }

  @Test
  void stoppingReleasesTheEngine() {
    WindowDecider decider = new WindowDecider(DecisionMode.ASK, 5);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> decider.decide(proposal));
    assertTrue(decider.pending().isEmpty());
  }
}
