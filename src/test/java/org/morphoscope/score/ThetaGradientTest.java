package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;

class ThetaGradientTest {
  private static final int SAMPLES = 7;
  private static final double H = 1e-6;

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
      // a split's J depends on its own theta alone: all units at once, in a direction each
      for (long seed = 15; seed < 17; seed++) {
        List<double[]> direction = directions(theta, seed);
        double[] up = objectives(network, team, mode, moved(theta, direction, H), meanZ);
        double[] down = objectives(network, team, mode, moved(theta, direction, -H), meanZ);
        int unit = 0;
        for (WidthGroup group : spec.groups()) {
          double largest = 0;
          for (int l : group.producers()) {
            for (double g : gradient.get(l)) {
              largest = Math.max(largest, Math.abs(g));
            }
          }
          for (int c = 0; c < group.width(); c++, unit++) {
            double slope = 0;
            for (int l : group.producers()) {
              int fanIn = spec.layer(l).fanIn();
              for (int i = c * fanIn; i < (c + 1) * fanIn; i++) {
                slope += gradient.get(l)[i] * direction.get(l)[i];
              }
            }
            assertEquals(
                (up[unit] - down[unit]) / (2 * H),
                slope,
                1e-5 * largest + 1e-9,
                mode.label() + ", group " + group.index() + ", channel " + c);
          }
        }
      }
    }
  }

  private Baseline baseline(Network network, Team team) {
    try (FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      return Baseline.of(passes, SAMPLES, images, done -> {});
    }
  }

  /** Random directions in which every element of a unit's theta weighs the same. */
  private static List<double[]> directions(List<double[]> like, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> directions = new ArrayList<>();
    for (double[] t : like) {
      directions.add(random.doubles(t.length).map(v -> v < 0.5 ? -0.2 : 0.2).toArray());
    }
    return directions;
  }

  private static List<double[]> moved(List<double[]> from, List<double[]> direction, double by) {
    List<double[]> moved = new ArrayList<>();
    for (int l = 0; l < from.size(); l++) {
      double[] values = from.get(l).clone();
      double[] along = direction.get(l);
      Arrays.setAll(values, i -> values[i] + by * along[i]);
      moved.add(values);
    }
    return moved;
  }

  /** J_c of every split. */
  private double[] objectives(
      Network network, Team team, CurvatureMode mode, List<double[]> theta, double[][] meanZ) {
    try (ScoringPass pass =
        new ScoringPass(network, team, mode, SAMPLES, theta, meanZ, NewNeurons.none())) {
      // splits are the first half of the candidates
      return pass.run(SAMPLES, images, sampler, (done, partial) -> {}).deltas();
    }
  }
}
