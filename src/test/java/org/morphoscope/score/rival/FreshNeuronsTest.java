package org.morphoscope.score.rival;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkSpec;

/** Oracles of new neurons without a score, in double precision. */
class FreshNeuronsTest {
  private static final int SAMPLES = 6;

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise());
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theFunctionIsKeptAndNoneIsPreferred(NetworkSpec net) {
    ImageLoader images = Nets.images(net, SAMPLES, 92);
    try (Team team = Nets.team(2);
        Network network = new Network(net, Nets.weights(net, 91), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        FreshNeurons fresh = new FreshNeurons(passes, 3, 93)) {
      fresh.learn(SAMPLES, images, done -> {});
      Opinion opinion = fresh.score(SAMPLES, images, done -> {}, partial -> {});
      assertEquals(3, opinion.newNeurons().perGroup());
      int splitsAndPrunes = 2 * Arrays.stream(net.widths()).sum();
      for (int c = 0; c < opinion.scores().length; c++) {
        assertEquals(c < splitsAndPrunes ? Double.NaN : 0, opinion.scores()[c]);
      }
      Overgrown all = new Overgrown(net, network.download(), opinion.newNeurons(), false);
      try (Network grown = new Network(all.spec(), all.grow(Splits.none(net)), team.lead());
          FrozenPasses over = new FrozenPasses(grown, team, SAMPLES)) {
        assertTrue(Arrays.stream(net.widths()).sum() < Arrays.stream(all.spec().widths()).sum());
        assertArrayEquals(
            FrozenLosses.of(passes, SAMPLES, images, done -> {}).losses(),
            FrozenLosses.of(over, SAMPLES, images, done -> {}).losses(),
            1e-12);
      }
    }
  }
}
