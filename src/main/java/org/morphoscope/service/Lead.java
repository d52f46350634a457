package org.morphoscope.service;

import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Who of those that may decide does. The lead of a viewer whose connection is lost is kept for him
 * for half a minute.
 */
public final class Lead {
  private static final long KEPT_NANOS = 30_000_000_000L;

  private final LongSupplier clock;
  private final Runnable changed;
  private String holder;
  private String name = "";
  private boolean away;
  private long left;

  /**
   * @param clock nanoseconds, as {@code System::nanoTime}
   * @param changed told when somebody else has it
   */
  Lead(LongSupplier clock, Runnable changed) {
    this.clock = clock;
    this.changed = changed;
  }

  /**
   * {@return whether the viewer has it then}
   *
   * @param viewer unique name of a viewer
   * @param called the viewer's name in words
   */
  public synchronized boolean offer(String viewer, String called) {
    if (holder == null || holder.equals(viewer) || lapsed()) {
      take(viewer, called);
    }
    return holder.equals(viewer);
  }

  /**
   * Gives it to a viewer, whoever has it.
   *
   * @param viewer unique name of a viewer
   * @param called the viewer's name in words
   */
  public synchronized void take(String viewer, String called) {
    boolean other = !viewer.equals(holder);
    holder = viewer;
    name = called;
    away = false;
    if (other) {
      changed.run();
    }
  }

  /**
   * Frees it, when the viewer has it.
   *
   * @param viewer unique name of a viewer
   */
  public synchronized void give(String viewer) {
    if (viewer.equals(holder)) {
      holder = null;
      name = "";
      changed.run();
    }
  }

  /**
   * The connection of a viewer is lost.
   *
   * @param viewer unique name of a viewer
   */
  public synchronized void lost(String viewer) {
    if (viewer.equals(holder)) {
      away = true;
      left = clock.getAsLong();
    }
  }

  /**
   * {@return whether a viewer has the lead, present or within his time of grace}
   *
   * @param viewer unique name of a viewer
   */
  public synchronized boolean isHeldBy(String viewer) {
    return Objects.equals(holder, viewer) && !lapsed();
  }

  /** {@return the viewer who has it, in words; empty when nobody has} */
  public synchronized String holder() {
    return lapsed() ? "" : name;
  }

  private boolean lapsed() {
    return holder != null && away && clock.getAsLong() - left > KEPT_NANOS;
  }
}
