package org.morphoscope.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.ui.shell.FakeRuns;

class AskingDeciderTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Proposal proposal =
      FakeRuns.events(1).stream()
          .filter(GrowthEvent.Proposed.class::isInstance)
          .map(event -> ((GrowthEvent.Proposed) event).proposal())
          .findFirst()
          .orElseThrow();

  private static AskingDecider decider(Asking.Mode mode, double seconds) {
    return new AskingDecider(mode, seconds, System::nanoTime);
  }

  private CompletableFuture<Decision> ask(AskingDecider decider) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return decider.decide(proposal);
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }

  private static void awaitPending(AskingDecider decider) throws InterruptedException {
    while (decider.pending().isEmpty()) {
      Thread.sleep(2);
    }
  }

  @Test
  void automaticAnswersAtOnce() throws InterruptedException {
    Decision decision = decider(Asking.Mode.AUTOMATIC, 5).decide(proposal);
    assertEquals(Decision.accept(proposal), decision);
  }

  @Test
  void askingWaitsForTheAnswer() throws Exception {
    AskingDecider decider = decider(Asking.Mode.ASK, 5);
    CompletableFuture<Decision> answer = ask(decider);
    awaitPending(decider);
    assertFalse(answer.isDone());
    Decision nothing = new Decision(List.of(), List.of(), List.of(), List.of(), Decision.By.PERSON);
    assertTrue(decider.offer(proposal, nothing));
    assertEquals(nothing, Assertions.assertTimeout(LONG, () -> answer.get()));
    assertTrue(decider.pending().isEmpty());
  }

  @Test
  void theCountdownTakesTheProposal() {
    AskingDecider decider = decider(Asking.Mode.COUNTDOWN, 1);
    Decision decision = Assertions.assertTimeout(LONG, () -> decider.decide(proposal));
    assertEquals(proposal.selected(), decision.apply());
    assertEquals(Decision.By.COUNTDOWN, decision.by());
  }

  @Test
  void holdingStopsTheCountdown() throws Exception {
    AskingDecider decider = decider(Asking.Mode.COUNTDOWN, 1);
    CompletableFuture<Decision> answer = ask(decider);
    awaitPending(decider);
    decider.hold();
    Thread.sleep(1200);
    assertFalse(answer.isDone());
    assertTrue(decider.secondsLeft().isEmpty());
    decider.setMode(Asking.Mode.AUTOMATIC);
    assertEquals(Decision.By.POLICY, answer.get().by());
  }

  @Test
  void changingToAutomaticReleasesTheEngine() throws Exception {
    AskingDecider decider = decider(Asking.Mode.ASK, 5);
    CompletableFuture<Decision> answer = ask(decider);
    awaitPending(decider);
    decider.setMode(Asking.Mode.AUTOMATIC, 5);
    assertEquals(Decision.accept(proposal), answer.get());
  }

  @Test
  void stoppingReleasesTheEngine() {
    AskingDecider decider = decider(Asking.Mode.ASK, 5);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> decider.decide(proposal));
    assertTrue(decider.pending().isEmpty());
  }

  @Test
  void anAnswerThatDoesNotFitLeavesTheQuestionOpen() throws Exception {
    AskingDecider decider = decider(Asking.Mode.ASK, 5);
    CompletableFuture<Decision> answer = ask(decider);
    awaitPending(decider);
    List<Integer> prunes =
        proposal.candidates().stream()
            .filter(c -> c.kind() == MorphKind.PRUNE && c.unit().group() == 0)
            .map(Candidate::index)
            .toList();
    Decision emptied = new Decision(prunes, List.of(), prunes, List.of(), Decision.By.PERSON);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> decider.offer(proposal, emptied));
    assertTrue(refusal.getMessage().contains("lose all its channels"), refusal.getMessage());
    assertEquals(proposal, decider.pending().orElseThrow());
    assertFalse(answer.isDone());
    Decision accepted = Decision.accept(proposal);
    assertTrue(decider.offer(proposal, accepted));
    assertEquals(accepted, Assertions.assertTimeout(LONG, () -> answer.get()));
  }

  @Test
  void anAnswerToAnotherQuestionIsNotTaken() throws Exception {
    AskingDecider decider = decider(Asking.Mode.ASK, 5);
    CompletableFuture<Decision> answer = ask(decider);
    awaitPending(decider);
    Proposal other =
        FakeRuns.events(2).stream()
            .filter(event -> event instanceof GrowthEvent.Proposed && event.round() == 2)
            .map(event -> ((GrowthEvent.Proposed) event).proposal())
            .findFirst()
            .orElseThrow();
    assertFalse(decider.offer(other, Decision.accept(other)));
    assertFalse(answer.isDone());
    decider.setMode(Asking.Mode.AUTOMATIC);
    assertEquals(Decision.By.POLICY, answer.get().by());
  }

  @Test
  void theCountdownBeginsAnewWhenItsLengthChanges() throws Exception {
    AtomicLong nanos = new AtomicLong();
    AskingDecider decider = new AskingDecider(Asking.Mode.COUNTDOWN, 600, nanos::get);
    CompletableFuture<Decision> answer = ask(decider);
    awaitPending(decider);
    nanos.addAndGet(500_000_000_000L);
    assertEquals(100, decider.secondsLeft().orElseThrow(), 1e-6);
    decider.setMode(Asking.Mode.COUNTDOWN, 300);
    assertEquals(300, decider.secondsLeft().orElseThrow(), 1e-6);
    assertEquals(300, decider.seconds(), 1e-6);
    nanos.addAndGet(300_000_000_000L);
    decider.setMode(Asking.Mode.COUNTDOWN, 0);
    assertEquals(Decision.By.COUNTDOWN, answer.get().by());
  }
}
