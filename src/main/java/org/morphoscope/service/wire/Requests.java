package org.morphoscope.service.wire;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a viewer wants of the engine and has no reply to yet. After a reconnection all of it is sent
 * again; the engine's side does nothing twice.
 */
public final class Requests {
  private static final int MOST = 1_000;

  private final Map<String, Frame> open = new LinkedHashMap<>();
  private final Set<String> unsent = new LinkedHashSet<>();
  private long next;

  /**
   * A name for a request.
   *
   * @return a name that no other request of this viewer has
   */
  public synchronized String name() {
    return Long.toString(next++);
  }

  /**
   * Adds one; false when there are so many that nobody seems to take them.
   *
   * @param name from {@link #name}
   * @param frame sent until there is a reply
   * @return whether it was taken
   */
  public synchronized boolean add(String name, Frame frame) {
    if (open.size() >= MOST) {
      return false;
    }
    open.put(name, frame);
    unsent.add(name);
    notifyAll();
    return true;
  }

  /**
   * There is a reply.
   *
   * @param name of the request
   */
  public synchronized void done(String name) {
    open.remove(name);
    unsent.remove(name);
    notifyAll();
  }

  /** {@return whether everything has its reply} */
  public synchronized boolean isEmpty() {
    return open.isEmpty();
  }

  /** Nobody will reply any more. */
  public synchronized void close() {
    open.clear();
    unsent.clear();
    notifyAll();
  }

  /**
   * Waits until there is a reply to everything, at most so long.
   *
   * @param millis at most so long
   * @throws InterruptedException when the thread is interrupted
   */
  public synchronized void awaitEmpty(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; !open.isEmpty() && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  /** Everything has to be sent again. */
  public synchronized void again() {
    unsent.clear();
    unsent.addAll(open.keySet());
    notifyAll();
  }

  /**
   * The first that was not sent on this link; null when there is none for so long.
   *
   * @param millis at most so long
   * @return the frame, or null
   * @throws InterruptedException when the thread is interrupted
   */
  public synchronized Frame take(long millis) throws InterruptedException {
    if (unsent.isEmpty()) {
      wait(millis);
    }
    if (unsent.isEmpty()) {
      return null;
    }
    String name = unsent.iterator().next();
    unsent.remove(name);
    return open.get(name);
  }
}
