package org.morphoscope.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.ScoresUpdated;
import org.morphoscope.run.LayerScores;

/**
 * Keeps the scores in a list of events from becoming too many: every second score event of rounds
 * that have many goes, the latest round's last. The last scores of a round always stay.
 *
 * @param <E> what holds an event
 */
final class Thinning<E> {
  private static final int FEWEST_PER_ROUND = 4;

  private final long mostNumbers;
  private final Function<E, GrowthEvent> event;
  private long numbers;

  /**
   * @param mostNumbers scores kept, as a count of numbers of 8 bytes
   * @param event what an entry holds
   */
  Thinning(long mostNumbers, Function<E, GrowthEvent> event) {
    this.mostNumbers = mostNumbers;
    this.event = event;
  }

  /** Counts an event that was added. */
  void added(GrowthEvent added) {
    numbers += weight(added);
  }

  /** The list is empty again. */
  void clear() {
    numbers = 0;
  }

  private static long weight(GrowthEvent event) {
    if (!(event instanceof ScoresUpdated scores)) {
      return 0;
    }
    long sum = 0;
    for (LayerScores layer : scores.layers()) {
      sum += 8L * layer.splitDelta().length + 3L * layer.newDelta().length;
    }
    return sum;
  }

  /** Takes out score events while there are too many; says whether any went. */
  boolean thin(List<E> entries) {
    boolean any = false;
    while (numbers > mostNumbers) {
      if (!thin(entries, false) && !thin(entries, true)) {
        break;
      }
      any = true;
    }
    return any;
  }

  private boolean thin(List<E> entries, boolean currentToo) {
    int current = event.apply(entries.get(entries.size() - 1)).round();
    Map<Integer, Integer> perRound = new HashMap<>();
    for (E entry : entries) {
      if (event.apply(entry) instanceof ScoresUpdated scores) {
        perRound.merge(scores.round(), 1, Integer::sum);
      }
    }
    Map<Integer, Integer> seen = new HashMap<>();
    List<E> left = new ArrayList<>();
    for (E entry : entries) {
      GrowthEvent held = event.apply(entry);
      int round = held.round();
      boolean drop = false;
      if (held instanceof ScoresUpdated
          && perRound.get(round) > FEWEST_PER_ROUND
          && (currentToo || round != current)) {
        int fromEnd = perRound.get(round) - seen.merge(round, 1, Integer::sum);
        drop = fromEnd % 2 == 1;
      }
      if (drop) {
        numbers -= weight(held);
      } else {
        left.add(entry);
      }
    }
    boolean thinned = left.size() < entries.size();
    entries.clear();
    entries.addAll(left);
    return thinned;
  }
}
