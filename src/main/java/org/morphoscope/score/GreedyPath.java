package org.morphoscope.score;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.morphoscope.net.MorphKind;
import org.morphoscope.score.GreedySteps.Step;
import org.morphoscope.score.Selectables.Range;
import org.morphoscope.score.Selector.Rules;
import org.morphoscope.score.Selector.Selection;

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
  private static final int CHECKPOINT_EVERY = 32;

  /** Runs that are remembered: in a bisection one on each side, and one to write. */
  private static final int RECORDS = 3;

  /** Rows of G that are asked for together where they are computed. */
  private static final int ROWS_AHEAD = 64;

  private final Selectables all;
  private final boolean[] eligible;
  private final List<Integer> required;
  private final int mostPrunes;
  private final boolean shrinks;
  private final Set<MorphKind> kinds;
  private final Deque<GreedySteps> records = new ArrayDeque<>();
  private GreedySteps steps = new GreedySteps();

  // the state after the first `live` candidates of a record
  private GreedySteps liveSteps = steps;
  private int live;
  private double[] interaction;
  private final double[] base;
  private final int[] widths;

  GreedyPath(Selectables all, Rules rules) {
    this.all = all;
    int m = all.size();
    eligible = all.eligible(rules);
    kinds = rules.kinds();
    required = rules.required();
    int prunes =
        (int) required.stream().filter(c -> all.range(c).kind() == MorphKind.PRUNE).count();
    mostPrunes = prunes + Math.min(rules.mostPrunes(), Integer.MAX_VALUE - prunes);
    shrinks = rules.kinds().stream().anyMatch(kind -> kind.widthChange() <= 0);
    base = new double[m];
    widths = new int[all.widths.length];
    begin();
  }

  private void begin() {
    interaction = new double[all.size()];
    reset();
    steps.begin(state(0, 0, 0));
    for (int c : required) {
      take(c);
    }
    steps.keep(live, interaction.clone());
    records.add(steps);
  }

  private void reset() {
    for (int c = 0; c < base.length; c++) {
      base[c] = eligible[c] ? all.deltas[c] : Double.POSITIVE_INFINITY;
    }
    System.arraycopy(all.widths, 0, widths, 0, widths.length);
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
      int next = steps.at(count).choose(lambda, allowance);
      if (next == GreedySteps.UNCERTAIN) {
        bringTo(count);
        next = firstOfEqual(steps.at(count), lambda, allowance);
      }
      if (next == GreedySteps.NONE) {
        return count;
      }
      if (count == steps.last() || steps.taken(count) != next) {
        if (count < steps.last()) {
          remember(steps.fork(count));
        }
        bringTo(count);
        prepare(next, lambda);
        take(next);
      }
      count++;
    }
    return count;
  }

  /** Goes on with the record that such a run follows longest. */
  private void resume(double lambda, long allowance) {
    int longest = -1;
    for (GreedySteps record : records) {
      int agreed = record.agreement(start(), lambda, allowance);
      if (agreed > longest) {
        longest = agreed;
        steps = record;
      }
    }
    records.remove(steps);
    remember(steps);
  }

  private void remember(GreedySteps record) {
    steps = record;
    records.addFirst(record);
    if (records.size() > RECORDS) {
      records.removeLast();
    }
  }

  private boolean beyond(Step step, long enough) {
    return step.total() > enough && (!shrinks || step.prunes() >= mostPrunes);
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
    Step step = steps.at(count);
    return new Selection(steps.taken(0, count), step.delta(), step.total(), lambda);
  }

  /** Makes the live state the one after {@code count} candidates. */
  private void bringTo(int count) {
    if (liveSteps != steps || live > count) {
      Map.Entry<Integer, double[]> kept = steps.checkpoint(count);
      System.arraycopy(kept.getValue(), 0, interaction, 0, interaction.length);
      reset();
      live = kept.getKey();
      for (int i = 0; i < live; i++) {
        mark(steps.taken(i));
      }
      liveSteps = steps;
    }
    while (live < count) {
      int c = steps.taken(live);
      addRow(c, steps.at(live).prunes());
      mark(c);
      live++;
    }
  }

  /**
   * Adds a row of G to the sums, as far as there is a choice left: the sums of prunes are not kept
   * up once no more of them may be taken.
   *
   * @param prunes taken before
   */
  private void addRow(int c, int prunes) {
    Gram gram = all.model.gram();
    if (live < required.size()) {
      gram.addRow(c, interaction);
      return;
    }
    for (Selectables.Span span : all.spans) {
      if (kinds.contains(span.kind()) && (span.kind() != MorphKind.PRUNE || prunes < mostPrunes)) {
        gram.addRow(c, span.from(), span.to(), interaction);
      }
    }
  }

  private void mark(int c) {
    base[c] = Double.POSITIVE_INFINITY;
    if (all.sibling[c] >= 0) {
      base[all.sibling[c]] = Double.POSITIVE_INFINITY;
    }
    widths[all.range(c).group()] += all.range(c).step();
  }

  /** Takes a candidate in the live state, which is the last of the record. */
  private void take(int c) {
    Step before = steps.at(live);
    Range range = all.range(c);
    double delta = before.delta() + (all.deltas[c] + interaction[c]);
    long change = all.resource.change(widths, range.group(), range.step());
    addRow(c, before.prunes());
    mark(c);
    live++;
    steps.add(
        c,
        state(
            before.total() + change,
            delta,
            before.prunes() + (range.kind() == MorphKind.PRUNE ? 1 : 0)));
    if (live % CHECKPOINT_EVERY == 0 && live > required.size()) {
      steps.keep(live, interaction.clone());
    }
  }

  private Step state(long total, double delta, int prunes) {
    int ranges = all.ranges.size();
    double[] least = new double[ranges];
    int[] best = new int[ranges];
    double[] before = new double[ranges];
    long[] change = new long[ranges];
    for (int r = 0; r < ranges; r++) {
      Range range = all.ranges.get(r);
      double smallest = Double.POSITIVE_INFINITY;
      double previous = Double.POSITIVE_INFINITY;
      int at = -1;
      boolean full =
          range.step() <= 0
              && (prunes >= mostPrunes || widths[range.group()] <= Selector.MINIMUM_WIDTH);
      for (int c = range.from(); !full && c < range.to(); c++) {
        double value = base[c] + interaction[c];
        if (value < smallest) {
          previous = smallest;
          smallest = value;
          at = c;
        }
      }
      least[r] = smallest;
      before[r] = previous;
      best[r] = at;
      change[r] = at < 0 ? Step.BARRED : all.resource.change(widths, range.group(), range.step());
    }
    return new Step(least, best, before, change, total, delta, prunes);
  }

  /** The first candidate of the cheapest range whose value is the smallest after rounding. */
  private int firstOfEqual(Step step, double lambda, long allowance) {
    int r = step.cheapest(lambda, allowance);
    double price = lambda * step.change()[r];
    double value = step.least()[r] + price;
    int c = all.ranges.get(r).from();
    while (base[c] + interaction[c] + price != value) {
      c++;
    }
    return c;
  }

  /** Where rows of G are computed: asks for those that are likely to be wanted, together. */
  private void prepare(int next, double lambda) {
    if (all.model.gram().rowAtHand(next)) {
      return;
    }
    double[] value = new double[base.length];
    for (int c = 0; c < value.length; c++) {
      long change = steps.at(live).change()[all.rangeOf[c]];
      value[c] =
          change == Step.BARRED || all.model.gram().rowAtHand(c)
              ? Double.POSITIVE_INFINITY
              : base[c] + interaction[c] + lambda * change;
    }
    value[next] = Double.NEGATIVE_INFINITY;
    double[] sorted = value.clone();
    Arrays.sort(sorted);
    double limit = Math.min(0, sorted[Math.min(ROWS_AHEAD, sorted.length) - 1]);
    all.model
        .gram()
        .prepare(IntStream.range(0, value.length).filter(c -> value[c] <= limit).toArray());
  }
}
