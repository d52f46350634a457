package org.morphoscope.ui.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;

/**
 * Holds the engine's thread until the person answers, the countdown ends or the run is stopped. The
 * window looks at {@link #pending} once per frame.
 */
public final class WindowDecider implements Decider {
  private DecisionMode mode;
  private int seconds;
  private Proposal pending;
  private Decision answer;
  private boolean held;
  private long deadline;

  /**
   * @param seconds length of the countdown, at least 1
   */
  public WindowDecider(DecisionMode mode, int seconds) {
    this.mode = mode;
    this.seconds = Math.max(1, seconds);
  }

  @Override
  public synchronized Decision decide(Proposal proposal) throws InterruptedException {
    pending = proposal;
    answer = null;
    held = false;
    restart();
    try {
      while (answer == null && mode != DecisionMode.AUTOMATIC) {
        if (mode == DecisionMode.ASK || held) {
          wait();
        } else {
          long left = deadline - System.nanoTime();
          if (left <= 0) {
            return new Decision(
                proposal.selected(), List.of(), List.of(), List.of(), Decision.By.COUNTDOWN);
          }
          wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
      }
      return answer == null ? Decision.accept(proposal) : answer;
    } finally {
      pending = null;
    }
  }

  /** Changes who answers, also while a proposal waits. */
  public synchronized void setMode(DecisionMode changed, int countdownSeconds) {
    mode = changed;
    seconds = Math.max(1, countdownSeconds);
    restart();
    notifyAll();
  }

  private void restart() {
    deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  /** Answers the proposal, unless it was answered meanwhile. */
  public synchronized boolean answer(Proposal proposal, Decision decision) {
    if (pending != proposal || answer != null) {
      return false;
    }
    answer = decision;
    notifyAll();
    return true;
  }

  /** Stops the countdown: the person has begun to change the set. */
  public synchronized void hold() {
    held = true;
    notifyAll();
  }

  /** The proposal that waits for the person. */
  public synchronized Optional<Proposal> pending() {
    return answer == null && mode != DecisionMode.AUTOMATIC
        ? Optional.ofNullable(pending)
        : Optional.empty();
  }

  /** Seconds until the proposal is taken as it stands; empty without a running countdown. */
  public synchronized Optional<Double> secondsLeft() {
    if (pending == null || held || mode != DecisionMode.COUNTDOWN) {
      return Optional.empty();
    }
    return Optional.of(Math.max(0, (deadline - System.nanoTime()) / 1e9));
  }

  public synchronized DecisionMode mode() {
    return mode;
  }

  public synchronized int seconds() {
    return seconds;
  }
}
