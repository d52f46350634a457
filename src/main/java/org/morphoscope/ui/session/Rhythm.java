package org.morphoscope.ui.session;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.morphoscope.ui.kit.Fx;

/**
 * When the window looks for events: every 50 ms when nothing comes, at once when something comes
 * after a rest. Looks that found something are a frame apart, and at most two of them lie within
 * 100 ms, however much comes. No timeline of JavaFX, for the reason that {@link
 * org.morphoscope.ui.kit.Ticker} gives.
 */
final class Rhythm {
  /** From one look to the next when nothing comes. */
  static final long REST = Duration.ofMillis(50).toNanos();

  /** From one look that found something to the next. */
  static final long FRAME = Duration.ofMillis(16).toNanos();

  private final ScheduledExecutorService clock;
  private final Fx fx;
  private final LongSupplier nanos;
  private final Looks looks;
  private ScheduledFuture<?> next;
  private long nextAt;
  private boolean running;

  /** A look waits on the JavaFX thread, or is being done. */
  private boolean waiting;

  /** The looks that found something: the last, and the one before it. */
  private long last;

  private long lastButOne;

  /** What is done in this rhythm, on the JavaFX thread. */
  interface Looks {
    /** {@return whether something was found and taken} */
    boolean look();

    /** {@return when there is something to find, as far as is known now} */
    OptionalLong due();
  }

  /**
   * @param clock waits; only hands the look on
   * @param fx brings it to the JavaFX thread
   * @param nanos time, as {@link System#nanoTime}
   * @param looks done in it
   */
  Rhythm(ScheduledExecutorService clock, Fx fx, LongSupplier nanos, Looks looks) {
    this.clock = clock;
    this.fx = fx;
    this.nanos = nanos;
    this.looks = looks;
    this.last = nanos.getAsLong() - 2 * REST;
    this.lastButOne = last;
  }

  synchronized void start() {
    if (!running) {
      running = true;
      plan(nanos.getAsLong() + REST);
    }
  }

  /** Nothing is looked for any more; a look that was handed on finds the rhythm stopped. */
  synchronized void stop() {
    running = false;
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }

  /**
   * There is something to find; from any thread, never waits.
   *
   * @param due from when on
   */
  synchronized void arrived(long due) {
    if (running && !waiting) {
      plan(notTooSoon(due));
    }
  }

  private long notTooSoon(long wanted) {
    long soonest = last + FRAME;
    long gentle = lastButOne + 2 * REST;
    long bound = soonest - gentle > 0 ? soonest : gentle;
    return wanted - bound > 0 ? wanted : bound;
  }

  /** Plans a look, unless one comes earlier. */
  private void plan(long at) {
    if (next != null) {
      if (nextAt - at <= 0) {
        return;
      }
      next.cancel(false);
    }
    nextAt = at;
    next = clock.schedule(this::handOn, Math.max(0, at - nanos.getAsLong()), TimeUnit.NANOSECONDS);
  }

  private void handOn() {
    synchronized (this) {
      next = null;
      if (!running || waiting) {
        return;
      }
      waiting = true;
    }
    fx.later(this::work);
  }

  private void work() {
    boolean found = false;
    try {
      found = isRunning() && looks.look();
    } finally {
      goOn(found);
    }
  }

  private synchronized boolean isRunning() {
    return running;
  }

  /** What came during the look is asked for: arrivals are passed over until it is done. */
  private synchronized void goOn(boolean found) {
    waiting = false;
    long now = nanos.getAsLong();
    if (found) {
      lastButOne = last;
      last = now;
    }
    if (running) {
      plan(notTooSoon(now + REST));
      looks.due().ifPresent(this::arrived);
    }
  }
}
