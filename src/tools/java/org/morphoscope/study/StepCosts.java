package org.morphoscope.study;

import java.util.List;
import java.util.SplittableRandom;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Optimiser;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.Baseline;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.score.ScoringPass;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;

/**
 * The shortest times of single steps of one net, in seconds: on a machine with other work on it the
 * shortest is nearest to what a step costs. Random images.
 */
final class StepCosts {
  private static final CurvatureMode MODE = CurvatureMode.GGN_MC;
  private static final int LEARN_STEPS = 4;

  /** How long a step is repeated. */
  private static final long NANOS = 1_500_000_000L;

  private final NetworkSpec spec;
  private final Team team;
  private final int batch;
  private final Weights weights;
  private final ImageLoader images;

  StepCosts(NetworkSpec spec, Team team, int batch) {
    this.spec = spec;
    this.team = team;
    this.batch = batch;
    weights = Weights.random(spec, new SplittableRandom(1));
    ImageLoader few = RandomImages.of(spec, batch);
    images = (first, count, target, labels) -> few.load(0, count, target, labels);
  }

  /** A training step, a step of learning theta, a scoring step of a batch. */
  List<Double> all() {
    return List.of(train(), learn(), score());
  }

  /** Repeats a step for some seconds, a number of times at least, the first one not counted. */
  private static double shortest(int least, Runnable step) {
    step.run();
    double shortest = Double.POSITIVE_INFINITY;
    long end = System.nanoTime() + NANOS;
    for (int done = 0; done < least || System.nanoTime() < end; done++) {
      long start = System.nanoTime();
      step.run();
      shortest = Math.min(shortest, (System.nanoTime() - start) / 1e9);
    }
    return shortest;
  }

  private double train() {
    try (Network network = new Network(spec, weights, team.lead());
        TrainingPass pass = new TrainingPass(network, team, batch);
        Optimiser optimiser =
            new Optimiser(
                Optimiser.Kind.SGD,
                0.9,
                0,
                network,
                team.lead(),
                Optimiser.fresh(Optimiser.Kind.SGD, weights))) {
      return shortest(
          3,
          () -> {
            pass.run(images, 0);
            optimiser.step(pass, 0.01);
          });
    }
  }

  /** Mean of a step, with the capture of its images. */
  private double learn() {
    ThetaLearner.Options options =
        new ThetaLearner.Options(MODE, batch, batch, LEARN_STEPS, 0.02, 0.3, 1, 4L << 30);
    try (Network network = new Network(spec, weights, team.lead());
        ArrayPool pool = team.lead().newPool()) {
      return shortest(1, () -> learn(network, options, pool)) / LEARN_STEPS;
    }
  }

  private void learn(Network network, ThetaLearner.Options options, ArrayPool pool) {
    try (ThetaLearner learner = new ThetaLearner(network, team, options, NewNeurons.none(), pool)) {
      learner.learn(images, (steps, objective) -> {});
    }
  }

  /** Mean of a batch of four, with what it adds to the Gram matrix. */
  private double score() {
    return wholeScoring(4 * batch) / 4;
  }

  /** A scoring pass from its first image to its result. */
  double wholeScoring(int samples) {
    try (Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, batch)) {
      Baseline baseline = Baseline.of(passes, batch, images, done -> {});
      List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.3, 1);
      LabelSampler sampler = LabelSampler.seeded(1);
      return shortest(
          1,
          () -> {
            try (ScoringPass pass =
                new ScoringPass(
                    network, team, MODE, batch, theta, baseline.meanZ(), NewNeurons.none())) {
              pass.run(samples, images, sampler, (done, partial) -> {});
            }
          });
    }
  }
}
