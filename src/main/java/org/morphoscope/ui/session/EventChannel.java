package org.morphoscope.ui.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.morphoscope.run.GrowthEvent;

/**
 * Events of one run on their way to the window. Bursts are merged: of scores and of progress only
 * the latest of their kind since the last other event is kept. Scores leave ten times a second at
 * most: every channel is painted anew for them, and what that takes the scoring goes without.
 */
public final class EventChannel implements Consumer<GrowthEvent> {
  private static final long SCORES_NANOS = 100_000_000L;

  private final Deque<GrowthEvent> queue = new ArrayDeque<>();
  private final LongSupplier clock;
  private volatile LongConsumer bell = due -> {};
  private long scoresLeft;

  /** Empty, on the machine's own clock. */
  public EventChannel() {
    this(System::nanoTime);
  }

  /**
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  public EventChannel(LongSupplier clock) {
    this.clock = clock;
    this.scoresLeft = clock.getAsLong() - SCORES_NANOS;
  }

  /**
   * Somebody wants to know when there is something to take out.
   *
   * @param rung told at each arrival, on its thread, when that is, by the clock of this channel;
   *     must return soon
   */
  void ring(LongConsumer rung) {
    bell = rung;
  }

  /** Called on the engine's thread; never blocks for longer than a list operation. */
  @Override
  public void accept(GrowthEvent event) {
    synchronized (queue) {
      if (mergeable(event)) {
        removeOlder(event);
      }
      queue.add(event);
    }
    due().ifPresent(bell);
  }

  /**
   * Takes in a recorded run, whose scores are all to be kept.
   *
   * @param events all of the run
   */
  public void acceptAll(List<GrowthEvent> events) {
    synchronized (queue) {
      queue.addAll(events);
    }
    due().ifPresent(bell);
  }

  /** When something can be taken out, by the clock of this channel; empty while nothing waits. */
  OptionalLong due() {
    synchronized (queue) {
      long now = clock.getAsLong();
      if (queue.isEmpty()) {
        return OptionalLong.empty();
      }
      boolean scoresAlone = queue.size() == 1 && queue.peek() instanceof GrowthEvent.ScoresUpdated;
      return OptionalLong.of(scoresAlone ? Math.max(now, scoresLeft + SCORES_NANOS) : now);
    }
  }

  private static boolean mergeable(GrowthEvent event) {
    return event instanceof GrowthEvent.ScoresUpdated || event instanceof GrowthEvent.PhaseProgress;
  }

  private void removeOlder(GrowthEvent event) {
    for (Iterator<GrowthEvent> last = queue.descendingIterator(); last.hasNext(); ) {
      GrowthEvent earlier = last.next();
      if (!mergeable(earlier)) {
        return;
      }
      if (earlier.getClass() == event.getClass()) {
        last.remove();
        return;
      }
    }
  }

  /**
   * Takes out everything that has come so far, in order, but for scores that nothing followed yet
   * and that come too soon after the last.
   */
  List<GrowthEvent> drain() {
    synchronized (queue) {
      if (queue.isEmpty()) {
        return List.of();
      }
      long now = clock.getAsLong();
      Optional<GrowthEvent> early =
          now - scoresLeft < SCORES_NANOS ? takeLatestScores() : Optional.empty();
      List<GrowthEvent> events = new ArrayList<>(queue);
      queue.clear();
      early.ifPresent(queue::add);
      if (events.stream().anyMatch(GrowthEvent.ScoresUpdated.class::isInstance)) {
        scoresLeft = now;
      }
      return events;
    }
  }

  private Optional<GrowthEvent> takeLatestScores() {
    for (Iterator<GrowthEvent> last = queue.descendingIterator(); last.hasNext(); ) {
      GrowthEvent event = last.next();
      if (event instanceof GrowthEvent.ScoresUpdated) {
        last.remove();
        return Optional.of(event);
      }
      if (!mergeable(event)) {
        break;
      }
    }
    return Optional.empty();
  }
}
