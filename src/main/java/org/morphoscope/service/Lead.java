package org.morphoscope.service;

import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Who of those that may decide does, and who asks for it. The lead of a viewer whose connection is
 * lost is kept for him for half a minute, and so is his wish; then it goes to whoever asks.
 */
public final class Lead {
  private static final long KEPT_NANOS = 30_000_000_000L;

  private final LongSupplier clock;
  private final Runnable changed;
  private String holder;
  private String name = "";
  private boolean away;
  private long left;
  private String asker;
  private String askerName = "";
  private boolean askerAway;
  private long askerLeft;

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
    settle();
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
    if (viewer.equals(asker)) {
      forgetAsker();
    }
    if (other) {
      changed.run();
    }
  }

  private void forgetAsker() {
    asker = null;
    askerName = "";
    askerAway = false;
  }

  /**
   * Asks whoever has it for it; where nobody has, the viewer gets it at once.
   *
   * @param viewer unique name of a viewer
   * @param called the viewer's name in words
   */
  public synchronized void ask(String viewer, String called) {
    if (!offer(viewer, called)) {
      asker = viewer;
      askerName = called;
      askerAway = false;
      changed.run();
    }
  }

  /**
   * Gives it to the viewer who asks, when this one has it and somebody does.
   *
   * @param viewer unique name of the viewer who has it
   */
  public synchronized void hand(String viewer) {
    if (isHeldBy(viewer) && isAsked()) {
      take(asker, askerName);
    }
  }

  /**
   * Keeps it: the wish of the viewer who asks is refused, when this one has it.
   *
   * @param viewer unique name of the viewer who has it
   */
  public synchronized void keep(String viewer) {
    if (isHeldBy(viewer) && isAsked()) {
      forgetAsker();
      changed.run();
    }
  }

  /** Whether somebody asks who is there, or was a moment ago. */
  private boolean isAsked() {
    return asker != null && !(askerAway && clock.getAsLong() - askerLeft > KEPT_NANOS);
  }

  /**
   * {@return whether a viewer asks for it and has no answer yet}
   *
   * @param viewer unique name of a viewer
   */
  public synchronized boolean isAskedBy(String viewer) {
    settle();
    return isAsked() && asker.equals(viewer);
  }

  /** {@return the viewer who asks for it, in words; empty when nobody does} */
  public synchronized String asker() {
    settle();
    return isAsked() ? askerName : "";
  }

  /** What nobody has any more goes to whoever asks. */
  private void settle() {
    if ((holder == null || lapsed()) && isAsked()) {
      take(asker, askerName);
    }
  }

  /**
   * Frees it, when the viewer has it; whoever asks gets it.
   *
   * @param viewer unique name of a viewer
   */
  public synchronized void give(String viewer) {
    if (viewer.equals(holder)) {
      holder = null;
      name = "";
      settle();
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
    if (viewer.equals(asker)) {
      askerAway = true;
      askerLeft = clock.getAsLong();
    }
  }

  /**
   * A viewer whose connection was lost is back.
   *
   * @param viewer unique name of a viewer
   */
  public synchronized void returned(String viewer) {
    if (viewer.equals(asker)) {
      askerAway = false;
    }
  }

  /**
   * {@return whether a viewer has the lead, present or within his time of grace}
   *
   * @param viewer unique name of a viewer
   */
  public synchronized boolean isHeldBy(String viewer) {
    settle();
    return Objects.equals(holder, viewer) && !lapsed();
  }

  /** {@return the viewer who has it, in words; empty when nobody has} */
  public synchronized String holder() {
    settle();
    return lapsed() ? "" : name;
  }

  private boolean lapsed() {
    return holder != null && away && clock.getAsLong() - left > KEPT_NANOS;
  }
}
