package org.morphoscope.service.wire;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What waits to be sent beside the events, and the bell that wakes the sender. Whoever rings never
 * waits; whoever has something to be answered waits while too much is.
 */
public final class Outbox {
  private static final int MOST = 64;

  private final Deque<Frame> frames = new ArrayDeque<>();
  private boolean rung;
  private boolean closed;

  /** Wakes who waits, without a frame. */
  public synchronized void ring() {
    rung = true;
    notifyAll();
  }

  /**
   * Adds a frame; waits while there are many.
   *
   * @param frame goes last
   * @throws InterruptedException when the thread is interrupted
   */
  public synchronized void add(Frame frame) throws InterruptedException {
    while (frames.size() >= MOST && !closed) {
      wait();
    }
    frames.add(frame);
    notifyAll();
  }

  /**
   * Takes the first frame out; null when there is none.
   *
   * @return the frame, or null
   */
  public synchronized Frame poll() {
    Frame frame = frames.poll();
    if (frame != null) {
      notifyAll();
    }
    return frame;
  }

  /** Ends the waiting; what is added later is dropped. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** {@return whether it was closed} */
  public synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Waits for a frame, the bell or the end of the time.
   *
   * @param nanos at most so long
   * @throws InterruptedException when the thread is interrupted
   */
  public synchronized void await(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (!rung && !closed && frames.isEmpty()) {
      long left = (end - System.nanoTime() + 999_999) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
    rung = false;
  }
}
