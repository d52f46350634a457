package org.morphoscope.service.remote;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may stand at the door and for how long: those that have not shown a token yet are few, the
 * one that has stood there longest leaves when another comes, and an address that failed waits.
 */
final class Doorman {
  private static final Logger LOG = LoggerFactory.getLogger(Doorman.class);
  private static final int MOST_WAITING = 64;
  private static final int MOST_ADDRESSES = 1_000;
  private static final long FORGET_NANOS = 60_000_000_000L;
  private static final long STEP_MILLIS = 500;
  private static final int MOST_STEPS = 8;

  private final int mostInside;
  private final LongSupplier clock;
  private final Deque<Closeable> waiting = new ArrayDeque<>();
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };
  private int inside;
  private long sentAway;

  private record Failures(int count, long last) {}

  /**
   * @param mostInside links that have shown a token
   * @param clock nanoseconds
   */
  Doorman(int mostInside, LongSupplier clock) {
    this.mostInside = mostInside;
    this.clock = clock;
  }

  /** Somebody comes; another may have to leave. */
  synchronized void comes(Closeable socket) {
    waiting.add(socket);
    if (waiting.size() > MOST_WAITING) {
      sentAway++;
      if (Long.bitCount(sentAway) == 1) {
        LOG.warn("{} connections that showed no token were closed for newer ones", sentAway);
      }
      close(waiting.poll());
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a connection was closed already", e);
    }
  }

  /** Somebody leaves without having come in. */
  synchronized void leaves(Closeable socket) {
    waiting.remove(socket);
  }

  /** Lets somebody in who has shown a token; false when it is full. */
  synchronized boolean enters(Closeable socket) {
    waiting.remove(socket);
    if (inside >= mostInside) {
      return false;
    }
    inside++;
    return true;
  }

  /** Somebody who was in leaves. */
  synchronized void goes() {
    inside--;
  }

  /** A token was wrong; says how long its address is to wait for the answer, in milliseconds. */
  synchronized long failed(String address) {
    Failures before = failures.getOrDefault(address, new Failures(0, clock.getAsLong()));
    boolean forgotten = clock.getAsLong() - before.last() > FORGET_NANOS;
    int count = forgotten ? 1 : before.count() + 1;
    failures.put(address, new Failures(count, clock.getAsLong()));
    return STEP_MILLIS * Math.min(MOST_STEPS, count - 1);
  }
}
