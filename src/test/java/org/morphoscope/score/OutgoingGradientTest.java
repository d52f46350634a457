package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FiniteDifferences;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;

class OutgoingGradientTest {
  private static final int SAMPLES = 6;
  private static final int NEW = 3;

  /** Nothing kept of a pass for the next one, and all of it. */
  private static final long[] CACHES = {0, Long.MAX_VALUE};

  static Stream<Arguments> cases() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise(), Nets.branched())
        .flatMap(net -> Stream.of(CurvatureMode.values()).map(mode -> Arguments.of(net, mode)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientOfTheOutgoingWeightsMatchesFiniteDifferencesOfTheJointObjective(
      NetworkSpec spec, CurvatureMode mode) {
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
      NewNeurons newNeurons = drawn.withOutgoing(outgoing);
      List<List<double[]>> gradients = new ArrayList<>();
      for (long cacheBytes : CACHES) {
        ThetaLearner.Options options = options(mode, cacheBytes);
        try (ThetaLearner learner = new ThetaLearner(network, team, options, newNeurons)) {
          learner.meanGradient(images, sampler, SAMPLES);
          gradients.add(learner.outgoingGradient());
        }
      }
      for (int l = 0; l < outgoing.size(); l++) {
        double[] o = newNeurons.outgoing().get(l);
        for (double[] direction : FiniteDifferences.directions(o.length, 86 + l)) {
          // J is quadratic in the outgoing weights: central differences are exact
          double expected =
              FiniteDifferences.central(
                  o,
                  direction,
                  1e-5,
                  () -> objective(network, team, options(mode, 0), newNeurons, images, sampler));
          for (List<double[]> gradient : gradients) {
            double slope = FiniteDifferences.slope(gradient.get(l), direction);
            assertEquals(
                expected,
                slope,
                1e-7 * (1 + Math.abs(slope)),
                spec.name() + ", " + mode.label() + ", layer " + l);
          }
        }
      }
    }
  }

  private static ThetaLearner.Options options(CurvatureMode mode, long cacheBytes) {
    return new ThetaLearner.Options(mode, SAMPLES, SAMPLES, 1, 0.01, 1, 0, cacheBytes);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientsOfManyImagesAreTheMeansOfThoseOfFew(NetworkSpec spec, CurvatureMode mode) {
    // odd, so that the two threads get parts of unequal size
    int few = 5;
    int many = 4 * few;
    Weights weights = Nets.weights(spec, 91);
    ImageLoader images = Nets.images(spec, many, 92);
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, many)) {
      NewNeurons newNeurons = NewNeuronSource.draw(passes, NEW, 93, many, images, done -> {});
      for (long cacheBytes : CACHES) {
        double[] mean = new double[0];
        for (int first = 0; first < many; first += few) {
          double[] part =
              gradients(network, team, mode, newNeurons, images, first, few, cacheBytes);
          mean = mean.length == 0 ? new double[part.length] : mean;
          for (int i = 0; i < mean.length; i++) {
            mean[i] += part[i] * few / many;
          }
        }
        double[] whole = gradients(network, team, mode, newNeurons, images, 0, many, cacheBytes);
        assertArrayEquals(mean, whole, 1e-12, spec.name() + ", " + mode.label());
      }
    }
  }

  /** Gradients in theta and the outgoing weights, in one row. */
  private static double[] gradients(
      Network network,
      Team team,
      CurvatureMode mode,
      NewNeurons newNeurons,
      ImageLoader images,
      int first,
      int count,
      long cacheBytes) {
    ThetaLearner.Options options =
        new ThetaLearner.Options(mode, count, count, 1, 0.01, 0.7, 94, cacheBytes);
    // labels are drawn by position: all of them equal here, whatever is asked
    LabelSampler sampler = (position, probabilities, row, classes) -> 1;
    ImageLoader moved =
        (from, size, pixels, labels) -> images.load(first + from, size, pixels, labels);
    try (ThetaLearner learner = new ThetaLearner(network, team, options, newNeurons)) {
      List<double[]> all = new ArrayList<>(learner.meanGradient(moved, sampler, count));
      all.addAll(learner.outgoingGradient());
      return all.stream().flatMapToDouble(Arrays::stream).toArray();
    }
  }

  private static double objective(
      Network network,
      Team team,
      ThetaLearner.Options options,
      NewNeurons newNeurons,
      ImageLoader images,
      LabelSampler sampler) {
    try (ThetaLearner learner = new ThetaLearner(network, team, options, newNeurons)) {
      learner.meanGradient(images, sampler, SAMPLES);
      double sum = 0;
      for (double j : learner.outgoingObjective(SAMPLES)) {
        sum += j;
      }
      return sum;
    }
  }
}
