package org.morphoscope.score;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.morphoscope.net.MorphKind;
import org.morphoscope.score.GreedySteps.Step;
import org.morphoscope.score.Selectables.Range;
import org.morphoscope.score.Selectables.Span;
import org.morphoscope.score.Selector.Rules;

/** Where a greedy run is: the sums {@code G m}, what may still be taken, the widths. */
final class GreedyState {
  /** Rows of G that are asked for together where they are computed. */
  private static final int ROWS_AHEAD = 64;

  /** Candidates whose smallest value is found in one go, to be looked for only there. */
  private static final int BLOCK = 256;

  private final Selectables all;
  private final boolean[] eligible;
  private final Set<MorphKind> kinds;
  private final int mostPrunes;
  private final boolean shrinks;

  /** {@code G m}; of candidates that cannot be taken any more it need not be up to date. */
  private final double[] interaction;

  /** {@code a_c + G_cc / 2}, infinite for what cannot be taken. */
  private final double[] base;

  private final int[] widths;

  /**
   * @param mostPrunes the required ones included
   */
  GreedyState(Selectables all, Rules rules, int mostPrunes) {
    this.all = all;
    this.mostPrunes = mostPrunes;
    eligible = all.eligible(rules);
    kinds = rules.kinds();
    shrinks = kinds.stream().anyMatch(kind -> kind.widthChange() <= 0);
    interaction = new double[all.size()];
    base = new double[all.size()];
    widths = new int[all.widths.length];
    reset(new double[all.size()]);
  }

  /** Begins anew, with these sums. */
  void reset(double[] sums) {
    System.arraycopy(sums, 0, interaction, 0, sums.length);
    for (int c = 0; c < base.length; c++) {
      base[c] = eligible[c] ? all.deltas[c] : Double.POSITIVE_INFINITY;
    }
    System.arraycopy(all.widths, 0, widths, 0, widths.length);
  }

  /** A copy of the sums {@code G m}. */
  double[] sums() {
    return interaction.clone();
  }

  /** What a candidate adds to the prediction. */
  double gain(int c) {
    return all.deltas[c] + interaction[c];
  }

  /** What a candidate adds to the resource. */
  long change(int c) {
    Range range = all.range(c);
    return all.resource.change(widths, range.group(), range.step());
  }

  /** A candidate is taken; its row is added apart from that. */
  void mark(int c) {
    base[c] = Double.POSITIVE_INFINITY;
    if (all.sibling[c] >= 0) {
      base[all.sibling[c]] = Double.POSITIVE_INFINITY;
    }
    widths[all.range(c).group()] += all.range(c).step();
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
    for (Span span : all.spans) {
      if (open(span, prunes)) {
        all.model.gram().addRow(c, span.from(), span.to(), interaction);
      }
    }
  }

  private boolean open(Span span, int prunes) {
    return span.to() > span.from()
        && kinds.contains(span.kind())
        && (span.kind() != MorphKind.PRUNE || prunes < mostPrunes);
  }

  /** The state as it is recorded. */
  Step step(long total, double delta, int prunes) {
    int ranges = all.ranges.size();
    double[] least = new double[ranges];
    int[] best = new int[ranges];
    double[] before = new double[ranges];
    long[] change = new long[ranges];
    for (int r = 0; r < ranges; r++) {
      Range range = all.ranges.get(r);
      boolean full =
          range.step() <= 0
              && (prunes >= mostPrunes || widths[range.group()] <= Selector.MINIMUM_WIDTH);
      boolean empty = full || !kinds.contains(range.kind());
      scan(range.from(), empty ? range.from() : range.to(), r, least, best, before);
      change[r] =
          best[r] < 0
              ? Step.BARRED
              : all.resource.change(widths, range.group(), range.step());
    }
    return new Step(least, best, before, change, total, total - mayShrink(prunes), delta, prunes);
  }

  /** The smallest value in {@code [from, to)}, where it is first, and the smallest before it. */
  private void scan(int from, int to, int r, double[] least, int[] best, double[] before) {
    double smallest = Double.POSITIVE_INFINITY;
    double previous = Double.POSITIVE_INFINITY;
    int at = -1;
    for (int block = from; block < to; block += BLOCK) {
      int end = Math.min(to, block + BLOCK);
      double here = GreedyLoops.least(base, interaction, block, end);
      // a NaN hides the others of its block
      if (here < smallest || Double.isNaN(here)) {
        for (int c = block; c < end && !(smallest <= here); c++) {
          double value = base[c] + interaction[c];
          if (value < smallest) {
            previous = smallest;
            smallest = value;
            at = c;
          }
        }
      }
    }
    least[r] = smallest;
    best[r] = at;
    before[r] = previous;
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
    for (int group = 0; group < widths.length; group++) {
      most = Math.max(most, -all.resource.change(widths, group, -1));
    }
    return most * Math.min(mostPrunes - prunes, all.order.units());
  }

  /** Candidate {@code c} has the value that is the smallest of its range after rounding. */
  int firstOfEqual(Step step, int range, double price) {
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
  void prepare(int next, double lambda, Step now) {
    Gram gram = all.model.gram();
    for (Span span : all.spans) {
      if (open(span, now.prunes()) && !gram.rowAtHand(next, span.from(), span.to())) {
        gram.prepare(likely(next, lambda, now, span), span.from(), span.to());
      }
    }
  }

  private int[] likely(int next, double lambda, Step now, Span span) {
    Gram gram = all.model.gram();
    double[] value = new double[base.length];
    for (int c = 0; c < value.length; c++) {
      long change = now.change()[all.rangeOf[c]];
      value[c] =
          change == Step.BARRED || gram.rowAtHand(c, span.from(), span.to())
              ? Double.POSITIVE_INFINITY
              : base[c] + interaction[c] + lambda * change;
    }
    value[next] = Double.NEGATIVE_INFINITY;
    double[] sorted = value.clone();
    Arrays.sort(sorted);
    double limit = Math.min(0, sorted[Math.min(ROWS_AHEAD, sorted.length) - 1]);
    return IntStream.range(0, value.length).filter(c -> value[c] <= limit).toArray();
  }
}
