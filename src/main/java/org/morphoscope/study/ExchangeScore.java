package org.morphoscope.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.Resource;
import org.morphoscope.score.Baseline;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.score.ScoreResult;
import org.morphoscope.score.ScoringPass;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.selection.Selector;
import org.morphoscope.text.Texts;

/** Scores an exchange case with its given theta and drawn labels. */
public final class ExchangeScore {
  private static final int BATCH = 64;

  private final ExchangeCase input;
  private final CurvatureMode mode;
  private final Team team;

  /**
   * Everything that {@code morphoscope score} writes.
   *
   * @param spec the net
   * @param newPerGroup candidates for new neurons of each group
   * @param mode curvature mode
   * @param logits {@code [N, K]}, frozen
   * @param losses N
   * @param scores a, G, dL, se, raw prunes, moments
   * @param thetaGradient gradient of {@code sum_c J_c}, {@code [O, I, k, k]} per layer
   * @param splits selection over splits alone
   * @param both selection over splits and prunes
   * @param all selection over all three morphisms, when the case has new neurons
   * @param applied the grown net of the asked-for fixed set, if any
   */
  public record Result(
      NetworkSpec spec,
      int newPerGroup,
      CurvatureMode mode,
      double[] logits,
      double[] losses,
      ScoreResult scores,
      List<double[]> thetaGradient,
      Selector.Selection splits,
      Selector.Selection both,
      Optional<Selector.Selection> all,
      Optional<Applied> applied) {}

  /**
   * A grown net, not re-based.
   *
   * @param spec its architecture
   * @param weights its numbers
   * @param logits {@code [N, K]}, frozen
   * @param trainingLogits {@code [N, K]} with the batch statistics of x
   */
  public record Applied(
      NetworkSpec spec, Weights weights, double[] logits, double[] trainingLogits) {}

  /**
   * Prepares nothing yet.
   *
   * @param input the case
   * @param mode curvature mode
   * @param team stays open
   */
  public ExchangeScore(ExchangeCase input, CurvatureMode mode, Team team) {
    this.input = input;
    this.mode = mode;
    this.team = team;
  }

  /**
   * {@return scores, and the net with the set if one was asked for}
   *
   * @param apply name of a fixed set of the case to build, if any
   * @throws CaseFormatException when the case has no such set, or one that cannot be built
   */
  public Result run(Optional<String> apply) throws CaseFormatException {
    Optional<Surgery> surgery =
        apply.isPresent() ? Optional.of(surgery(apply.get())) : Optional.empty();
    int samples = input.samples();
    LabelSampler drawn = LabelSampler.given(input.drawnLabels());
    try (Network network = new Network(input.spec(), input.weights(), team.lead())) {
      double[] logits = logits(network);
      Baseline baseline;
      try (FrozenPasses passes = new FrozenPasses(network, team, BATCH)) {
        baseline = Baseline.of(passes, samples, loader(), done -> {});
      }
      ScoreResult scores;
      try (ScoringPass pass =
          new ScoringPass(
              network, team, mode, BATCH, input.theta(), baseline.meanZ(), input.newNeurons())) {
        scores = pass.run(samples, loader(), drawn, (done, partial) -> {});
      }
      List<double[]> gradient = thetaGradient(network, drawn);
      Selector selector =
          new Selector(
              scores.jointModel(),
              scores.errors(),
              input.spec(),
              input.newNeurons().perGroup(),
              Resource.PARAMETERS);
      Selector.Selection splits = select(selector, Set.of(MorphKind.SPLIT));
      Selector.Selection both = select(selector, Set.of(MorphKind.SPLIT, MorphKind.PRUNE));
      Optional<Applied> applied = surgery.map(fixed -> apply(fixed, scores));
      Optional<Selector.Selection> all =
          input.newNeurons().perGroup() == 0
              ? Optional.empty()
              : Optional.of(select(selector, Set.of(MorphKind.values())));
      return new Result(
          input.spec(),
          input.newNeurons().perGroup(),
          mode,
          logits,
          baseline.losses(),
          scores,
          gradient,
          splits,
          both,
          all,
          applied);
    }
  }

  private Selector.Selection select(Selector selector, Set<MorphKind> kinds) {
    return selector.atLambda(input.lambda(), Selector.Rules.of(input.significance(), kinds));
  }

  private List<double[]> thetaGradient(Network network, LabelSampler drawn) {
    ThetaLearner.Options options =
        new ThetaLearner.Options(mode, input.samples(), BATCH, 1, 0.01, 1, 0, 0);
    try (ThetaLearner learner =
        new ThetaLearner(network, team, options, input.theta(), NewNeurons.none())) {
      return learner.meanGradient(loader(), drawn, input.samples());
    }
  }

  private Surgery surgery(String name) throws CaseFormatException {
    List<Integer> set = input.applied().get(name);
    if (set == null) {
      throw new CaseFormatException(
          Texts.of(
              "net.json: expected \"applied\".\"%s\" for --apply %s, found nothing; leave --apply out",
              name, name));
    }
    if (input.spec().nodes().stream().anyMatch(node -> node.op() instanceof Op.Dropout)) {
      // logits of a training pass would be those of one mask, which nobody else draws
      throw new CaseFormatException(
          "net.json: expected a net without dropout for --apply, found some; leave the node out.");
    }
    Candidates candidates = new Candidates(input.spec(), input.newNeurons().perGroup());
    List<Morphism> morphisms = new ArrayList<>();
    for (int c : set) {
      morphisms.add(Morphism.of(candidates.kind(c), candidates.unit(c)));
    }
    try {
      return new Surgery(input.spec(), morphisms, input.newNeurons(), true);
    } catch (IllegalArgumentException e) {
      throw new CaseFormatException(
          Texts.of(
              "net.json: expected \"applied\".\"%s\" as a set that can be built, found that %s; export the case again",
              name, e.getMessage()),
          e);
    }
  }

  private Applied apply(Surgery surgery, ScoreResult scores) {
    Weights grown = surgery.grow(input.weights(), input.theta(), scores.moments());
    NetworkSpec spec = surgery.grownSpec();
    double[] frozen;
    try (Network network = new Network(spec, grown, team.lead())) {
      frozen = logits(network);
    }
    try (Network network = new Network(spec, grown, team.lead());
        TrainingPass pass = new TrainingPass(network, team, input.samples())) {
      pass.run(loader(), 0);
      return new Applied(spec, grown, frozen, pass.logits());
    }
  }

  private double[] logits(Network network) {
    int classes = network.spec().classes();
    double[] all = new double[input.samples() * classes];
    try (FrozenPasses passes = new FrozenPasses(network, team, BATCH)) {
      passes.forward(
          input.samples(),
          loader(),
          (shard, pass, first) -> copyLogits(pass, all, first * classes),
          done -> {});
    }
    return all;
  }

  private static void copyLogits(FrozenPass pass, double[] all, int at) {
    System.arraycopy(pass.logits(), 0, all, at, pass.logits().length);
  }

  /** Images are float32 by the format, so a float copy loses nothing. */
  private ImageLoader loader() {
    int length = input.pixels().length / input.samples();
    return (first, count, images, labels) -> {
      for (int i = 0; i < count * length; i++) {
        images[i] = (float) input.pixels()[first * length + i];
      }
      System.arraycopy(input.labels(), first, labels, 0, count);
    };
  }

  /**
   * {@return file stems and arrays of a net, as in the exchange format}
   *
   * @param weights the net's numbers
   */
  public static Map<String, double[]> parameters(Weights weights) {
    Map<String, double[]> arrays = new LinkedHashMap<>();
    for (int l = 0; l < weights.layers().size() - 1; l++) {
      var layer = weights.layers().get(l);
      if (layer.weight().length > 0) {
        arrays.put("W" + l, layer.weight());
      }
      if (layer.batchNorm()) {
        arrays.put("gamma" + l, layer.gamma());
        arrays.put("beta" + l, layer.beta());
        arrays.put("mean" + l, layer.mean());
        arrays.put("var" + l, layer.variance());
      }
      if (layer.bias().length > 0) {
        arrays.put("b" + l, layer.bias());
      }
    }
    arrays.put("Wh", weights.head().weight());
    arrays.put("bh", weights.head().bias());
    return arrays;
  }
}
