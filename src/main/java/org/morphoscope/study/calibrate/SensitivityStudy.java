package org.morphoscope.study.calibrate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resources;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.Selection;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.Selector;

/**
 * Varies one setting at a time around the run's own. Another seed alone is the yardstick: what a
 * setting changes less than that, it does not change.
 */
final class SensitivityStudy {
  private static final double[] LAMBDAS = {0.125, 0.25, 0.5, 2, 4, 8};
  private static final double[] SCALES = {0.1, 0.2, 0.5, 1};
  private static final double[] FRACTIONS = {0.125, 0.25, 0.5};
  private static final double[] STEPS = {0.25, 0.5, 2};

  private final StudiedNet probe;
  private final long seed;
  private final Selection selection;
  private final Candidates order;
  private final List<Sensitivity.Variation> variations = new ArrayList<>();
  private final Consumer<String> progress;
  private Scored standard;
  private Selector.Selection chosen;

  /**
   * @param seed of new neurons, theta and labels at the default
   */
  SensitivityStudy(StudiedNet probe, long seed, Consumer<String> progress) {
    this.probe = probe;
    this.seed = seed;
    this.progress = progress;
    this.selection = probe.net().config().selection();
    this.order = probe.order();
  }

  /**
   * @param scored the default
   */
  Sensitivity run(Scored scored) {
    standard = scored;
    chosen = forBudget(scored);
    add("default", Numbers.text("lambda %.2g", chosen.lambda()), scored, chosen);
    Scoring options = probe.options();
    for (double factor : LAMBDAS) {
      double lambda = factor * chosen.lambda();
      add("lambda", Numbers.text("%.2g", lambda), scored, atLambda(scored, lambda));
    }
    for (long other : new long[] {seed + 101, seed + 102}) {
      Scored of = score(options, other, options.scoreSamples());
      add("seed", Long.toString(other), of, forBudget(of));
    }
    for (double scale : SCALES) {
      vary("theta scale", Double.toString(scale), with(options, options.learnSteps(), scale, 1));
    }
    for (double factor : STEPS) {
      int steps = (int) Math.max(1, Math.round(factor * options.learnSteps()));
      vary(
          "learning steps", Integer.toString(steps), with(options, steps, options.thetaScale(), 1));
    }
    for (double factor : FRACTIONS) {
      Scoring fewer = with(options, options.learnSteps(), options.thetaScale(), factor);
      vary("learning samples", Integer.toString(fewer.learnSamples()), fewer);
    }
    for (double factor : FRACTIONS) {
      int samples = (int) Math.max(2, Math.round(factor * probe.scoring().size()));
      Scored of = probe.score(standard.learned(), options.mode(), samples, seed);
      add("scoring samples", Integer.toString(samples), of, forBudget(of));
    }
    return new Sensitivity(List.copyOf(variations));
  }

  private void vary(String setting, String value, Scoring options) {
    Scored of = score(options, seed, options.scoreSamples());
    add(setting, value, of, forBudget(of));
  }

  private Scored score(Scoring options, long withSeed, int samples) {
    NewNeurons drawn = probe.draw(withSeed);
    return probe.score(probe.learn(options, drawn, withSeed), options.mode(), samples, withSeed);
  }

  private Scoring with(Scoring options, int steps, double scale, double sampleFactor) {
    int samples = (int) Math.max(1, Math.round(sampleFactor * probe.learning().size()));
    return options
        .withLearning(samples, steps, Math.min(options.learnBatch(), samples))
        .withThetaScale(scale);
  }

  private Selector selector(Scored scored) {
    return new Selector(
        scored.result().jointModel(),
        scored.result().errors(),
        probe.net().spec(),
        order.newPerGroup(),
        selection.resource(),
        selection.otherShare());
  }

  private Selector.Selection forBudget(Scored scored) {
    long current = Resources.of(probe.net().spec()).of(selection.resource());
    return selector(scored)
        .forBudget(Math.round((selection.growthFactor() - 1) * current), rules());
  }

  private Selector.Selection atLambda(Scored scored, double lambda) {
    return selector(scored).atLambda(lambda, rules());
  }

  private Selector.Rules rules() {
    return Selector.Rules.of(selection.significance(), selection.kinds());
  }

  private void add(String setting, String value, Scored scored, Selector.Selection set) {
    List<Integer> selected = set.selected();
    Map<MorphKind, List<Integer>> counts = counts(selected);
    variations.add(
        new Sensitivity.Variation(
            setting,
            value,
            selected.size(),
            counts,
            set.resourceChange(),
            set.lambda(),
            set.predictedDelta(),
            probe.measure(scored, selected),
            probe.measureHeldOut(scored, selected),
            correlation(scored),
            jaccard(selected),
            overlap(counts, counts(chosen.selected()))));
    progress.accept(Numbers.text("sensitivity: %s %s", setting, value));
  }

  private Map<MorphKind, List<Integer>> counts(List<Integer> set) {
    Map<MorphKind, List<Integer>> counts = new EnumMap<>(MorphKind.class);
    for (MorphKind kind : MorphKind.values()) {
      int[] perGroup = new int[probe.net().spec().groups().size()];
      for (int c : set) {
        perGroup[order.unit(c).group()] += order.kind(c) == kind ? 1 : 0;
      }
      counts.put(kind, java.util.Arrays.stream(perGroup).boxed().toList());
    }
    return counts;
  }

  private double correlation(Scored scored) {
    int n = 2 * order.units();
    double[] a = java.util.Arrays.copyOf(scored.result().deltas(), n);
    double[] b = java.util.Arrays.copyOf(standard.result().deltas(), n);
    return Agreement.of(a, b, seed).spearman().value();
  }

  private double jaccard(List<Integer> set) {
    Set<Integer> mine = old(set);
    Set<Integer> its = old(chosen.selected());
    Set<Integer> all = new HashSet<>(mine);
    all.addAll(its);
    mine.retainAll(its);
    return all.isEmpty() ? 1 : (double) mine.size() / all.size();
  }

  /** Splits and prunes; new neurons of other draws are other neurons. */
  private Set<Integer> old(List<Integer> set) {
    Set<Integer> old = new HashSet<>(set);
    old.removeIf(c -> order.kind(c) == MorphKind.NEW_NEURON);
    return old;
  }

  private static double overlap(Map<MorphKind, List<Integer>> a, Map<MorphKind, List<Integer>> b) {
    int shared = 0;
    int all = 0;
    for (MorphKind kind : MorphKind.values()) {
      for (int g = 0; g < a.get(kind).size(); g++) {
        shared += Math.min(a.get(kind).get(g), b.get(kind).get(g));
        all += Math.max(a.get(kind).get(g), b.get(kind).get(g));
      }
    }
    return all == 0 ? 1 : (double) shared / all;
  }
}
