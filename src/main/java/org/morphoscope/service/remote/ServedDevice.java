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
      await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The run was ended while it waited for the device.", e);
    }
  }

  /**
   * Waits until it is free.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  void await() throws InterruptedException {
    free.acquire();
  }

  /** Gives it to the next. */
  public void release() {
    free.release();
  }
}
