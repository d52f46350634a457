package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Team;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;

class OutgoingGradientTest {
  private static final int SAMPLES = 6;
  private static final int NEW = 3;

  static Stream<Arguments> cases() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise(), Nets.branched())
        .flatMap(
            net ->
                Stream.of(CurvatureMode.values())
                    .flatMap(
                        mode ->
                            Stream.of(0L, Long.MAX_VALUE)
                                .map(bytes -> Arguments.of(net, mode, bytes))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientOfTheOutgoingWeightsMatchesFiniteDifferencesOfTheJointObjective(
      NetworkSpec spec, CurvatureMode mode, long cacheBytes) {
    Weights weights = Nets.weights(spec, 81);
    ImageLoader images = Nets.images(spec, SAMPLES, 82);
    LabelSampler sampler = LabelSampler.seeded(83);
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      NewNeurons drawn = NewNeuronSource.draw(passes, NEW, 84, SAMPLES, images, done -> {});
      SplittableRandom random = new SplittableRandom(85);
      List<double[]> outgoing = new ArrayList<>();
      drawn
          .outgoing()
          .forEach(o -> outgoing.add(random.doubles(o.length).map(v -> v - 0.5).toArray()));
      NewNeurons born = drawn.withOutgoing(outgoing);
      ThetaLearner.Options options =
          new ThetaLearner.Options(mode, SAMPLES, SAMPLES, 1, 0.01, 1, 0, cacheBytes);
      List<double[]> gradient;
      try (ThetaLearner learner = new ThetaLearner(network, team, options, born)) {
        learner.meanGradient(images, sampler, SAMPLES);
        gradient = learner.outgoingGradient();
      }
      for (int l = 0; l < outgoing.size(); l++) {
        double[] o = born.outgoing().get(l);
        for (int i = 0; i < o.length; i += Math.max(1, o.length / 2)) {
          double h = 1e-5;
          double old = o[i];
          o[i] = old + h;
          double up = objective(network, team, options, born, images, sampler);
          o[i] = old - h;
          double down = objective(network, team, options, born, images, sampler);
          o[i] = old;
          // J is quadratic in the outgoing weights: central differences are exact
          assertEquals(
              (up - down) / (2 * h),
              gradient.get(l)[i],
              1e-7 * (1 + Math.abs(gradient.get(l)[i])),
              spec.name() + ", " + mode.label() + ", layer " + l + ", element " + i);
        }
      }
    }
  }

  private static double objective(
      Network network,
      Team team,
      ThetaLearner.Options options,
      NewNeurons born,
      ImageLoader images,
      LabelSampler sampler) {
    try (ThetaLearner learner = new ThetaLearner(network, team, options, born)) {
      learner.meanGradient(images, sampler, SAMPLES);
      double sum = 0;
      for (double j : learner.outgoingObjective(SAMPLES)) {
        sum += j;
      }
      return sum;
    }
  }
}
