package org.morphoscope.service;

import org.morphoscope.run.RunControl;

/** A run in the background. */
public interface RunHandle {

  /** {@return the control to pause, resume, step and stop with} */
  RunControl control();

  /** {@return whether the run has ended and its files are closed} */
  boolean isDone();

  /**
   * Waits until the run has ended and its files are closed.
   *
   * @throws InterruptedException when the waiting thread is interrupted; the run goes on
   */
  void await() throws InterruptedException;
}
