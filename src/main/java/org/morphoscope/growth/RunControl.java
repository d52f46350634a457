package org.morphoscope.growth;

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
}
