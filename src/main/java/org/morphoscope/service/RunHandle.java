package org.morphoscope.service;

import org.morphoscope.run.RunControl;

/** A run in the background. */
public interface RunHandle {

  /** Pause, resume, step, stop. */
  RunControl control();

  boolean isDone();

  /** Waits until the run has ended and its files are closed. */
  void await() throws InterruptedException;
}
