package org.morphoscope.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;

/**
 * Greedy selection on the joint model (method.md section 8): from the empty set, add the candidate
 * with the smallest {@code a_c + (G m)_c + G_cc / 2 + lambda dR(m -> m + c)} while it is negative.
 * A pure function of its arguments, quick enough to follow a dragged lambda.
 */
public final class Selector {
  /** A layer is not pruned below this width. */
  public static final int MINIMUM_WIDTH = 2;

  private static final int BISECTIONS = 60;

  private final JointModel model;
  private final double[] errors;
  private final NetworkSpec spec;
  private final Candidates candidates;
  private final int[] layerOf;

  /**
   * @param model the joint model of {@code spec}'s candidates
   * @param errors standard error of each candidate's own score
   * @param spec the net that was scored
   */
  public Selector(JointModel model, double[] errors, NetworkSpec spec) {
    this.model = model;
    this.errors = errors;
    this.spec = spec;
    this.candidates = new Candidates(spec);
    if (model.size() != candidates.size() || errors.length != candidates.size()) {
      throw new IllegalArgumentException(
          "the net has %d candidates, the model %d, the errors %d"
              .formatted(candidates.size(), model.size(), errors.length));
    }
    this.layerOf = new int[model.size()];
    for (int i = 0; i < layerOf.length; i++) {
      layerOf[i] = candidates.unit(i).layer();
    }
  }

  /**
   * What may be chosen.
   *
   * @param significance eligible when |dL| exceeds this many standard errors of the single score
   * @param kinds morphisms that may be chosen
   * @param required candidates taken first, whatever they cost; the caller sees to it that they are
   *     at most one per channel and leave every layer its channels
   * @param forbidden candidates never taken
   */
  public record Rules(
      double significance, Set<MorphKind> kinds, List<Integer> required, Set<Integer> forbidden) {
    public Rules {
      kinds = Set.copyOf(kinds);
      required = List.copyOf(required);
      forbidden = Set.copyOf(forbidden);
    }

    public static Rules of(double significance, Set<MorphKind> kinds) {
      return new Rules(significance, kinds, List.of(), Set.of());
    }
  }

  /**
   * A chosen set.
   *
   * @param selected candidate indices in the order taken
   * @param predictedDelta joint prediction for the set
   * @param parameterChange exact
   * @param lambda at which it was made
   */
  public record Selection(
      List<Integer> selected, double predictedDelta, long parameterChange, double lambda) {
    public Selection {
      selected = List.copyOf(selected);
    }
  }

  /** Selection at a given lambda (loss per parameter). */
  public Selection atLambda(double lambda, Rules rules) {
    return new Greedy(rules).extend(lambda, Long.MAX_VALUE).selection(lambda);
  }

  /**
   * Selection whose net change of parameters comes closest to {@code allowance} from below, by
   * bisection of lambda. The net never shrinks by it: when prunes outweigh the splits at every
   * lambda, only splits are considered.
   */
  public Selection forBudget(long allowance, Rules rules) {
    Selection best = bisect(allowance, rules);
    if (best.parameterChange() < 0 && rules.kinds().contains(MorphKind.SPLIT)) {
      Rules splitsOnly =
          new Rules(
              rules.significance(), Set.of(MorphKind.SPLIT), rules.required(), rules.forbidden());
      best = bisect(allowance, splitsOnly);
    }
    return best;
  }

  private Selection bisect(long allowance, Rules rules) {
    Selection best = atLambda(0, rules);
    if (best.parameterChange() <= allowance) {
      return best;
    }
    double low = 0;
    double high = 1e-9;
    best = atLambda(high, rules);
    while (best.parameterChange() > allowance && high < 1e3) {
      low = high;
      high *= 4;
      best = atLambda(high, rules);
    }
    for (int i = 0; i < BISECTIONS && high - low > 1e-9 * high; i++) {
      double middle = 0.5 * (low + high);
      Selection selection = atLambda(middle, rules);
      if (selection.parameterChange() > allowance) {
        low = middle;
      } else {
        high = middle;
        if (selection.parameterChange() >= best.parameterChange()) {
          best = selection;
        }
      }
    }
    // One morphism more does not fit at a lower lambda: what is left goes to what still pays at
    // all.
    Selection filled =
        new Greedy(rules).extend(high, allowance).extend(0, allowance).selection(high);
    return filled.predictedDelta() < best.predictedDelta() ? filled : best;
  }

  /** Exact change of parameters by a set of candidates. */
  public long parameterChange(List<Integer> set) {
    int[] widths = spec.widths();
    for (int c : set) {
      widths[layerOf[c]] += candidates.kind(c).widthChange();
    }
    return Resources.parameterChange(spec, widths);
  }

  /** State of one greedy run. */
  private final class Greedy {
    private final int[] widths = spec.widths();
    private final double[] interaction = new double[model.size()];
    private final boolean[] unitTaken = new boolean[candidates.units()];
    private final boolean[] eligible = new boolean[model.size()];
    private final List<Integer> taken = new ArrayList<>();
    private final long start = Resources.parameters(spec, widths);
    private long current = start;
    private double delta;

    Greedy(Rules rules) {
      for (int c = 0; c < model.size(); c++) {
        eligible[c] =
            rules.kinds().contains(candidates.kind(c))
                && !rules.forbidden().contains(c)
                && Math.abs(model.delta(c)) > rules.significance() * errors[c];
      }
      rules.required().forEach(this::take);
    }

    Selection selection(double lambda) {
      return new Selection(taken, delta, current - start, lambda);
    }

    /** Takes candidates while they pay and the change of parameters stays within the allowance. */
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
      int best = -1;
      double bestValue = 0;
      for (int c = 0; c < eligible.length; c++) {
        if (!eligible[c] || unitTaken[candidates.unitIndex(c)]) {
          continue;
        }
        boolean split = candidates.kind(c) == MorphKind.SPLIT;
        int layer = layerOf[c];
        if (!split && widths[layer] <= MINIMUM_WIDTH) {
          continue;
        }
        long change = split ? grow[layer] : shrink[layer];
        if (change > 0 && current - start + change > allowance) {
          continue;
        }
        double value = model.delta(c) + interaction[c] + lambda * change;
        if (value < bestValue) {
          bestValue = value;
          best = c;
        }
      }
      return best;
    }

    private void take(int c) {
      delta += model.delta(c) + interaction[c];
      for (int i = 0; i < interaction.length; i++) {
        interaction[i] += model.gram(c, i);
      }
      unitTaken[candidates.unitIndex(c)] = true;
      widths[layerOf[c]] += candidates.kind(c).widthChange();
      taken.add(c);
      current = Resources.parameters(spec, widths);
    }

    /** Change of parameters when a layer's current width changes by {@code step}. */
    private long[] stepChanges(int step) {
      long[] changes = new long[widths.length];
      for (int layer = 0; layer < widths.length; layer++) {
        if (widths[layer] + step < 1) {
          continue;
        }
        widths[layer] += step;
        changes[layer] = Resources.parameters(spec, widths) - current;
        widths[layer] -= step;
      }
      return changes;
    }
  }
}
