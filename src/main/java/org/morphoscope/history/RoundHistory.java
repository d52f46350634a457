package org.morphoscope.history;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The rounds of a run: those that count, by number, and all in the order they happened. */
final class RoundHistory {
  private final SortedMap<Integer, RoundRecord> live = new TreeMap<>();
  private final List<RoundRecord> all = new ArrayList<>();

  RoundHistory copy() {
    RoundHistory copy = new RoundHistory();
    Map<RoundRecord, RoundRecord> copies = new IdentityHashMap<>();
    for (RoundRecord record : all) {
      RoundRecord its = record.copy();
      copies.put(record, its);
      copy.all.add(its);
    }
    live.forEach((number, record) -> copy.live.put(number, copies.get(record)));
    return copy;
  }

  /** The rounds that count. */
  SortedMap<Integer, RoundRecord> live() {
    return live;
  }

  /** Every round in the order it began, those that were taken back too. */
  List<RoundRecord> all() {
    return all;
  }

  /**
   * The round of that number that counts.
   *
   * @param made makes it from the number of earlier proposals of the same round
   */
  RoundRecord at(int round, IntFunction<RoundRecord> made) {
    RoundRecord known = live.get(round);
    if (known == null) {
      int before =
          (int)
              all.stream()
                  .filter(record -> record.round() == round && record.proposal().isPresent())
                  .count();
      known = made.apply(before);
      live.put(round, known);
      all.add(known);
    }
    return known;
  }

  /** Forgets rounds from this one on: they are repeated as if they had never been. */
  void forgetFrom(int round) {
    List<RoundRecord> forgotten = List.copyOf(live.tailMap(round).values());
    live.tailMap(round).clear();
    all.removeIf(record -> forgotten.stream().anyMatch(gone -> gone == record));
  }

  /** Rounds from this one on are taken back and stay as an abandoned branch. */
  void abandonFrom(int round) {
    live.tailMap(round).values().forEach(RoundRecord::abandon);
    live.tailMap(round).clear();
    if (!all.isEmpty()) {
      all.get(all.size() - 1).undoneBehind(round);
    }
  }

  void clear() {
    live.clear();
    all.clear();
  }
}
