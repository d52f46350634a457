package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.BatchNormStatistics;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Optimiser;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.data.Augmentation;
import org.morphoscope.data.BatchFiller;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.Normalisation;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;

/** Predicted against measured change of the loss, split by split, on real images. */
class SingleSplitsTest {
  private static final Path CIFAR = Path.of("../shared/data/cifar-10-batches-bin");
  private static final int BATCH = 128;
  private static final int SAMPLES = 1024;

  @Test
  void singleSplitsOfABrieflyTrainedNetArePredictedWell() throws IOException {
    assumeTrue(Files.isDirectory(CIFAR), "needs CIFAR-10");
    Dataset data = DataSource.open("cifar10:" + CIFAR);
    NetworkSpec spec = SeedNetworks.create("vgg-small", new TensorShape(3, 32, 32), 10);
    Weights weights = Weights.random(spec, new SplittableRandom(1));
    ImageLoader loader = loader(data);
    try (Team team = Nets.fastTeam(2);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, 256)) {
      train(network, team, weights, loader, 8192);
      BatchNormStatistics.refresh(passes, 2048, loader, done -> {});
      ThetaLearner.Options options =
          new ThetaLearner.Options(CurvatureMode.GGN_MC, 2048, 256, 48, 0.02, 0.3, 2, 2L << 30);
      List<double[]> theta;
      try (ThetaLearner learner = new ThetaLearner(network, team, options, NewNeurons.none())) {
        learner.learn(loader, (steps, objective) -> {});
        theta = learner.theta();
      }
      ImageLoader fresh =
          (first, count, images, labels) -> loader.load(first + 4096, count, images, labels);
      Baseline baseline = Baseline.of(passes, SAMPLES, fresh, done -> {});
      double[] predicted;
      try (ScoringPass pass =
          new ScoringPass(
              network,
              team,
              CurvatureMode.GGN_MC,
              BATCH,
              theta,
              baseline.meanZ(),
              NewNeurons.none())) {
        predicted =
            pass.run(SAMPLES, fresh, LabelSampler.seeded(3), (done, partial) -> {}).deltas();
      }
      double[] measured = measure(network, team, theta, baseline, fresh);
      check(spec, predicted, measured);
    }
  }

  private static void check(NetworkSpec spec, double[] predicted, double[] measured) {
    int n = spec.unitCount();
    double meanP = 0;
    double meanM = 0;
    for (int c = 0; c < n; c++) {
      meanP += predicted[c] / n;
      meanM += measured[c] / n;
    }
    double pp = 0;
    double mm = 0;
    double pm = 0;
    int sameSign = 0;
    for (int c = 0; c < n; c++) {
      pp += (predicted[c] - meanP) * (predicted[c] - meanP);
      mm += (measured[c] - meanM) * (measured[c] - meanM);
      pm += (predicted[c] - meanP) * (measured[c] - meanM);
      sameSign += predicted[c] * measured[c] > 0 ? 1 : 0;
    }
    double r = pm / Math.sqrt(pp * mm);
    double slope = pm / pp;
    String found =
        "%d splits: r %.4f, slope %.3f, same sign %d, predicted mean %.5f, measured mean %.5f"
            .formatted(n, r, slope, sameSign, meanP, meanM);
    System.out.println(found);
    assertTrue(n >= 100 && r >= 0.98 && slope >= 0.8 && slope <= 1.1, found);
  }

  private static ImageLoader loader(Dataset data) {
    BatchFiller filler = new BatchFiller(Normalisation.of(data.train()));
    int[] order = new int[data.train().size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    SplittableRandom unused = new SplittableRandom(0);
    return (first, count, images, labels) ->
        filler.fill(data.train(), order, first, count, Augmentation.NONE, unused, images, labels);
  }

  private static void train(
      Network network, Team team, Weights weights, ImageLoader loader, int images) {
    try (TrainingPass pass = new TrainingPass(network, team, BATCH);
        Optimiser optimiser =
            new Optimiser(
                Optimiser.Kind.SGD,
                0.9,
                5e-4,
                network,
                team.lead(),
                Optimiser.fresh(Optimiser.Kind.SGD, weights))) {
      int steps = 2 * images / BATCH;
      for (int i = 0; i < steps; i++) {
        pass.run(loader, i * BATCH % images);
        optimiser.step(pass, 0.05 * (1 - (double) i / steps));
      }
    }
  }

  /** Mean change of the loss by each split, on the scoring samples. */
  private static double[] measure(
      Network network, Team team, List<double[]> theta, Baseline baseline, ImageLoader loader) {
    int units = network.spec().unitCount();
    double[][] sums = new double[team.shards()][units];
    double base = FrozenLosses.mean(baseline.losses());
    team.run(
        (shard, kernels) -> {
          try (FrozenPass pass = new FrozenPass(network, BATCH, kernels)) {
            for (int first = shard * BATCH; first < SAMPLES; first += team.shards() * BATCH) {
              pass.load(loader, first);
              pass.forward();
              Injection injection = new Injection(pass, theta, baseline.meanZ());
              int unit = 0;
              for (int l = 0; l < network.depth(); l++) {
                double[] deltas = injection.splitDeltas(l);
                for (int c = 0; c < network.layer(l).channels(); c++, unit++) {
                  for (double loss :
                      injection.losses(l, MorphKind.SPLIT, List.of(c), false, deltas)) {
                    sums[shard][unit] += loss;
                  }
                }
              }
            }
          }
        });
    double[] measured = new double[units];
    for (int u = 0; u < units; u++) {
      double sum = 0;
      for (double[] ofShard : sums) {
        sum += ofShard[u];
      }
      measured[u] = sum / SAMPLES - base;
    }
    return measured;
  }
}
