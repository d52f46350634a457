package org.morphoscope.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.LayerMoments;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.run.GrowthEngine.BatchListener;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEngine.Scores;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Seeds;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.score.Baseline;
import org.morphoscope.score.ScoreResult;
import org.morphoscope.score.rival.BestOfM;
import org.morphoscope.score.rival.FastSplitting;
import org.morphoscope.score.rival.Firefly;
import org.morphoscope.score.rival.FreshNeurons;
import org.morphoscope.score.rival.GradMaxOut;
import org.morphoscope.score.rival.Opinion;
import org.morphoscope.score.rival.Pairs;
import org.morphoscope.score.rival.Rival;
import org.morphoscope.score.rival.Senn;
import org.morphoscope.score.rival.SignedSplitting;
import org.morphoscope.score.rival.Tiny;
import org.morphoscope.score.rival.prune.GammaMagnitude;
import org.morphoscope.score.rival.prune.TaylorImportance;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.Factor;
import org.morphoscope.selection.FactorGram;
import org.morphoscope.selection.Gram;

/**
 * The learning and scoring of a round by somebody else's method, in place of our own: one path for
 * all of them, from a {@link Rival} to scores, to weights that can be applied, and to the losses
 * that a measurement is held against. One object per round, on the thread of the run.
 */
final class RivalScoring implements AutoCloseable {
  private final RunConfig config;
  private final FrozenPasses passes;
  private final NetworkSpec spec;
  private final Weights weights;
  private final Rival rival;

  /**
   * A finished scoring.
   *
   * @param opinion with what splits and new neurons would get
   * @param result the opinion as a scoring pass's, with what applying needs
   * @param losses of the scoring images, in their order
   */
  record Found(Opinion opinion, ScoreResult result, double[] losses, Scores scores) {
    /** What a set is applied to. */
    ScoredNet scored(int round, NetworkSpec spec, Weights weights, OptimiserState optimiser) {
      return new ScoredNet(
          round,
          spec,
          weights,
          optimiser,
          opinion.theta(),
          opinion.newNeurons(),
          result,
          losses,
          opinion.signed());
    }
  }

  RivalScoring(RunConfig config, FrozenPasses passes, int round) {
    this.config = config;
    this.passes = passes;
    this.spec = passes.network().spec();
    this.weights = passes.network().download();
    this.rival = rival(round);
  }

  private Rival rival(int round) {
    Scoring options = config.scoring();
    String name = config.strategy().name();
    long seed = Seeds.of(config.seed(), round, name);
    return switch (config.strategy()) {
      case SPLITTING -> new FastSplitting(passes, options.learnSteps(), options.learnBatch(), seed);
      case SPLITTING_SIGNED ->
          new SignedSplitting(passes, options.learnSteps(), options.learnBatch(), seed);
      case FIREFLY ->
          new Firefly(
              passes, config.newNeurons(), options.learnSteps(), options.learnBatch(), seed);
      case GRADMAX_OUT -> new GradMaxOut(passes, config.newNeurons(), seed);
      case TINY -> new Tiny(passes, config.newNeurons());
      case SENN -> new Senn(passes, config.newNeurons(), seed);
      case BEST_OF_M -> new BestOfM(passes, config.newNeurons(), seed);
      case UNIFORM_NEW -> new FreshNeurons(passes, config.newNeurons(), seed);
      case TAYLOR -> new TaylorImportance(passes, options.learnBatch());
      case SLIMMING -> new GammaMagnitude(passes, false);
      case MORPHNET ->
          config.strategy().shrinksIn(round)
              ? new GammaMagnitude(passes, true)
              : new FreshNeurons(passes, IntStream.of(spec.widths()).max().orElse(1), seed);
      case PAIRS -> new Pairs(passes, config.newNeurons(), seed);
      default -> throw new IllegalArgumentException("no rival: " + name);
    };
  }

  /** Listener units: steps. */
  void learn(ImagePart part, BatchListener listener) throws RunStoppedException {
    int steps = config.scoring().learnSteps();
    rival.learn(
        part.size(),
        part.loader(),
        done -> listener.afterBatch(Math.min(done, steps), steps, Double.NaN));
  }

  /** Listener units: images. The net's own losses come first, then the method. */
  Found score(ImagePart part, BatchListener listener, Consumer<Scores> partial)
      throws RunStoppedException {
    int images = part.size();
    Baseline baseline =
        Baseline.of(
            passes, images, part.loader(), done -> listener.afterBatch(0, images, Double.NaN));
    Opinion opinion =
        rival.score(
            images,
            part.loader(),
            done -> listener.afterBatch(done, images, Double.NaN),
            soFar -> partial.accept(scores(soFar, Gram.none(), baseline)));
    Candidates order = order(opinion);
    // changes of the loss add up: no rival says how candidates act together
    Gram none = new FactorGram(new Factor(1, order.size()), 1);
    List<LayerMoments> moments = new ArrayList<>();
    double[] nothing = {};
    for (double[] meanZ : baseline.meanZ()) {
      // without moments a child keeps its parent's BatchNorm, and re-basing gives it its own
      moments.add(new LayerMoments(nothing, nothing, nothing, nothing, nothing, meanZ));
    }
    ScoreResult result =
        new ScoreResult(
            opinion.samples(),
            opinion.predicted(),
            none,
            opinion.scores(),
            opinion.errors(),
            nothing,
            nothing,
            moments,
            List.of());
    return new Found(opinion, result, baseline.losses(), scores(opinion, none, baseline));
  }

  private Candidates order(Opinion opinion) {
    return new Candidates(spec, opinion.newNeurons().perGroup());
  }

  private Scores scores(Opinion opinion, Gram gram, Baseline baseline) {
    return new Scores(
        opinion.predicted(),
        gram,
        opinion.scores(),
        opinion.errors(),
        layers(opinion, baseline),
        opinion.newNeurons().perGroup(),
        opinion.samples(),
        List.of(),
        opinion.lineSearch());
  }

  /** The scores by group; a rival has nothing to say on curvature. */
  private List<LayerScores> layers(Opinion opinion, Baseline baseline) {
    Candidates order = order(opinion);
    int perGroup = opinion.newNeurons().perGroup();
    List<LayerScores> layers = new ArrayList<>();
    int from = 0;
    for (WidthGroup group : spec.groups()) {
      int to = from + group.width();
      int firstNew = 2 * order.units() + group.index() * perGroup;
      double[] unknown = unknown(group.width());
      layers.add(
          new LayerScores(
              Arrays.copyOfRange(opinion.scores(), from, to),
              Arrays.copyOfRange(opinion.errors(), from, to),
              unknown,
              Arrays.copyOfRange(opinion.scores(), order.units() + from, order.units() + to),
              Arrays.copyOfRange(opinion.errors(), order.units() + from, order.units() + to),
              unknown,
              LayerViews.relativeNorms(group, weights, opinion.theta()),
              baseline.meanZ()[group.sites().get(0)].clone(),
              Arrays.copyOfRange(opinion.scores(), firstNew, firstNew + perGroup),
              Arrays.copyOfRange(opinion.errors(), firstNew, firstNew + perGroup),
              unknown(perGroup)));
      from = to;
    }
    return layers;
  }

  private static double[] unknown(int length) {
    double[] unknown = new double[length];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  @Override
  public void close() {
    rival.close();
  }
}
