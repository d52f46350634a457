package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunControl;

/**
 * The control of a run in this process: the engine's thread looks once per batch, and waits here
 * while the run is paused or a decision is awaited.
 */
public final class EngineControl implements RunControl {
  private boolean paused;
  private boolean stopped;
  private boolean pauseAfterRound;
  private Set<Integer> locked = Set.of();
  private boolean locksTouched;
  private boolean locksGiven;
  private Thread waiting;
  private final List<GrowthEvent.Adjusted> recorded = new ArrayList<>();
  private final List<Adjustment> wanted = new ArrayList<>();
  private Supplier<List<Adjustment>> mail = List::of;
  private Consumer<Adjustment> fits =
      adjustment -> {
        throw new IllegalArgumentException(
            adjustment.setting().words()
                + ": expected a run that has begun, found one that opens its data; try again when"
                + " it trains");
      };

  @Override
  public synchronized void pause() {
    paused = true;
    notifyAll();
  }

  @Override
  public synchronized void resume() {
    paused = false;
    pauseAfterRound = false;
    notifyAll();
  }

  @Override
  public synchronized void stepRound() {
    pauseAfterRound = true;
    paused = false;
    notifyAll();
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    if (waiting != null) {
      waiting.interrupt();
    }
    notifyAll();
  }

  @Override
  public synchronized void setLocked(Set<Integer> groups) {
    locked = Set.copyOf(groups);
    locksTouched = true;
    locksGiven = true;
    notifyAll();
  }

  /**
   * Locks that a run goes on with, unless somebody has set others since.
   *
   * @param groups indices of width groups; copied
   */
  public synchronized void keepLocked(Set<Integer> groups) {
    if (!locksGiven) {
      locked = Set.copyOf(groups);
    }
  }

  @Override
  public synchronized Set<Integer> locked() {
    return locked;
  }

  @Override
  public synchronized boolean isPaused() {
    return paused;
  }

  @Override
  public synchronized void adjust(Adjustment adjustment) {
    fits.accept(adjustment);
    wanted.removeIf(other -> other.setting() == adjustment.setting());
    wanted.add(adjustment);
  }

  /**
   * Takes adjustments from here on.
   *
   * @param check throws an {@code IllegalArgumentException} in one sentence when the run has no
   *     such setting
   */
  synchronized void adjustable(Consumer<Adjustment> check) {
    fits = check;
  }

  /** {@return adjustments that came behind the last safe point} From now on they are refused. */
  public synchronized List<Adjustment> ended() {
    adjustable(
        adjustment -> {
          throw new IllegalArgumentException(
              adjustment.setting().words()
                  + ": expected a run that goes on, found one that has ended; go on with it at"
                  + " other settings");
        });
    List<Adjustment> late = List.copyOf(wanted);
    wanted.clear();
    return late;
  }

  /**
   * Adjustments that were made before a run was interrupted: they are made again where they were
   * made.
   *
   * @param before in the order in which they were made
   */
  public synchronized void repeat(List<GrowthEvent.Adjusted> before) {
    recorded.addAll(before);
  }

  /**
   * Asks for further wishes at every safe point.
   *
   * @param wishes what has come by another way, each once; called on the engine's thread
   */
  public synchronized void alsoFrom(Supplier<List<Adjustment>> wishes) {
    mail = wishes;
  }

  /**
   * {@return the adjustments that count from here on, in order: first those to {@link #repeat}}
   *
   * @param round under way
   * @param epoch that is about to begin; -1 before the proposal
   */
  synchronized List<Adjustment> takeAdjustments(int round, int epoch) {
    List<Adjustment> taken = new ArrayList<>();
    Predicate<GrowthEvent.Adjusted> due =
        event -> event.round() < round || (event.round() == round && event.epoch() <= epoch);
    recorded.stream()
        .filter(due)
        .forEach(event -> taken.add(new Adjustment(event.setting(), event.to(), event.who())));
    recorded.removeIf(due);
    mail.get().forEach(this::adjust);
    taken.addAll(wanted);
    wanted.clear();
    return taken;
  }

  /** {@return whether the run is to end} */
  public synchronized boolean isStopped() {
    return stopped;
  }

  /**
   * Where the run lets itself be held: once per batch and between phases, on the engine's thread.
   * Returns at once unless the run is paused.
   *
   * @param pauseChanged told {@code true} when the wait begins and {@code false} when it ends
   * @param locksChanged called when locks were set during the wait
   * @throws RunStoppedException when the run is to end here
   */
  public void awaitTurn(Consumer<Boolean> pauseChanged, Runnable locksChanged)
      throws RunStoppedException {
    synchronized (this) {
      if (stopped) {
        throw new RunStoppedException();
      }
      if (!paused) {
        return;
      }
    }
    pauseChanged.accept(true);
    while (awaitResume()) {
      locksChanged.run();
    }
    pauseChanged.accept(false);
    if (isStopped()) {
      throw new RunStoppedException();
    }
  }

  /** Returns whether it was for locks that it returned. */
  private synchronized boolean awaitResume() {
    while (paused && !stopped && !locksTouched) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Nobody but stop() interrupts an engine; whoever did wants it to end.
        stopped = true;
      }
    }
    locksTouched = false;
    return paused && !stopped;
  }

  /** Pauses when {@link #stepRound} asked for it. */
  public synchronized void roundFinished() {
    if (pauseAfterRound) {
      pauseAfterRound = false;
      paused = true;
    }
  }

  /** Something that is waited for. */
  @FunctionalInterface
  public interface Wait {
    /**
     * Waits.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    void await() throws InterruptedException;
  }

  /**
   * Waits for something before the run begins, until {@link #stop}.
   *
   * @param wait called on this thread
   * @throws RunStoppedException when the run is to end; nothing has come of the waiting then
   */
  public void awaitBegin(Wait wait) throws RunStoppedException {
    synchronized (this) {
      if (stopped) {
        throw new RunStoppedException();
      }
      waiting = Thread.currentThread();
    }
    boolean come = false;
    try {
      wait.await();
      come = true;
    } catch (InterruptedException e) {
      // Nobody but stop() interrupts an engine.
    }
    synchronized (this) {
      waiting = null;
      // one that came too late for the wait: the run ends at its first safe point
      Thread.interrupted();
    }
    if (!come) {
      throw new RunStoppedException();
    }
  }

  /**
   * Starts the thread on which a decision is made; {@link #stop} interrupts it until {@link
   * #awaitAnswer} says that there is an answer.
   *
   * @param decider not started yet
   * @throws RunStoppedException when the run is to end; nothing is started then
   */
  public synchronized void beginWaiting(Thread decider) throws RunStoppedException {
    if (stopped) {
      throw new RunStoppedException();
    }
    waiting = decider;
    decider.start();
  }

  /** To be called when the thread of {@link #beginWaiting} has done its work. */
  public synchronized void answered() {
    waiting = null;
    notifyAll();
  }

  /**
   * Waits for {@link #answered}.
   *
   * @return false when it was for locks that it returned, true when there is an answer
   */
  public synchronized boolean awaitAnswer() {
    while (waiting != null && !locksTouched) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Nobody interrupts an engine; whoever did wants it to end.
        stop();
      }
    }
    locksTouched = false;
    return waiting == null;
  }
}
