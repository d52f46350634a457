package org.morphoscope.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;

/**
 * {@link Selector} as the method says it, without remembering anything: looks at all candidates.
 */
final class NaiveSelector {
  private static final int BISECTIONS = 60;

  private final JointModel model;
  private final double[] errors;
  private final NetworkSpec spec;
  private final Candidates candidates;
  private final ResourceModel resource;
  private final ResourceModel other;
  private final double share;
  private final int[] groupOf;

  // what the model and the candidates say, asked once: the loops below are all of the time
  private final double[][] gram;
  private final double[] delta;
  private final int[] place;
  private final boolean[] grows;

  /** Totals of the net that was scored, of the resource and of the other one. */
  private final double start;

  private final double otherStart;

  /**
   * @param model the joint model of {@code spec}'s candidates
   * @param errors standard error of each candidate's own score
   * @param spec the net that was scored
   * @param newPerGroup new neurons of each group among the candidates
   * @param resource what lambda and budgets are about
   * @param share of the other resource in the price
   */
  NaiveSelector(
      JointModel model,
      double[] errors,
      NetworkSpec spec,
      int newPerGroup,
      Resource resource,
      double share) {
    this.other =
        ResourceModel.of(
            spec,
            resource == Resource.PARAMETERS ? Resource.MULTIPLY_ACCUMULATES : Resource.PARAMETERS);
    this.share = share;
    this.model = model;
    this.errors = errors;
    this.spec = spec;
    this.candidates = new Candidates(spec, newPerGroup);
    this.resource = ResourceModel.of(spec, resource);
    this.start = this.resource.total(spec.widths());
    this.otherStart = other.total(spec.widths());
    if (model.size() != candidates.size() || errors.length != candidates.size()) {
      throw new IllegalArgumentException(
          "the net has %d candidates, the model %d, the errors %d"
              .formatted(candidates.size(), model.size(), errors.length));
    }
    this.groupOf = new int[model.size()];
    this.gram = new double[groupOf.length][groupOf.length];
    this.delta = new double[groupOf.length];
    this.place = new int[groupOf.length];
    this.grows = new boolean[groupOf.length];
    for (int i = 0; i < groupOf.length; i++) {
      groupOf[i] = candidates.unit(i).group();
      delta[i] = model.delta(i);
      place[i] = candidates.place(i);
      grows[i] = candidates.kind(i).widthChange() > 0;
      for (int j = 0; j < groupOf.length; j++) {
        gram[i][j] = model.gram(i, j);
      }
    }
  }

  /** Selector.Selection at a given lambda (loss per unit of the resource). */
  Selector.Selection atLambda(double lambda, Selector.Rules rules) {
    return better(
        rules,
        one -> greedyAt(lambda, one),
        s -> {
          int[] after = widths(s.selected());
          double price =
              price(
                  resource.total(after) - resource.total(spec.widths()),
                  other.total(after) - other.total(spec.widths()));
          return s.predictedDelta() + lambda * price;
        });
  }

  /** Own formula: dR, or (1 - s) dR + s R dO / O. */
  private double price(long change, long otherChange) {
    return share == 0 ? change : (1 - share) * change + share * start / otherStart * otherChange;
  }

  private int[] widths(List<Integer> set) {
    int[] widths = spec.widths();
    set.forEach(c -> widths[groupOf[c]] += candidates.kind(c).widthChange());
    return widths;
  }

  private Selector.Selection greedyAt(double lambda, Selector.Rules rules) {
    return new Greedy(rules).extend(lambda, Long.MAX_VALUE).selection(lambda);
  }

  /**
   * The better one of a set without prunes and a set without new neurons: the joint model fails for
   * sets with both (see the package's decisions).
   */
  private static Selector.Selection better(
      Selector.Rules rules,
      Function<Selector.Rules, Selector.Selection> select,
      ToDoubleFunction<Selector.Selection> cost) {
    if (!rules.kinds().containsAll(Set.of(MorphKind.PRUNE, MorphKind.NEW_NEURON))) {
      return select.apply(rules);
    }
    Selector.Selection withNew = select.apply(rules.without(MorphKind.PRUNE));
    Selector.Selection withPrunes = select.apply(rules.without(MorphKind.NEW_NEURON));
    return cost.applyAsDouble(withPrunes) < cost.applyAsDouble(withNew) ? withPrunes : withNew;
  }

  /**
   * Selector.Selection whose net change of the resource comes closest to {@code allowance} from
   * below, by bisection of lambda. The net never shrinks by it: when prunes outweigh the rest at
   * every lambda, only morphisms that grow are considered.
   */
  Selector.Selection forBudget(long allowance, Selector.Rules rules) {
    return better(rules, one -> withinBudget(allowance, one), Selector.Selection::predictedDelta);
  }

  private Selector.Selection withinBudget(long allowance, Selector.Rules rules) {
    Selector.Selection best = bisect(allowance, rules);
    if (best.resourceChange() < 0 && !rules.growing().kinds().isEmpty()) {
      best = bisect(allowance, rules.growing());
    }
    return best;
  }

  private Selector.Selection bisect(long allowance, Selector.Rules rules) {
    Selector.Selection best = greedyAt(0, rules);
    if (best.resourceChange() <= allowance) {
      return best;
    }
    double low = 0;
    double high = 1e-9;
    best = greedyAt(high, rules);
    while (best.resourceChange() > allowance && high < 1e3) {
      low = high;
      high *= 4;
      best = greedyAt(high, rules);
    }
    for (int i = 0; i < BISECTIONS && high - low > 1e-9 * high; i++) {
      double middle = 0.5 * (low + high);
      Selector.Selection selection = greedyAt(middle, rules);
      if (selection.resourceChange() > allowance) {
        low = middle;
      } else {
        high = middle;
        if (selection.resourceChange() >= best.resourceChange()) {
          best = selection;
        }
      }
    }
    // One morphism more does not fit at a lower lambda: what is left goes to what still pays at
    // all.
    Selector.Selection filled =
        new Greedy(rules).extend(high, allowance).extend(0, allowance).selection(high);
    return filled.predictedDelta() < best.predictedDelta() ? filled : best;
  }

  /** State of one greedy run. */
  private final class Greedy {
    private final int[] widths = spec.widths();
    private final double[] interaction = new double[model.size()];
    private final boolean[] placeTaken = new boolean[candidates.places()];
    private final boolean[] eligible = new boolean[model.size()];
    private final List<Integer> taken = new ArrayList<>();
    private final long first = resource.total(widths);
    private long current = first;
    private final int mostPrunes;
    private int prunes;
    private double sum;

    Greedy(Selector.Rules rules) {
      for (int c = 0; c < model.size(); c++) {
        eligible[c] =
            rules.kinds().contains(candidates.kind(c))
                && !rules.forbidden().contains(c)
                && Math.abs(delta[c]) > rules.significance() * errors[c];
      }
      rules.required().forEach(this::take);
      mostPrunes = prunes + Math.min(rules.mostPrunes(), Integer.MAX_VALUE - prunes);
    }

    Selector.Selection selection(double lambda) {
      return new Selector.Selection(taken, sum, current - first, lambda);
    }

    /**
     * Takes candidates while they pay and the change of the resource stays within the allowance.
     */
    Greedy extend(double lambda, long allowance) {
      int best = cheapest(lambda, allowance);
      while (best >= 0) {
        take(best);
        best = cheapest(lambda, allowance);
      }
      return this;
    }

    /** The candidate with the smallest negative value, or -1. */
    private int cheapest(double lambda, long allowance) {
      long[] grow = stepChanges(1);
      long[] shrink = stepChanges(-1);
      double[] growPrice = stepPrices(1);
      double[] shrinkPrice = stepPrices(-1);
      int best = -1;
      double bestValue = 0;
      for (int c = 0; c < eligible.length; c++) {
        if (!eligible[c] || placeTaken[place[c]]) {
          continue;
        }
        int group = groupOf[c];
        if (!grows[c] && (prunes >= mostPrunes || widths[group] <= Selector.MINIMUM_WIDTH)) {
          continue;
        }
        long change = grows[c] ? grow[group] : shrink[group];
        if (change > 0 && current - first + change > allowance) {
          continue;
        }
        double price = grows[c] ? growPrice[group] : shrinkPrice[group];
        double value = delta[c] + interaction[c] + lambda * price;
        if (value < bestValue) {
          bestValue = value;
          best = c;
        }
      }
      return best;
    }

    private void take(int c) {
      sum += delta[c] + interaction[c];
      for (int i = 0; i < interaction.length; i++) {
        interaction[i] += gram[c][i];
      }
      placeTaken[place[c]] = true;
      widths[groupOf[c]] += candidates.kind(c).widthChange();
      taken.add(c);
      prunes += candidates.kind(c) == MorphKind.PRUNE ? 1 : 0;
      current = resource.total(widths);
    }

    /** Price of a group's current width changing by {@code step}: that of all its candidates. */
    private double[] stepPrices(int step) {
      double[] prices = new double[widths.length];
      long before = resource.total(widths);
      long otherBefore = other.total(widths);
      for (int group = 0; group < widths.length; group++) {
        int[] after = widths.clone();
        after[group] += step;
        prices[group] = price(resource.total(after) - before, other.total(after) - otherBefore);
      }
      return prices;
    }

    /** Change of the resource when a group's current width changes by {@code step}. */
    private long[] stepChanges(int step) {
      long[] changes = new long[widths.length];
      for (int group = 0; group < widths.length; group++) {
        changes[group] = resource.change(widths, group, step);
      }
      return changes;
    }
  }
}
