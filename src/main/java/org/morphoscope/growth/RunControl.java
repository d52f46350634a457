package org.morphoscope.growth;

import java.util.function.Consumer;
import org.morphoscope.growth.GrowthEngine.RunStoppedException;

/** Pause, resume, step and stop, from any thread; the engine looks once per batch. */
public final class RunControl {
  private boolean paused;
  private boolean stopped;
  private boolean pauseAfterRound;
  private Thread waiting;

  /** Pauses at the next batch. */
  public synchronized void pause() {
    paused = true;
    notifyAll();
  }

  /** Goes on. */
  public synchronized void resume() {
    paused = false;
    pauseAfterRound = false;
    notifyAll();
  }

  /** Goes on to the end of the current round and pauses there. */
  public synchronized void stepRound() {
    pauseAfterRound = true;
    paused = false;
    notifyAll();
  }

  /** Ends the run at the next batch, releasing it when it waits for a decision or is paused. */
  public synchronized void stop() {
    stopped = true;
    if (waiting != null) {
      waiting.interrupt();
    }
    notifyAll();
  }

  public synchronized boolean isPaused() {
    return paused;
  }

  public synchronized boolean isStopped() {
    return stopped;
  }

  /**
   * Where the run lets itself be held: once per batch and between phases, on the engine's thread.
   * Returns at once unless the run is paused.
   *
   * @param pauseChanged told {@code true} when the wait begins and {@code false} when it ends
   * @throws RunStoppedException when the run is to end here
   */
  void awaitTurn(Consumer<Boolean> pauseChanged) throws RunStoppedException {
    synchronized (this) {
      if (stopped) {
        throw new RunStoppedException();
      }
      if (!paused) {
        return;
      }
    }
    pauseChanged.accept(true);
    awaitResume();
    pauseChanged.accept(false);
    if (isStopped()) {
      throw new RunStoppedException();
    }
  }

  private synchronized void awaitResume() {
    while (paused && !stopped) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Nobody but stop() interrupts an engine; whoever did wants it to end.
        stopped = true;
      }
    }
  }

  /** Pauses when {@link #stepRound} asked for it. */
  synchronized void roundFinished() {
    if (pauseAfterRound) {
      pauseAfterRound = false;
      paused = true;
    }
  }

  /** Lets {@link #stop} interrupt this thread until {@link #endWaiting}: a decision is awaited. */
  synchronized void beginWaiting() throws RunStoppedException {
    if (stopped) {
      throw new RunStoppedException();
    }
    waiting = Thread.currentThread();
  }

  /** Ends what {@link #beginWaiting} began; an interrupt that came too late is forgotten. */
  synchronized void endWaiting() {
    waiting = null;
    if (stopped) {
      Thread.interrupted();
    }
  }
}
