package org.morphoscope.ui.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

  /** Called on the engine's thread; never blocks for longer than a list operation. */
  @Override
  public void accept(GrowthEvent event) {
    synchronized (queue) {
      if (mergeable(event)) {
        removeOlder(event);
      }
      queue.add(event);
    }
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
