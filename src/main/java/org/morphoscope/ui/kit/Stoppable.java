package org.morphoscope.ui.kit;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/**
 * Work that can be stopped while it goes on: its thread is interrupted, and no longer than it works
 * on this.
 *
 * @param <T> what the work gives
 */
public final class Stoppable<T> implements Callable<T> {
  private final Callable<T> work;
  private Thread thread;
  private boolean stopped;

  /**
   * @param work ends soon after an interrupt
   */
  public Stoppable(Callable<T> work) {
    this.work = work;
  }

  @Override
  public T call() throws Exception {
    begin();
    try {
      return work.call();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    if (stopped) {
      throw new CancellationException("stopped before it began");
    }
    thread = Thread.currentThread();
  }

  /** What this thread does next is not meant. */
  private synchronized void end() {
    thread = null;
    if (stopped) {
      Thread.interrupted();
    }
  }

  /** {@return whether it was not stopped} */
  public synchronized boolean isWanted() {
    return !stopped;
  }

  /** Nobody wants the result any more; from any thread. */
  public synchronized void stop() {
    stopped = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
