package org.morphoscope.study.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.run.Seeds;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.JointModel;
import org.morphoscope.selection.Selector;

/** Whole sets: the joint formula against the really grown net. */
final class Sets {
  private static final double[] FACTORS = {1.05, 1.1, 1.2, 1.4, 2};
  private static final double[] SHRINK = {0.05, 0.15};
  private static final int[] RANDOM_SIZES = {4, 8, 16, 32};
  private static final double LARGEST_LAMBDA = 1;

  private final StudiedNet probe;
  private final Scored scored;
  private final JointModel model;
  private final Selector selector;
  private final long parameters;
  private final long seed;
  private final List<CalibrationReport.SetOutcome> outcomes = new ArrayList<>();

  Sets(StudiedNet probe, Scored scored, long seed) {
    this.probe = probe;
    this.scored = scored;
    this.seed = seed;
    model = scored.result().jointModel();
    selector =
        new Selector(
            model,
            scored.result().errors(),
            probe.net().spec(),
            scored.learned().newNeurons().perGroup(),
            Resource.PARAMETERS);
    parameters = Resources.of(probe.net().spec()).parameters();
  }

  List<CalibrationReport.SetOutcome> measure() {
    boolean withNew = scored.learned().newNeurons().perGroup() > 0;
    grow("greedy splits", Set.of(MorphKind.SPLIT));
    grow("greedy splits and prunes", Set.of(MorphKind.SPLIT, MorphKind.PRUNE));
    if (withNew) {
      grow("greedy new neurons", Set.of(MorphKind.NEW_NEURON));
      grow("greedy splits and new neurons", Set.of(MorphKind.SPLIT, MorphKind.NEW_NEURON));
      grow("greedy, all kinds", Set.of(MorphKind.SPLIT, MorphKind.PRUNE, MorphKind.NEW_NEURON));
    }
    for (double share : SHRINK) {
      add("greedy prunes", shrink(share));
    }
    random("random splits", MorphKind.SPLIT);
    if (withNew) {
      random("random new neurons", MorphKind.NEW_NEURON);
    }
    return outcomes;
  }

  private void grow(String how, Set<MorphKind> kinds) {
    for (double factor : FACTORS) {
      add(
          how,
          selector
              .forBudget(Math.round((factor - 1) * parameters), Selector.Rules.of(0, kinds))
              .selected());
    }
  }

  /** Prunes at the smallest lambda that saves a share of the parameters. */
  private List<Integer> shrink(double share) {
    Selector.Rules rules = Selector.Rules.of(0, Set.of(MorphKind.PRUNE));
    Selector.Selection selection = selector.atLambda(0, rules);
    for (double lambda = 1e-8;
        lambda < LARGEST_LAMBDA && selection.resourceChange() > -share * parameters;
        lambda *= 1.3) {
      selection = selector.atLambda(lambda, rules);
    }
    return selection.selected();
  }

  private void random(String how, MorphKind kind) {
    Candidates order = probe.order();
    List<Integer> all = new ArrayList<>();
    for (int c = 0; c < order.size(); c++) {
      if (order.kind(c) == kind) {
        all.add(c);
      }
    }
    int[] shuffled = Seeds.permutation(all.size(), seed);
    int from = 0;
    for (int size : RANDOM_SIZES) {
      if (from + size <= all.size()) {
        add(how, Arrays.stream(shuffled, from, from + size).mapToObj(all::get).toList());
        from += size;
      }
    }
  }

  private void add(String how, List<Integer> set) {
    boolean known =
        outcomes.stream().anyMatch(o -> o.how().equals(how) && o.predicted() == model.delta(set));
    if (set.isEmpty() || known) {
      return;
    }
    outcomes.add(
        new CalibrationReport.SetOutcome(
            how,
            set.size(),
            selector.resourceChange(set),
            model.delta(set),
            set.stream().mapToDouble(model::delta).sum(),
            probe.measure(scored, set),
            probe.measureHeldOut(scored, set)));
  }
}
