package org.morphoscope.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The steps of a greedy run, as far as they do not depend on lambda: for every number of candidates
 * taken, the best value of every range of {@link CandidateIndex} and what it changes. With them a
 * run at another lambda is followed without touching a candidate, up to where it goes another way.
 */
final class GreedyTrace {
  /** The next candidate cannot be told from what is recorded. */
  static final int UNCERTAIN = -2;

  /** No candidate pays. */
  static final int NONE = -1;

  private final List<GreedyStep> steps = new ArrayList<>();
  private final List<RangeMinimum> firsts = new ArrayList<>();
  private final TreeMap<Integer, double[]> checkpoints = new TreeMap<>();
  private int[] taken = new int[16];

  /** Number of candidates taken at the end of the record. */
  int last() {
    return steps.size() - 1;
  }

  GreedyStep at(int count) {
    return steps.get(count);
  }

  /** The candidate that was taken after {@code count} others. */
  int taken(int count) {
    return taken[count];
  }

  /** The first candidates that were taken. */
  List<Integer> taken(int from, int to) {
    List<Integer> list = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      list.add(taken[i]);
    }
    return list;
  }

  /** Records the first state. */
  void begin(GreedyStep first) {
    steps.add(first);
  }

  /** Records that a candidate was taken, and the state then. */
  void add(int candidate, RangeMinimum first, GreedyStep then) {
    int count = steps.size() - 1;
    if (count == taken.length) {
      taken = Arrays.copyOf(taken, 2 * count);
    }
    taken[count] = candidate;
    firsts.add(first);
    steps.add(then);
  }

  /**
   * The candidate with the smallest negative value after {@code count} others, {@link #NONE} or
   * {@link #UNCERTAIN}.
   */
  int choose(int count, double lambda, long allowance) {
    GreedyStep step = steps.get(count);
    int r = step.cheapest(lambda, allowance);
    if (r < 0) {
      return NONE;
    }
    if (count == last() || firsts.get(count).range() != r) {
      return UNCERTAIN;
    }
    RangeMinimum first = firsts.get(count);
    double price = lambda * step.price()[r];
    return first.before() + price == step.least()[r] + price ? UNCERTAIN : first.candidate();
  }

  /** Keeps the sums {@code G m} after {@code count} candidates; taken over. */
  void keep(int count, double[] sums) {
    checkpoints.put(count, sums);
  }

  /** The last sums that were kept for at most {@code count} candidates, with their number. */
  Map.Entry<Integer, double[]> checkpoint(int count) {
    return checkpoints.floorEntry(count);
  }

  /** Sums that were kept, by the number of candidates. */
  NavigableMap<Integer, double[]> checkpoints() {
    return checkpoints;
  }

  /** Whether these sums, kept by another record, are kept by this one too. */
  boolean shares(Map.Entry<Integer, double[]> kept) {
    return checkpoints.get(kept.getKey()) == kept.getValue();
  }

  /** A record that begins like this one and is open after {@code count} candidates. */
  GreedyTrace fork(int count) {
    GreedyTrace fork = new GreedyTrace();
    fork.steps.addAll(steps.subList(0, count + 1));
    fork.firsts.addAll(firsts.subList(0, count));
    fork.taken = Arrays.copyOf(taken, taken.length);
    fork.checkpoints.putAll(checkpoints.headMap(count, true));
    return fork;
  }

  /** How many candidates a run takes that are the same as here, from {@code count} on. */
  int agreement(int count, double lambda, long allowance) {
    int agreed = count;
    while (agreed < last() && choose(agreed, lambda, allowance) == taken[agreed]) {
      agreed++;
    }
    return agreed;
  }
}
