package org.morphoscope.run;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks a person, who answers from another thread. Who decides and how long it waits may be changed
 * at any time, also while a question is open. An answer is checked before it is taken: one that
 * does not fit leaves the question open.
 *
 * <p>The question, its countdown and its hold live here, with the engine: whoever asks the person
 * looks at {@link #pending} and {@link #secondsLeft} and may come and go.
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
  private long countdownNanos;
  private Mode mode;
  private Proposal pending;
  private Decision answer;
  private long asked;
  private boolean held;

  /**
   * @param seconds length of the countdown, at least 0
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public AskingDecider(Mode mode, double seconds, LongSupplier clock) {
    this.mode = mode;
    this.countdownNanos = nanos(seconds);
    this.clock = clock;
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
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
   * Answers a question.
   *
   * @param asked the proposal that the answer is about
   * @return whether its question was open; false too when it was answered, or decided by the policy
   *     or the countdown, meanwhile
   * @throws IllegalArgumentException in one sentence when the answer does not fit the proposal; the
   *     question stays open
   */
  public synchronized boolean offer(Proposal asked, Decision decision) {
    if (pending != asked || answer != null) {
      return false;
    }
    decision.requireValidFor(pending);
    answer = decision;
    notifyAll();
    return true;
  }

  /** The open question; empty when nobody is asked. */
  public synchronized Optional<Proposal> pending() {
    return answer == null && mode != Mode.AUTOMATIC
        ? Optional.ofNullable(pending)
        : Optional.empty();
  }

  /** Stops the countdown of the open question: the person is looking at it. */
  public synchronized void hold() {
    held = true;
    notifyAll();
  }

  /** Changes who decides; a countdown that runs begins anew. */
  public synchronized void setMode(Mode changed) {
    mode = changed;
    asked = clock.getAsLong();
    notifyAll();
  }

  /**
   * Changes who decides; a countdown that runs begins anew.
   *
   * @param seconds length of the countdown, at least 0
   */
  public synchronized void setMode(Mode changed, double seconds) {
    countdownNanos = nanos(seconds);
    setMode(changed);
  }

  public synchronized Mode mode() {
    return mode;
  }

  /** Length of the countdown. */
  public synchronized double seconds() {
    return countdownNanos / 1e9;
  }

  /** What is left of the countdown, in seconds; empty when none runs. */
  public synchronized OptionalDouble secondsLeft() {
    if (pending == null || answer != null || mode != Mode.COUNTDOWN || held) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.max(0, countdownNanos - (clock.getAsLong() - asked)) / 1e9);
  }
}
