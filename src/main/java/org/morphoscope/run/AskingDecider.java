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
public final class AskingDecider implements Decider, Asking {
  private final LongSupplier clock;
  private final Runnable changed;
  private long countdownNanos;
  private Mode mode;
  private Proposal pending;
  private Decision answer;
  private long asked;
  private boolean held;

  /**
   * @param mode how long to wait for a person
   * @param seconds length of the countdown, at least 0
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public AskingDecider(Mode mode, double seconds, LongSupplier clock) {
    this(mode, seconds, clock, () -> {});
  }

  /**
   * @param mode how long to wait for a person
   * @param seconds length of the countdown, at least 0
   * @param clock nanoseconds, as {@code System::nanoTime}
   * @param changed told whenever anything that this class can be asked for has changed, on the
   *     thread that changed it and inside this object's lock: it may only pass the word on
   */
  public AskingDecider(Mode mode, double seconds, LongSupplier clock, Runnable changed) {
    this.mode = mode;
    this.countdownNanos = nanos(seconds);
    this.clock = clock;
    this.changed = changed;
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
    changed.run();
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
      changed.run();
    }
  }

  @Override
  public synchronized boolean offer(Proposal asked, Decision decision) {
    if (pending != asked || answer != null) {
      return false;
    }
    decision.requireValidFor(pending);
    answer = decision;
    changed.run();
    notifyAll();
    return true;
  }

  @Override
  public synchronized Optional<Proposal> pending() {
    return answer == null && mode != Mode.AUTOMATIC
        ? Optional.ofNullable(pending)
        : Optional.empty();
  }

  @Override
  public synchronized void hold() {
    held = true;
    changed.run();
    notifyAll();
  }

  @Override
  public synchronized void setMode(Mode other) {
    mode = other;
    asked = clock.getAsLong();
    changed.run();
    notifyAll();
  }

  @Override
  public synchronized void setMode(Mode other, double seconds) {
    countdownNanos = nanos(seconds);
    setMode(other);
  }

  @Override
  public synchronized Mode mode() {
    return mode;
  }

  @Override
  public synchronized double seconds() {
    return countdownNanos / 1e9;
  }

  /** {@return whether the countdown of the open question was stopped by {@link #hold}} */
  public synchronized boolean isHeld() {
    return pending != null && held;
  }

  @Override
  public synchronized OptionalDouble secondsLeft() {
    if (pending == null || answer != null || mode != Mode.COUNTDOWN || held) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.max(0, countdownNanos - (clock.getAsLong() - asked)) / 1e9);
  }
}
