package org.morphoscope.ui.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
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
 * the latest of their kind since the last other event is kept. Either leaves ten times a second at
 * most: every channel is painted anew for scores, bars and times for progress, and what that takes
 * the engine goes without.
 */
public final class EventChannel implements Consumer<GrowthEvent> {
  private static final long GAP_NANOS = 100_000_000L;

  private final Deque<GrowthEvent> queue = new ArrayDeque<>();
  private final LongSupplier clock;
  private volatile LongConsumer bell = due -> {};
  private long scoresLeft;
  private long progressLeft;

  /** Empty, on the machine's own clock. */
  public EventChannel() {
    this(System::nanoTime);
  }

  /**
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  public EventChannel(LongSupplier clock) {
    this.clock = clock;
    this.scoresLeft = clock.getAsLong() - GAP_NANOS;
    this.progressLeft = scoresLeft;
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
      return OptionalLong.of(
          queue.stream().mapToLong(this::free).map(free -> Math.max(now, free)).min().orElse(now));
    }
  }

  /** From when on an event may leave that nothing follows. */
  private long free(GrowthEvent event) {
    return queue.stream().allMatch(EventChannel::mergeable)
        ? GAP_NANOS + (event instanceof GrowthEvent.ScoresUpdated ? scoresLeft : progressLeft)
        : Long.MIN_VALUE;
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
   * Takes out everything that has come so far, in order, but for scores and progress that nothing
   * followed yet and that come too soon after the last.
   */
  List<GrowthEvent> drain() {
    synchronized (queue) {
      if (queue.isEmpty()) {
        return List.of();
      }
      long now = clock.getAsLong();
      List<GrowthEvent> early = new ArrayList<>();
      if (now - scoresLeft < GAP_NANOS) {
        takeLatest(GrowthEvent.ScoresUpdated.class).ifPresent(early::add);
      }
      boolean scores = holds(queue, GrowthEvent.ScoresUpdated.class);
      // where scores are painted, progress goes along
      if (!scores && now - progressLeft < GAP_NANOS) {
        takeLatest(GrowthEvent.PhaseProgress.class).ifPresent(early::add);
      }
      List<GrowthEvent> events = new ArrayList<>(queue);
      queue.clear();
      queue.addAll(early);
      scoresLeft = scores ? now : scoresLeft;
      progressLeft = holds(events, GrowthEvent.PhaseProgress.class) ? now : progressLeft;
      return events;
    }
  }

  private static boolean holds(Collection<GrowthEvent> events, Class<?> kind) {
    return events.stream().anyMatch(kind::isInstance);
  }

  private Optional<GrowthEvent> takeLatest(Class<?> kind) {
    for (Iterator<GrowthEvent> last = queue.descendingIterator(); last.hasNext(); ) {
      GrowthEvent event = last.next();
      if (kind.isInstance(event)) {
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
