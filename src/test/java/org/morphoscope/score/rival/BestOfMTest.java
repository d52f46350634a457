package org.morphoscope.score.rival;

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
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.selection.Candidates;

/** Oracles of the best of random neurons (method.md section 12.8), in double precision. */
class BestOfMTest {
  private static final int SAMPLES = 6;
  private static final int M = 2;

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise());
  }

  @ParameterizedTest
  @MethodSource("nets")
  void aScoreIsTheLossOfTheNetWithThatNeuronLessThatOfTheNet(NetworkSpec net) {
    ImageLoader images = Nets.images(net, SAMPLES, 92);
    try (Team team = Nets.team(2);
        Network network = new Network(net, Nets.weights(net, 91), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        BestOfM best = new BestOfM(passes, M, 93)) {
      best.learn(SAMPLES, images, done -> {});
      Opinion opinion = best.score(SAMPLES, images, done -> {}, partial -> {});
      double before = FrozenLosses.of(passes, SAMPLES, images, done -> {}).loss();
      Candidates order = new Candidates(net, M);
      for (int group = 0; group < net.groups().size(); group++) {
        for (int k = 0; k < M; k++) {
          // the other way round: all candidates are in, and all but one are not read
          Overgrown all =
              new Overgrown(net, network.download(), readOnly(opinion, net, group, k), false);
          try (Network grown = new Network(all.spec(), all.grow(Splits.none(net)), team.lead());
              FrozenPasses over = new FrozenPasses(grown, team, SAMPLES)) {
            double change = FrozenLosses.of(over, SAMPLES, images, done -> {}).loss() - before;
            int c = 2 * order.units() + group * M + k;
            assertEquals(change, opinion.scores()[c], 1e-12);
            assertEquals(change, opinion.predicted()[c], 1e-12);
            assertTrue(opinion.errors()[c] >= 0);
          }
        }
      }
      assertTrue(Arrays.stream(opinion.scores()).limit(2L * order.units()).allMatch(Double::isNaN));
    }
  }

  /** The candidates with outgoing weights 0 but for one of them. */
  private static NewNeurons readOnly(Opinion opinion, NetworkSpec net, int group, int candidate) {
    NewNeurons neurons = opinion.newNeurons();
    var outgoing = new java.util.ArrayList<double[]>();
    for (int l = 0; l <= net.layers().size(); l++) {
      double[] out = neurons.outgoing().get(l).clone();
      var reader = l == net.layers().size() ? net.head() : net.layer(l);
      int taps = reader.kernel() * reader.kernel();
      for (int i = 0; i < out.length; i++) {
        boolean of = net.layer(reader.inputs().get(0)).group() == group;
        out[i] = of && i / taps % M == candidate ? out[i] : 0;
      }
      outgoing.add(out);
    }
    return neurons.withOutgoing(outgoing);
  }
}
