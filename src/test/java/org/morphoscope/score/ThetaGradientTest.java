package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.morphoscope.compute.FiniteDifferences;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;

class ThetaGradientTest {
  private static final int SAMPLES = 7;

  /** The net under test. */
  NetworkSpec net() {
    return Nets.mixed();
  }

  private final NetworkSpec spec = net();
  private final Weights weights = Nets.weights(spec, 11);
  private final ImageLoader images = Nets.images(spec, SAMPLES, 12);
  private final LabelSampler sampler = LabelSampler.seeded(13);

  @ParameterizedTest
  @EnumSource(CurvatureMode.class)
  void theThetaGradientMatchesFiniteDifferencesOfTheObjective(CurvatureMode mode) {
    List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.8, 14);
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead())) {
      List<double[]> gradient;
      ThetaLearner.Options options =
          new ThetaLearner.Options(mode, SAMPLES, SAMPLES, 1, 0.01, 1, 0, 0);
      try (ThetaLearner learner =
          new ThetaLearner(network, team, options, theta, NewNeurons.none())) {
        gradient = learner.meanGradient(images, sampler, SAMPLES);
      }
      double[][] meanZ = baseline(network, team).meanZ();
      for (int l = 0; l < theta.size(); l++) {
        double[] t = theta.get(l);
        double largest = 0;
        for (double g : gradient.get(l)) {
          largest = Math.max(largest, Math.abs(g));
        }
        for (double[] direction : FiniteDifferences.directions(t.length, 15 + l)) {
          double expected =
              FiniteDifferences.central(
                  t, direction, 1e-6, () -> objective(network, team, mode, theta, meanZ));
          assertEquals(
              expected,
              FiniteDifferences.slope(gradient.get(l), direction),
              1e-5 * largest + 1e-9,
              mode.label() + ", layer " + l);
        }
      }
    }
  }

  private Baseline baseline(Network network, Team team) {
    try (FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      return Baseline.of(passes, SAMPLES, images, done -> {});
    }
  }

  /** Sum of J_c over all splits. */
  private double objective(
      Network network, Team team, CurvatureMode mode, List<double[]> theta, double[][] meanZ) {
    try (ScoringPass pass =
        new ScoringPass(network, team, mode, SAMPLES, theta, meanZ, NewNeurons.none())) {
      double[] deltas = pass.run(SAMPLES, images, sampler, (done, partial) -> {}).deltas();
      double sum = 0;
      for (int c = 0; c < deltas.length / 2; c++) {
        sum += deltas[c];
      }
      return sum;
    }
  }
}
