package org.morphoscope.score.rival;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Optimiser;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkSpec;

/** Oracles of new neurons in pairs (method.md section 12.6), in double precision. */
class PairsTest {
  private static final int SAMPLES = 6;

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise());
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theFunctionIsKept(NetworkSpec net) {
    ImageLoader images = Nets.images(net, SAMPLES, 92);
    try (Team team = Nets.team(2);
        Network network = new Network(net, Nets.weights(net, 91), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        Pairs pairs = new Pairs(passes, 5, 93)) {
      pairs.learn(SAMPLES, images, done -> {});
      Opinion opinion = pairs.score(SAMPLES, images, done -> {}, partial -> {});
      assertEquals(4, opinion.newNeurons().perGroup());
      Overgrown all = new Overgrown(net, network.download(), opinion.newNeurons(), false);
      try (Network grown = new Network(all.spec(), all.grow(Splits.none(net)), team.lead());
          FrozenPasses over = new FrozenPasses(grown, team, SAMPLES)) {
        assertArrayEquals(
            FrozenLosses.of(passes, SAMPLES, images, done -> {}).losses(),
            FrozenLosses.of(over, SAMPLES, images, done -> {}).losses(),
            1e-12);
      }
    }
  }

  @Test
  void afterOneStepTheMembersOfAPairDiffer() {
    NetworkSpec net = Nets.mixed();
    ImageLoader images = Nets.images(net, SAMPLES, 92);
    try (Team team = Nets.team(1);
        Network network = new Network(net, Nets.weights(net, 91), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        Pairs pairs = new Pairs(passes, 2, 93)) {
      pairs.learn(SAMPLES, images, done -> {});
      Opinion opinion = pairs.score(SAMPLES, images, done -> {}, partial -> {});
      Overgrown all = new Overgrown(net, network.download(), opinion.newNeurons(), false);
      Weights weights = all.grow(Splits.none(net));
      try (Network grown = new Network(all.spec(), weights, team.lead());
          Optimiser optimiser =
              new Optimiser(
                  Optimiser.Kind.SGD,
                  0,
                  0,
                  grown,
                  team.lead(),
                  Optimiser.fresh(Optimiser.Kind.SGD, weights));
          TrainingPass training = new TrainingPass(grown, team, SAMPLES)) {
        assertEquals(0, apart(weights, net), "one filter before");
        training.run(images, 0);
        optimiser.step(training, 0.1);
        assertNotEquals(0, apart(grown.download(), net), "two behind a step");
      }
    }
  }

  /** Largest difference of the first pair's filters in the first layer. */
  private static double apart(Weights weights, NetworkSpec net) {
    LayerWeights layer = weights.layers().get(0);
    int first = net.group(0).width() * layer.fanIn();
    double most = 0;
    for (int i = 0; i < layer.fanIn(); i++) {
      most =
          Math.max(
              most,
              Math.abs(layer.weight()[first + i] - layer.weight()[first + layer.fanIn() + i]));
    }
    return most;
  }
}
