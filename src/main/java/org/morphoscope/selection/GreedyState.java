package org.morphoscope.selection;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.morphoscope.net.MorphKind;
import org.morphoscope.selection.CandidateIndex.KindGroupRange;
import org.morphoscope.selection.CandidateIndex.KindRange;
import org.morphoscope.selection.Selector.Rules;

/** Where a greedy run is: the sums {@code G m}, what may still be taken, the widths. */
final class GreedyState {
  /** Rows of G that are asked for together where they are computed. */
  private static final int ROWS_AHEAD = 64;

  private final CandidateIndex all;
  private final boolean[] eligible;
  private final Set<MorphKind> kinds;
  private final int mostPrunes;
  private final boolean shrinks;

  /** {@code G m}; of candidates that cannot be taken any more it need not be up to date. */
  private final double[] interaction;

  /** {@code a_c + G_cc / 2}, infinite for what cannot be taken. */
  private final double[] base;

  private final int[] widths;
  private final RangeCosts costs;

  /**
   * @param mostPrunes the required ones included
   */
  GreedyState(CandidateIndex all, Rules rules, int mostPrunes) {
    this.all = all;
    this.mostPrunes = mostPrunes;
    eligible = all.eligible(rules);
    kinds = rules.kinds();
    shrinks = kinds.stream().anyMatch(kind -> kind.widthChange() <= 0);
    interaction = new double[all.size()];
    base = new double[all.size()];
    widths = new int[all.widths.length];
    costs = new RangeCosts(all, widths);
    reset(new double[all.size()]);
  }

  /** Begins anew, with these sums. */
  void reset(double[] sums) {
    System.arraycopy(sums, 0, interaction, 0, sums.length);
    for (int c = 0; c < base.length; c++) {
      base[c] = eligible[c] ? all.deltas[c] : Double.POSITIVE_INFINITY;
    }
    System.arraycopy(all.widths, 0, widths, 0, widths.length);
    costs.widthsChanged();
  }

  /**
   * Copies the sums {@code G m}.
   *
   * @return {@code target}
   */
  double[] sums(double[] target) {
    System.arraycopy(interaction, 0, target, 0, interaction.length);
    return target;
  }

  /** What a candidate adds to the prediction. */
  double gain(int c) {
    return all.deltas[c] + interaction[c];
  }

  /** What a candidate adds to the resource. */
  long change(int c) {
    return costs.change()[all.rangeOf[c]];
  }

  /** A candidate is taken; its row is added apart from that. */
  void mark(int c) {
    base[c] = Double.POSITIVE_INFINITY;
    if (all.sibling[c] >= 0) {
      base[all.sibling[c]] = Double.POSITIVE_INFINITY;
    }
    KindGroupRange range = all.range(c);
    widths[range.group()] += range.step();
    costs.widthChanged(range.group());
  }

  /** Adds a row of G to all sums. */
  void addWholeRow(int c) {
    all.model.gram().addRow(c, interaction);
  }

  /**
   * Adds a row of G to the sums, as far as there is a choice left: the sums of prunes are not kept
   * up once no more of them may be taken.
   *
   * @param prunes taken before
   */
  void addRow(int c, int prunes) {
    for (KindRange span : all.spans) {
      if (open(span.kind(), prunes)) {
        all.model.gram().addRow(c, span.from(), span.to(), interaction);
      }
    }
  }

  /**
   * The same.
   *
   * @return the smallest value of every range then, infinite where there is no choice
   */
  double[] addRowAndLook(int c, int prunes) {
    double[] least = new double[all.ranges.size()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (KindRange span : all.spans) {
      if (span.to() > span.from() && open(span.kind(), prunes)) {
        all.model.gram().addRow(c, span.bounds(), interaction, base, least, span.first());
      }
    }
    return least;
  }

  /** The smallest value of every range, infinite where there is no choice. */
  double[] look() {
    return all.ranges.stream().mapToDouble(this::least).toArray();
  }

  private double least(KindGroupRange range) {
    double least = Double.POSITIVE_INFINITY;
    for (int c = range.from(); c < range.to() && kinds.contains(range.kind()); c++) {
      double value = base[c] + interaction[c];
      // not Math.min: a NaN is never chosen
      least = value < least ? value : least;
    }
    return least;
  }

  private boolean open(MorphKind kind, int prunes) {
    return kinds.contains(kind) && (kind != MorphKind.PRUNE || prunes < mostPrunes);
  }

  /**
   * The state as it is recorded.
   *
   * @param least smallest values of the ranges; taken over
   */
  GreedyStep step(double[] least, long total, double delta, int prunes) {
    long[] change = costs.change().clone();
    double[] price = costs.price().clone();
    for (int r = 0; r < least.length; r++) {
      KindGroupRange range = all.ranges.get(r);
      if (range.step() <= 0
          && (prunes >= mostPrunes || widths[range.group()] <= Selector.MINIMUM_WIDTH)) {
        least[r] = Double.POSITIVE_INFINITY;
      }
      change[r] = least[r] == Double.POSITIVE_INFINITY ? GreedyStep.BARRED : change[r];
    }
    return new GreedyStep(least, change, price, total, total - mayShrink(prunes), delta, prunes);
  }

  /** The first candidate of a range with its smallest value, and the smallest before it. */
  RangeMinimum first(int range, double least) {
    double before = Double.POSITIVE_INFINITY;
    int c = all.ranges.get(range).from();
    for (double value = base[c] + interaction[c];
        value != least;
        value = base[c] + interaction[c]) {
      before = value < before ? value : before;
      c++;
    }
    return new RangeMinimum(range, c, before);
  }

  /**
   * A bound of what the prunes that may still come can take off the resource. A channel costs the
   * more the wider the net is, so later ones take off no more than the dearest does now, and what
   * grows in the meantime does not make the rest smaller.
   */
  private long mayShrink(int prunes) {
    if (!shrinks || prunes >= mostPrunes) {
      return 0;
    }
    long most = 0;
    long[] change = costs.change();
    for (int r = 0; r < change.length; r++) {
      most = all.ranges.get(r).step() < 0 ? Math.max(most, -change[r]) : most;
    }
    return most * Math.min(mostPrunes - prunes, all.order.units());
  }

  /** The first candidate of a range whose value is the smallest after rounding. */
  int firstOfEqual(GreedyStep step, int range, double price) {
    double value = step.least()[range] + price;
    int c = all.ranges.get(range).from();
    while (base[c] + interaction[c] + price != value) {
      c++;
    }
    return c;
  }

  /**
   * Where rows of G are computed: asks for those that are likely to be wanted, together.
   *
   * @param next the row that is wanted now
   */
  void prepare(int next, double lambda, GreedyStep now) {
    Gram gram = all.model.gram();
    for (KindRange span : all.spans) {
      if (span.to() > span.from()
          && open(span.kind(), now.prunes())
          && !gram.rowAtHand(next, span.from(), span.to())) {
        gram.prepare(likely(next, lambda, now, span), span.from(), span.to());
      }
    }
  }

  private int[] likely(int next, double lambda, GreedyStep now, KindRange span) {
    Gram gram = all.model.gram();
    double[] value = new double[base.length];
    for (int c = 0; c < value.length; c++) {
      long change = now.change()[all.rangeOf[c]];
      value[c] =
          change == GreedyStep.BARRED || gram.rowAtHand(c, span.from(), span.to())
              ? Double.POSITIVE_INFINITY
              : base[c] + interaction[c] + lambda * now.price()[all.rangeOf[c]];
    }
    value[next] = Double.NEGATIVE_INFINITY;
    double[] sorted = value.clone();
    Arrays.sort(sorted);
    double limit = Math.min(0, sorted[Math.min(ROWS_AHEAD, sorted.length) - 1]);
    return IntStream.range(0, value.length).filter(c -> value[c] <= limit).toArray();
  }
}
