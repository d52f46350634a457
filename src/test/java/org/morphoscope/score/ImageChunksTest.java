package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.LayerMoments;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.selection.Grams;

/** Into how many parts a thread cuts its images changes nothing but rounding. */
class ImageChunksTest {
  /** On one thread three parts of the nets below, the last one smaller. */
  private static final int MANY = 150;

  /** Within one part, and no divisor of {@link #MANY}. */
  private static final int FEW = 11;

  private static final int NEW = 2;

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (CurvatureMode mode : CurvatureMode.values()) {
      cases.add(Arguments.of(Nets.mixed(), mode));
    }
    cases.add(Arguments.of(Nets.residual(), CurvatureMode.GGN_MC));
    cases.add(Arguments.of(Nets.pooledTwice(), CurvatureMode.GGN_MC));
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scoresOfManyImagesAtATimeAreThoseOfFew(NetworkSpec spec, CurvatureMode mode) {
    double[] fewOnThree = scores(spec, mode, FEW, 3);
    double[] many = scores(spec, mode, MANY, 1);
    double largest = DoubleStream.of(many).map(Math::abs).max().orElseThrow();
    assertArrayEquals(fewOnThree, many, 1e-12 * largest);
  }

  private static double[] scores(NetworkSpec spec, CurvatureMode mode, int batch, int shards) {
    Weights weights = Nets.weights(spec, 71);
    ImageLoader images = Nets.images(spec, MANY, 72);
    List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.5, 73);
    try (Team team = Nets.team(shards);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, MANY)) {
      assertTrue(2 * ImageChunks.images(spec, team.lead()) < MANY && FEW < MANY);
      Baseline baseline = Baseline.of(passes, MANY, images, done -> {});
      NewNeurons newNeurons = NewNeuronSource.draw(passes, NEW, 74, MANY, images, done -> {});
      try (ScoringPass pass =
          new ScoringPass(network, team, mode, batch, theta, baseline.meanZ(), newNeurons)) {
        ScoreResult result = pass.run(MANY, images, LabelSampler.seeded(75), (done, partial) -> {});
        Stream<double[]> moments = result.moments().stream().flatMap(ImageChunksTest::numbers);
        Stream<double[]> sums =
            Stream.of(
                result.slope(),
                result.deltas(),
                result.errors(),
                result.rawPruneSlope(),
                result.rawPruneDeltas(),
                Grams.values(result.gram()));
        return Stream.concat(sums, moments).flatMapToDouble(Arrays::stream).toArray();
      }
    }
  }

  private static Stream<double[]> numbers(LayerMoments of) {
    return Stream.of(of.meanA(), of.varianceA(), of.meanB(), of.varianceB(), of.covariance());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsOfManyImagesAtATimeAreTheMeansOfThoseOfFew(NetworkSpec spec, CurvatureMode mode) {
    Weights weights = Nets.weights(spec, 71);
    ImageLoader images = Nets.images(spec, MANY, 72);
    int few = MANY / 3;
    for (long cacheBytes : new long[] {0, 1L << 30}) {
      try (Team team = Nets.team(1);
          Network network = new Network(spec, weights, team.lead());
          FrozenPasses passes = new FrozenPasses(network, team, MANY)) {
        assertTrue(few <= ImageChunks.images(spec, team.lead()), "few images are one part");
        NewNeurons newNeurons = NewNeuronSource.draw(passes, NEW, 74, MANY, images, done -> {});
        double[] mean = gradients(network, team, mode, newNeurons, images, 0, few, cacheBytes);
        for (int first = few; first < MANY; first += few) {
          double[] next =
              gradients(network, team, mode, newNeurons, images, first, few, cacheBytes);
          Arrays.setAll(mean, i -> mean[i] + next[i]);
        }
        Arrays.setAll(mean, i -> mean[i] / 3);
        double[] whole = gradients(network, team, mode, newNeurons, images, 0, MANY, cacheBytes);
        assertArrayEquals(mean, whole, 1e-12, "cache of " + cacheBytes);
      }
    }
  }

  /** Gradients in theta and in the outgoing weights, in one row. */
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
        new ThetaLearner.Options(mode, count, count, 1, 0.01, 0.7, 76, cacheBytes);
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
}
