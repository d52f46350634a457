package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;

/**
 * How fast the predictions of one image become true when everything behind the change is linear
 * (method.md section 4): a new neuron of the last layer, read with {@code eps delta}, moves the
 * logits by {@code eps} times a constant.
 */
class ModelOrderTest {
  private static final double LARGE = 0.04;
  private static final double SMALL = 0.02;

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise());
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theErrorFallsWithTheThirdPowerForGgnAndWithTheSecondForTheOthers(NetworkSpec spec) {
    Map<CurvatureMode, Double> orders =
        Map.of(
            CurvatureMode.GGN, 3.0,
            CurvatureMode.GGN_MC, 2.0,
            CurvatureMode.FISHER, 2.0,
            CurvatureMode.SQRT, 2.0);
    for (CurvatureMode mode : CurvatureMode.values()) {
      double large = error(spec, mode, LARGE);
      double small = error(spec, mode, SMALL);
      double order = Math.log(large / small) / Math.log(LARGE / SMALL);
      assertEquals(orders.get(mode), order, 0.15, spec.name() + ", " + mode.label());
    }
  }

  /** {@code |predicted - true|} of one image. */
  private static double error(NetworkSpec spec, CurvatureMode mode, double degree) {
    Weights weights = Nets.weights(spec, 61);
    ImageLoader images = Nets.images(spec, 1, 62);
    List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.5, 63);
    int last = spec.layer(spec.head().inputs().get(0)).group();
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, 1)) {
      NewNeurons drawn = NewNeuronSource.draw(passes, 1, 64, 1, images, done -> {});
      SplittableRandom random = new SplittableRandom(65);
      List<double[]> outgoing = new ArrayList<>();
      for (double[] zero : drawn.outgoing()) {
        outgoing.add(random.doubles(zero.length).map(v -> degree * (1 + v)).toArray());
      }
      // one image has no variance of its own: give the new channels statistics that keep them alive
      for (var incoming : drawn.incoming()) {
        if (incoming != null) {
          java.util.Arrays.fill(incoming.variance(), 1);
          java.util.Arrays.fill(incoming.beta(), 1);
          java.util.Arrays.fill(incoming.bias(), 1);
          java.util.Arrays.setAll(incoming.weight(), i -> Math.abs(incoming.weight()[i]));
        }
      }
      NewNeurons newNeurons = drawn.withOutgoing(outgoing);
      double[][] meanZ = Baseline.of(passes, 1, images, done -> {}).meanZ();
      ScoreResult scores;
      try (ScoringPass pass = new ScoringPass(network, team, mode, 1, theta, meanZ, newNeurons)) {
        // the label drawn for ggn-mc: not the image's own, so that it is not the Fisher's
        scores = pass.run(1, images, LabelSampler.given(new int[] {2}), (done, partial) -> {});
      }
      UnitId unit = new UnitId(last, spec.group(last).width());
      int index = new Candidates(spec, 1).index(org.morphoscope.net.MorphKind.NEW_NEURON, unit);
      Surgery surgery = new Surgery(spec, List.of(new Morphism.NewNeuron(unit)), newNeurons, true);
      Weights grown = surgery.grow(weights, theta, scores.moments());
      double before = FrozenLosses.of(passes, 1, images, done -> {}).loss();
      try (Network bigger = new Network(surgery.grownSpec(), grown, team.lead());
          FrozenPasses itsPasses = new FrozenPasses(bigger, team, 1)) {
        double after = FrozenLosses.of(itsPasses, 1, images, done -> {}).loss();
        return Math.abs(scores.deltas()[index] - (after - before));
      }
    }
  }
}
