package org.morphoscope.ui;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.morphoscope.growth.GrowthEvent;

/**
 * Events of one run on their way to the window. Bursts are merged: of scores and of progress only
 * the latest of their kind since the last other event is kept.
 */
final class EventChannel implements Consumer<GrowthEvent> {
  private final Deque<GrowthEvent> queue = new ArrayDeque<>();

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

  /** Takes in a recorded run, whose scores are all to be kept. */
  void acceptAll(List<GrowthEvent> events) {
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

  /** Takes out everything that has come so far, in order. */
  List<GrowthEvent> drain() {
    synchronized (queue) {
      if (queue.isEmpty()) {
        return List.of();
      }
      List<GrowthEvent> events = new ArrayList<>(queue);
      queue.clear();
      return events;
    }
  }
}
