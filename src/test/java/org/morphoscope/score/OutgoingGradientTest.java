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
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;

class OutgoingGradientTest {
  private static final int SAMPLES = 6;
  private static final int NEW = 3;
  private static final double H = 1e-5;

  /** Nothing kept of a pass for the next one, and all of it. */
  private static final long[] CACHES = {0, Long.MAX_VALUE};

  static Stream<Arguments> cases() {
    return Stream.of(
            Nets.mixed(), Nets.residual(), Nets.depthwise(), Nets.branched(), Nets.curved())
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
      // a group's J depends on the outgoing weights of its own candidates alone: all groups at once
      for (int along = 0; along < 2; along++) {
        List<double[]> directions = directions(outgoing, along);
        double[][] objectives = new double[2][];
        for (int side = 0; side < 2; side++) {
          NewNeurons moved = drawn.withOutgoing(moved(outgoing, directions, side == 0 ? H : -H));
          objectives[side] = objective(network, team, options(mode, 0), moved, images, sampler);
        }
        for (List<double[]> gradient : gradients) {
          double[] slopes = slopes(spec, gradient, directions);
          for (int g = 0; g < slopes.length; g++) {
            // J is quadratic in the outgoing weights: central differences are exact
            assertEquals(
                (objectives[0][g] - objectives[1][g]) / (2 * H),
                slopes[g],
                1e-7 * (1 + Math.abs(slopes[g])),
                spec.name() + ", " + mode.label() + ", group " + g + ", direction " + along);
          }
        }
      }
    }
  }

  /** Of every reader's weights one element, or a direction of all. */
  private static List<double[]> directions(List<double[]> like, int along) {
    List<double[]> directions = new ArrayList<>();
    for (int l = 0; l < like.size(); l++) {
      List<double[]> found = FiniteDifferences.directions(like.get(l).length, 86 + l);
      directions.add(found.isEmpty() ? new double[0] : found.get(along));
    }
    return directions;
  }

  private static List<double[]> moved(List<double[]> from, List<double[]> directions, double by) {
    List<double[]> moved = new ArrayList<>();
    for (int l = 0; l < from.size(); l++) {
      double[] values = from.get(l).clone();
      double[] direction = directions.get(l);
      Arrays.setAll(values, i -> values[i] + by * direction[i]);
      moved.add(values);
    }
    return moved;
  }

  /** What a gradient promises of every group's J. */
  private static double[] slopes(
      NetworkSpec spec, List<double[]> gradient, List<double[]> directions) {
    double[] slopes = new double[spec.groups().size()];
    for (int l = 0; l < gradient.size(); l++) {
      if (gradient.get(l).length > 0) {
        Layer reader = l == spec.layers().size() ? spec.head() : spec.layer(l);
        int group = spec.layer(reader.inputs().get(0)).group();
        slopes[group] += FiniteDifferences.slope(gradient.get(l), directions.get(l));
      }
    }
    return slopes;
  }

  private static ThetaLearner.Options options(CurvatureMode mode, long cacheBytes) {
    return new ThetaLearner.Options(mode, SAMPLES, SAMPLES, 1, 0.01, 1, 0, cacheBytes);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientsOfManyImagesAreTheMeansOfThoseOfFew(NetworkSpec spec, CurvatureMode mode) {
    // odd, so that the two threads get parts of unequal size
    int few = 25;
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

  /** J of every group. */
  private static double[] objective(
      Network network,
      Team team,
      ThetaLearner.Options options,
      NewNeurons newNeurons,
      ImageLoader images,
      LabelSampler sampler) {
    try (ThetaLearner learner = new ThetaLearner(network, team, options, newNeurons)) {
      learner.meanGradient(images, sampler, SAMPLES);
      return learner.outgoingObjective(SAMPLES);
    }
  }
}
