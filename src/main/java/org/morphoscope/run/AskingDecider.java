package org.morphoscope.run;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks a person, who answers from another thread. How long it waits may be changed at any time,
 * also while a question is open.
 */
public final class AskingDecider implements Decider {
  /** How long to wait for a person. */
  public enum Mode {
    /** Not at all: the proposal stands. */
    AUTOMATIC,
    /** Until there is an answer. */
    ASK,
    /** Until there is an answer or the time is up; then the proposal stands. */
    COUNTDOWN
  }

  private final LongSupplier clock;
  private final long countdownNanos;
  private Mode mode;
  private Proposal pending;
  private Decision answer;
  private long asked;
  private boolean held;

  /**
   * @param seconds length of the countdown
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public AskingDecider(Mode mode, double seconds, LongSupplier clock) {
    this.mode = mode;
    this.countdownNanos = (long) (seconds * 1e9);
    this.clock = clock;
  }

  @Override
  public synchronized Decision decide(Proposal proposal) throws InterruptedException {
    pending = proposal;
    answer = null;
    held = false;
    asked = clock.getAsLong();
    try {
      while (answer == null) {
        if (mode == Mode.AUTOMATIC) {
          return Decision.accept(proposal);
        }
        if (mode == Mode.ASK || held) {
          wait();
          continue;
        }
        long left = countdownNanos - (clock.getAsLong() - asked);
        if (left <= 0) {
          Decision policy = Decision.accept(proposal);
          return new Decision(
              policy.apply(),
              policy.vetoed(),
              policy.approved(),
              policy.deferred(),
              Decision.By.COUNTDOWN);
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return answer;
    } finally {
      pending = null;
    }
  }

  /**
   * Answers the open question.
   *
   * @return whether a question was open
   * @throws IllegalArgumentException in one sentence when the answer does not fit the proposal; the
   *     question stays open
   */
  public synchronized boolean offer(Decision decision) {
    if (pending == null || answer != null) {
      return false;
    }
    decision.requireValidFor(pending);
    answer = decision;
    notifyAll();
    return true;
  }

  /** The open question. */
  public synchronized Optional<Proposal> pending() {
    return Optional.ofNullable(pending);
  }

  /** Stops the countdown of the open question: the person is looking at it. */
  public synchronized void hold() {
    held = true;
    notifyAll();
  }

  public synchronized void setMode(Mode changed) {
    mode = changed;
    asked = clock.getAsLong();
    notifyAll();
  }

  public synchronized Mode mode() {
    return mode;
  }

  /** What is left of the countdown; empty when none runs. */
  public synchronized OptionalDouble secondsLeft() {
    if (pending == null || mode != Mode.COUNTDOWN || held) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.max(0, countdownNanos - (clock.getAsLong() - asked)) / 1e9);
  }
}
