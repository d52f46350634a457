package org.morphoscope.ui.kit;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does something on the JavaFX thread again and again, as a JavaFX timeline would. But while any
 * timeline or animation timer runs, JavaFX works through a frame sixty times per second, whether
 * there is something to draw or not; the engine needs that time.
 */
public final class Ticker {
  private final ScheduledExecutorService clock;
  private final Fx fx;
  private final Duration period;
  private final Runnable task;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private ScheduledFuture<?> ticks;

  /**
   * @param clock gives the rhythm; only hands the work on
   * @param fx brings the work to the JavaFX thread
   * @param period from one tick to the next; a tick that finds the one before undone is left out
   * @param task done on the JavaFX thread at each tick
   */
  public Ticker(ScheduledExecutorService clock, Fx fx, Duration period, Runnable task) {
    this.clock = clock;
    this.fx = fx;
    this.period = period;
    this.task = task;
  }

  /** Begins; does nothing while it runs. */
  public void start() {
    if (ticks == null) {
      long nanos = period.toNanos();
      ticks = clock.scheduleAtFixedRate(this::tick, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Ends the ticks; a tick that was handed on may still come. More than once does no harm. */
  public void stop() {
    if (ticks != null) {
      ticks.cancel(false);
      ticks = null;
    }
  }

  private void tick() {
    if (waiting.compareAndSet(false, true)) {
      fx.later(this::work);
    }
  }

  private void work() {
    waiting.set(false);
    // a tick may still be on its way when it is stopped
    if (ticks != null) {
      task.run();
    }
  }
}
