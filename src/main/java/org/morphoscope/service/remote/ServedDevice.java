package org.morphoscope.service.remote;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/** The device of a server: one computes at a time, in the order in which they came. */
public final class ServedDevice {
  private final Semaphore free = new Semaphore(1, true);

  /**
   * Waits until it is free.
   *
   * @throws IOException in one sentence when the waiting is ended
   */
  public void acquire() throws IOException {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The run was ended while it waited for the device.", e);
    }
  }

  /** Gives it to the next. */
  public void release() {
    free.release();
  }
}
