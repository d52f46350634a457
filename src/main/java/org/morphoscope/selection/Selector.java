package org.morphoscope.selection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.text.Texts;

/**
 * Greedy selection on the joint model (method.md section 8): from the empty set, add the candidate
 * with the smallest {@code a_c + (G m)_c + G_cc / 2 + lambda dR(m -> m + c)} while it is negative.
 * Quick enough to follow a dragged lambda: the last runs are remembered (see {@link GreedyPath}),
 * but what is chosen depends on the arguments alone.
 */
public final class Selector {
  /** A layer is not pruned below this width. */
  public static final int MINIMUM_WIDTH = 2;

  private static final int BISECTIONS = 60;

  /** Units for each prune that a policy may take in a round. */
  private static final int UNITS_PER_PRUNE = 20;

  /** Rules whose last run is remembered: without prunes, without new neurons, and growing only. */
  private static final int PATHS = 4;

  private final NetworkSpec spec;
  private final Candidates candidates;
  private final ResourceModel resource;
  private final Price price;
  private final CandidateIndex selectables;
  private final Map<Rules, GreedyPath> paths = new LinkedHashMap<>(8, 0.75f, true);

  /**
   * @param model the joint model of {@code spec}'s candidates
   * @param errors standard error of each candidate's own score
   * @param spec the net that was scored
   * @param newPerGroup new neurons of each group among the candidates
   * @param resource what lambda and budgets are about
   */
  public Selector(
      JointModel model, double[] errors, NetworkSpec spec, int newPerGroup, Resource resource) {
    this(model, errors, spec, newPerGroup, resource, 0);
  }

  /**
   * The same, where lambda prices both resources.
   *
   * @param model the joint model of {@code spec}'s candidates
   * @param errors standard error of each candidate's own score
   * @param spec the net that was scored
   * @param newPerGroup new neurons of each group among the candidates
   * @param resource what budgets are about
   * @param otherShare share of the other resource in the price, 0 to 1: {@code lambda ((1 - s) dR +
   *     s R dO / O)}; budgets stay about {@code resource}
   */
  public Selector(
      JointModel model,
      double[] errors,
      NetworkSpec spec,
      int newPerGroup,
      Resource resource,
      double otherShare) {
    this.spec = spec;
    this.candidates = new Candidates(spec, newPerGroup);
    this.resource = ResourceModel.of(spec, resource);
    if (model.size() != candidates.size() || errors.length != candidates.size()) {
      throw new IllegalArgumentException(
          Texts.of(
              "the net has %d candidates, the model %d, the errors %d",
              candidates.size(), model.size(), errors.length));
    }
    this.price = new Price(spec, resource, otherShare);
    this.selectables = new CandidateIndex(model, errors, spec, candidates, this.resource, price);
  }

  /**
   * What may be chosen.
   *
   * @param significance eligible when |dL| exceeds this many standard errors of the single score
   * @param kinds morphisms that may be chosen
   * @param required candidates taken first, whatever they cost; the caller sees to it that they are
   *     at most one per channel and leave every layer its channels
   * @param forbidden candidates never taken
   * @param mostPrunes at most so many prunes beside the required ones (see the package's decisions)
   */
  public record Rules(
      double significance,
      Set<MorphKind> kinds,
      List<Integer> required,
      Set<Integer> forbidden,
      int mostPrunes) {
    /**
     * Copies the collections.
     *
     * @param significance eligible when |dL| exceeds this many standard errors of the single score
     * @param kinds morphisms that may be chosen
     * @param required candidates taken first, whatever they cost
     * @param forbidden candidates never taken
     * @param mostPrunes at most so many prunes beside the required ones (see the package's
     *     decisions)
     */
    public Rules {
      kinds = Set.copyOf(kinds);
      required = List.copyOf(required);
      forbidden = Set.copyOf(forbidden);
    }

    /** {@return the same rules without morphisms that shrink the net} */
    public Rules growing() {
      Set<MorphKind> growing =
          kinds.stream().filter(kind -> kind.widthChange() > 0).collect(Collectors.toSet());
      return new Rules(significance, growing, required, forbidden, mostPrunes);
    }

    /** The same rules without one kind of morphism. */
    Rules without(MorphKind kind) {
      Set<MorphKind> others =
          kinds.stream().filter(other -> other != kind).collect(Collectors.toSet());
      return new Rules(significance, others, required, forbidden, mostPrunes);
    }

    /**
     * {@return rules with no candidate required or forbidden and any number of prunes}
     *
     * @param significance eligible when |dL| exceeds this many standard errors of the single score
     * @param kinds morphisms that may be chosen
     */
    public static Rules of(double significance, Set<MorphKind> kinds) {
      return new Rules(significance, kinds, List.of(), Set.of(), Integer.MAX_VALUE);
    }

    /**
     * {@return the same rules with a limit of prunes}
     *
     * @param most prunes in a set, 0 or more
     */
    public Rules withMostPrunes(int most) {
      return new Rules(significance, kinds, required, forbidden, most);
    }
  }

  /**
   * A chosen set.
   *
   * @param selected candidate indices in the order taken
   * @param predictedDelta joint prediction for the set
   * @param resourceChange exact change of the resource that was selected for
   * @param lambda at which it was made
   */
  public record Selection(
      List<Integer> selected, double predictedDelta, long resourceChange, double lambda) {
    /**
     * Copies the list.
     *
     * @param selected candidate indices in the order taken
     * @param predictedDelta joint prediction for the set
     * @param resourceChange exact change of the resource that was selected for
     * @param lambda at which it was made
     */
    public Selection {
      selected = List.copyOf(selected);
    }
  }

  /**
   * {@return the number of prunes that a policy takes in one round at most: one per {@value
   * #UNITS_PER_PRUNE} units, at least one}
   *
   * @param spec the net that was scored
   */
  public static int prunesOfARound(NetworkSpec spec) {
    return Math.max(1, spec.unitCount() / UNITS_PER_PRUNE);
  }

  /**
   * {@return the selection at a given lambda (loss per unit of the resource)}
   *
   * @param lambda 0 or more
   * @param rules what may be, must be and must not be in the set
   */
  public synchronized Selection atLambda(double lambda, Rules rules) {
    return better(
        rules,
        one -> greedyAt(lambda, one),
        s -> s.predictedDelta() + lambda * price.change(spec.widths(), widths(s.selected())));
  }

  private Selection greedyAt(double lambda, Rules rules) {
    GreedyPath path = path(rules);
    return path.selection(greedyAt(lambda, path, Long.MAX_VALUE), lambda);
  }

  /** Candidates taken at that lambda; {@code enough} as in {@link GreedyPath#follow}. */
  private static int greedyAt(double lambda, GreedyPath path, long enough) {
    return path.follow(path.start(), lambda, Long.MAX_VALUE, enough);
  }

  private GreedyPath path(Rules rules) {
    GreedyPath path = paths.computeIfAbsent(rules, its -> new GreedyPath(selectables, its));
    if (paths.size() > PATHS) {
      paths.remove(paths.keySet().iterator().next());
    }
    return path;
  }

  /**
   * The better one of a set without prunes and a set without new neurons: the joint model fails for
   * sets with both (see the package's decisions).
   */
  private static Selection better(
      Rules rules, Function<Rules, Selection> select, ToDoubleFunction<Selection> cost) {
    if (!rules.kinds().containsAll(Set.of(MorphKind.PRUNE, MorphKind.NEW_NEURON))) {
      return select.apply(rules);
    }
    Selection withNew = select.apply(rules.without(MorphKind.PRUNE));
    Selection withPrunes = select.apply(rules.without(MorphKind.NEW_NEURON));
    return cost.applyAsDouble(withPrunes) < cost.applyAsDouble(withNew) ? withPrunes : withNew;
  }

  /**
   * {@return the selection whose net change of the resource comes closest to {@code allowance} from
   * below, by bisection of lambda} The net never shrinks by it: when prunes outweigh the rest at
   * every lambda, only morphisms that grow are considered.
   *
   * @param allowance most that the set may add, in units of the resource, 0 or more
   * @param rules what may be, must be and must not be in the set
   */
  public synchronized Selection forBudget(long allowance, Rules rules) {
    return better(rules, one -> withinBudget(allowance, one), Selection::predictedDelta);
  }

  private Selection withinBudget(long allowance, Rules rules) {
    Selection best = bisect(allowance, rules);
    if (best.resourceChange() < 0 && !rules.growing().kinds().isEmpty()) {
      best = bisect(allowance, rules.growing());
    }
    return best;
  }

  private Selection bisect(long allowance, Rules rules) {
    GreedyPath path = path(rules);
    int count = greedyAt(0, path, allowance);
    if (path.change(count) <= allowance) {
      return path.selection(count, 0);
    }
    double low = 0;
    double high = 1e-9;
    count = greedyAt(high, path, allowance);
    while (path.change(count) > allowance && high < 1e3) {
      low = high;
      high *= 4;
      count = greedyAt(high, path, allowance);
    }
    if (path.unfinished(count, allowance)) {
      count = greedyAt(high, path, Long.MAX_VALUE);
    }
    Selection best = path.selection(count, high);
    for (int i = 0; i < BISECTIONS && high - low > 1e-9 * high; i++) {
      double middle = 0.5 * (low + high);
      count = greedyAt(middle, path, allowance);
      if (path.change(count) > allowance) {
        low = middle;
      } else {
        high = middle;
        if (path.change(count) >= best.resourceChange()) {
          best = path.selection(count, middle);
        }
      }
    }
    // One morphism more does not fit at a lower lambda: what is left goes to what still pays at
    // all.
    count = path.follow(path.start(), high, allowance, Long.MAX_VALUE);
    count = path.follow(count, 0, allowance, Long.MAX_VALUE);
    Selection filled = path.selection(count, high);
    return filled.predictedDelta() < best.predictedDelta() ? filled : best;
  }

  /**
   * {@return the exact change of the resource by a set of candidates}
   *
   * @param set indices of candidates, each once
   */
  public long resourceChange(List<Integer> set) {
    return resource.total(widths(set)) - resource.total(spec.widths());
  }

  private int[] widths(List<Integer> set) {
    int[] widths = spec.widths();
    for (int c : set) {
      widths[selectables.range(c).group()] += candidates.kind(c).widthChange();
    }
    return widths;
  }
}
