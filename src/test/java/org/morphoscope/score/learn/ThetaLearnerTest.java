package org.morphoscope.score.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.Baseline;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.score.ScoringPass;
import org.morphoscope.selection.CurvatureMode;

class ThetaLearnerTest {
  private static final int SAMPLES = 24;

  private final NetworkSpec spec = Nets.mixed();
  private final Weights weights = Nets.weights(spec, 41);
  private final ImageLoader images = Nets.images(spec, SAMPLES, 42);

  private List<double[]> learn(int steps, long cacheBytes) {
    ThetaLearner.Options options =
        new ThetaLearner.Options(
            CurvatureMode.GGN_MC, SAMPLES, 8, steps, 0.02, 0.3, 43, cacheBytes);
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        ThetaLearner learner = new ThetaLearner(network, team, options, NewNeurons.none())) {
      learner.learn(images, (done, objective) -> {});
      return learner.theta();
    }
  }

  @Test
  void keptAndRecomputedActivationsGiveTheSameTheta() {
    List<double[]> kept = learn(9, Long.MAX_VALUE);
    List<double[]> recomputed = learn(9, 0);
    for (int l = 0; l < kept.size(); l++) {
      assertArrayEquals(kept.get(l), recomputed.get(l), 1e-12);
    }
  }

  @Test
  void imagesThatAreMetOnceGiveTheSameThetaWithAndWithoutMemory() {
    List<double[]> kept = learn(3, Long.MAX_VALUE);
    List<double[]> recomputed = learn(3, 0);
    for (int l = 0; l < kept.size(); l++) {
      assertArrayEquals(kept.get(l), recomputed.get(l), 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "3, 9000000000", "7, 0", "7, 9000000000"})
  void theMeansOfChannelsAreThoseOfTheImages(int steps, long cacheBytes) {
    ThetaLearner.Options options =
        new ThetaLearner.Options(
            CurvatureMode.GGN_MC, SAMPLES, 8, steps, 0.02, 0.3, 43, cacheBytes);
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        ThetaLearner learner = new ThetaLearner(network, team, options, NewNeurons.none())) {
      assertThrows(IllegalStateException.class, learner::meanZ);
      learner.learn(images, (done, objective) -> {});
      double[][] expected = Baseline.of(passes, SAMPLES, images, done -> {}).meanZ();
      for (int l = 0; l < expected.length; l++) {
        assertArrayEquals(expected[l], learner.meanZ()[l], 1e-12);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CurvatureMode.class)
  void aScoringPassKnowsTheLossesOfItsImages(CurvatureMode mode) {
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      Baseline baseline = Baseline.of(passes, SAMPLES, images, done -> {});
      List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.3, 43);
      try (ScoringPass pass =
          new ScoringPass(network, team, mode, 10, theta, baseline.meanZ(), NewNeurons.none())) {
        pass.run(SAMPLES, images, LabelSampler.seeded(43), (done, partial) -> {});
        assertArrayEquals(baseline.losses(), pass.losses(), 1e-12);
      }
    }
  }

  @Test
  void learningLowersThePredictedLossOfTheSplits() {
    double before = sumOfGains(ThetaLearner.initialTheta(spec, weights, 0.3, 43));
    double after = sumOfGains(learn(48, Long.MAX_VALUE));
    assertTrue(after < before && after < 0, before + " to " + after);
  }

  /** Sum of the predicted changes of all splits. */
  private double sumOfGains(List<double[]> theta) {
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      Baseline baseline = Baseline.of(passes, SAMPLES, images, done -> {});
      try (ScoringPass pass =
          new ScoringPass(
              network,
              team,
              CurvatureMode.GGN_MC,
              SAMPLES,
              theta,
              baseline.meanZ(),
              NewNeurons.none())) {
        double[] deltas =
            pass.run(SAMPLES, images, LabelSampler.seeded(43), (done, partial) -> {}).deltas();
        double sum = 0;
        for (int c = 0; c < spec.unitCount(); c++) {
          sum += deltas[c];
        }
        return sum;
      }
    }
  }

  @Test
  void thetaStaysWithinTheNormOfTheWeights() {
    ThetaLearner.Options options =
        new ThetaLearner.Options(CurvatureMode.SQRT, SAMPLES, 8, 20, 0.5, 0.9, 44, 0);
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead());
        ThetaLearner learner = new ThetaLearner(network, team, options, NewNeurons.none())) {
      learner.learn(images, (done, objective) -> {});
      for (int l = 0; l < spec.layers().size(); l++) {
        double[] theta = learner.theta().get(l);
        int fanIn = spec.layer(l).fanIn();
        for (int c = 0; c < spec.layer(l).width(); c++) {
          double sum = 0;
          for (int i = c * fanIn; i < (c + 1) * fanIn; i++) {
            sum += theta[i] * theta[i];
          }
          double limit = weights.layers().get(l).norm(c);
          assertTrue(Math.sqrt(sum) <= limit * (1 + 1e-12));
        }
      }
    }
  }
}
