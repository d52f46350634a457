package org.morphoscope.selection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.morphoscope.net.MorphKind;
import org.morphoscope.selection.Selector.Rules;
import org.morphoscope.selection.Selector.Selection;

/**
 * Greedy runs under the same rules at any lambda. The last runs are remembered: another lambda
 * follows the one with which it agrees longest as long as both take the same candidates, and only
 * then sums rows of G again. A bisection, or a person who drags lambda, so pays for the difference
 * of two sets instead of for a set.
 *
 * <p>What is chosen does not depend on what was asked before: sums are formed in the order of the
 * candidates taken.
 */
final class GreedyPath {
  /** States of {@code G m} are kept after so many candidates. */
  private static final int CHECKPOINT_EVERY = 64;

  /** Runs that are remembered: in a bisection one on each side, and one to write. */
  private static final int RECORDS = 3;

  private final CandidateIndex all;
  private final List<Integer> required;
  private final Deque<GreedyTrace> records = new ArrayDeque<>();

  /** Arrays of kept sums that are free again: fresh memory costs more than the sums themselves. */
  private final Deque<double[]> spare = new ArrayDeque<>();

  private GreedyTrace steps = new GreedyTrace();

  // the state after the first `live` candidates of a record
  private GreedyTrace liveSteps = steps;
  private int live;
  private final GreedyState state;

  /** Takes what the rules require; every run begins behind it. */
  GreedyPath(CandidateIndex all, Rules rules) {
    this.all = all;
    required = rules.required();
    int prunes =
        (int) required.stream().filter(c -> all.range(c).kind() == MorphKind.PRUNE).count();
    int mostPrunes = prunes + Math.min(rules.mostPrunes(), Integer.MAX_VALUE - prunes);
    state = new GreedyState(all, rules, mostPrunes);
    steps.begin(state.step(state.look(), 0, 0, 0));
    for (int c : required) {
      take(c);
    }
    keep();
    records.add(steps);
  }

  /** Number of candidates that come first whatever lambda is. */
  int start() {
    return required.size();
  }

  /**
   * Takes candidates while they pay and the change of the resource stays within the allowance.
   *
   * @param from candidates taken before, with which the last run has to agree
   * @param enough ends the run, unfinished, as soon as the resource has changed by more and cannot
   *     come back
   * @return candidates taken then
   */
  int follow(int from, double lambda, long allowance, long enough) {
    if (from == start()) {
      resume(lambda, allowance);
    }
    int count = from;
    while (!beyond(steps.at(count), enough)) {
      int next = steps.choose(count, lambda, allowance);
      if (next == GreedyTrace.UNCERTAIN) {
        bringTo(count);
        next = firstOfEqual(steps.at(count), lambda, allowance);
      }
      if (next == GreedyTrace.NONE) {
        return count;
      }
      if (count == steps.last() || steps.taken(count) != next) {
        if (count < steps.last()) {
          fork(count);
        }
        bringTo(count);
        state.prepare(next, lambda, steps.at(count));
        take(next);
      }
      count++;
    }
    return count;
  }

  /** Goes on in a copy of the record's first steps: the record stays as it is for other lambdas. */
  private void fork(int count) {
    GreedyTrace fork = steps.fork(count);
    if (liveSteps == steps && live <= count) {
      liveSteps = fork;
    }
    remember(fork);
  }

  /** Goes on with the record that such a run follows longest. */
  private void resume(double lambda, long allowance) {
    int longest = -1;
    for (GreedyTrace record : records) {
      int agreed = record.agreement(start(), lambda, allowance);
      if (agreed > longest) {
        longest = agreed;
        steps = record;
      }
    }
    records.remove(steps);
    remember(steps);
  }

  private void remember(GreedyTrace record) {
    steps = record;
    records.addFirst(record);
    if (records.size() > RECORDS) {
      forget(records.removeLast());
    }
  }

  private void forget(GreedyTrace record) {
    record.checkpoints().entrySet().stream()
        .filter(kept -> records.stream().noneMatch(other -> other.shares(kept)))
        .forEach(kept -> spare.push(kept.getValue()));
  }

  /** Keeps G m of the live state, so that another run can begin here. */
  private void keep() {
    double[] target = spare.isEmpty() ? new double[all.size()] : spare.pop();
    steps.keep(live, state.sums(target));
  }

  private static boolean beyond(GreedyStep step, long enough) {
    return step.floor() > enough;
  }

  /** Whether a run that ended with so many candidates ended early. */
  boolean unfinished(int count, long enough) {
    return beyond(steps.at(count), enough);
  }

  /** Change of the resource by the first {@code count} candidates of the last run. */
  long change(int count) {
    return steps.at(count).total();
  }

  /** The first {@code count} candidates of the last run as a set. */
  Selection selection(int count, double lambda) {
    GreedyStep step = steps.at(count);
    return new Selection(steps.taken(0, count), step.delta(), step.total(), lambda);
  }

  /** Makes the live state the one after {@code count} candidates. */
  private void bringTo(int count) {
    if (liveSteps != steps || live > count) {
      Map.Entry<Integer, double[]> kept = steps.checkpoint(count);
      state.reset(kept.getValue());
      live = kept.getKey();
      for (int i = 0; i < live; i++) {
        state.mark(steps.taken(i));
      }
      liveSteps = steps;
    }
    while (live < count) {
      int c = steps.taken(live);
      state.addRow(c, steps.at(live).prunes());
      state.mark(c);
      live++;
    }
  }

  /** Takes a candidate in the live state, which is the last of the record. */
  private void take(int c) {
    GreedyStep before = steps.at(live);
    double delta = before.delta() + state.gain(c);
    long total = before.total() + state.change(c);
    int prunes = before.prunes() + (all.range(c).kind() == MorphKind.PRUNE ? 1 : 0);
    if (live < required.size()) {
      // what is required need not be the best, nor eligible
      state.mark(c);
      state.addWholeRow(c);
      steps.add(c, RangeMinimum.NONE, state.step(state.look(), total, delta, prunes));
    } else {
      int range = all.rangeOf[c];
      RangeMinimum first = state.first(range, before.least()[range]);
      state.mark(c);
      double[] least = state.addRowAndLook(c, before.prunes());
      steps.add(c, first, state.step(least, total, delta, prunes));
    }
    live++;
    if (live % CHECKPOINT_EVERY == 0 && live > required.size()) {
      keep();
    }
  }

  /** The first candidate of the cheapest range whose value is the smallest after rounding. */
  private int firstOfEqual(GreedyStep step, double lambda, long allowance) {
    int range = step.cheapest(lambda, allowance);
    return state.firstOfEqual(step, range, lambda * step.price()[range]);
  }
}
