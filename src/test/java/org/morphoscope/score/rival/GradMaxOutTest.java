package org.morphoscope.score.rival;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FiniteDifferences;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.selection.Candidates;

/** Oracles of GradMax with outgoing weights 0 (method.md section 12.3), in double precision. */
class GradMaxOutTest {
  private static final int SAMPLES = 6;
  private static final int NEW = 2;

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise(), Nets.branched());
  }

  private interface Work {
    void on(Team team, Network network, GradMaxOut method, ImageLoader images);
  }

  private static void with(NetworkSpec net, int steps, Work work) {
    ImageLoader images = Nets.images(net, SAMPLES, 62);
    try (Team team = Nets.team(2);
        Network network = new Network(net, Nets.weights(net, 61), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        GradMaxOut method = new GradMaxOut(passes, NEW, steps, 63)) {
      work.on(team, network, method, images);
    }
  }

  private static double[] losses(Team team, NetworkSpec net, Weights weights, ImageLoader images) {
    try (Network network = new Network(net, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      return FrozenLosses.of(passes, SAMPLES, images, done -> {}).losses();
    }
  }

  /** The net with all new neurons in. */
  private static Weights grown(Network network, NewNeurons neurons) {
    return new Overgrown(network.spec(), network.download(), neurons, false)
        .grow(Splits.none(network.spec()));
  }

  private static NetworkSpec grownSpec(Network network, NewNeurons neurons) {
    return new Overgrown(network.spec(), network.download(), neurons, false).spec();
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theFunctionIsKept(NetworkSpec net) {
    with(
        net,
        3,
        (team, network, method, images) -> {
          method.learn(SAMPLES, images, done -> {});
          assertArrayEquals(
              losses(team, net, network.download(), images),
              losses(
                  team,
                  grownSpec(network, method.neurons()),
                  grown(network, method.neurons()),
                  images),
              1e-14);
        });
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theScoreIsTheGradientNormOfTheGrownNetsOutgoingWeights(NetworkSpec net) {
    with(
        net,
        0,
        (team, network, method, images) -> {
          Opinion opinion = method.score(SAMPLES, images, done -> {}, partial -> {});
          Candidates order = new Candidates(net, NEW);
          NewNeurons neurons = method.neurons();
          NetworkSpec grownSpec = grownSpec(network, neurons);
          List<double[]> gradient = method.outgoing().mean(SAMPLES);
          for (WidthGroup group : net.groups()) {
            double square = 0;
            for (int[] link : ProposalChannels.links(network, group)) {
              double[] out = neurons.outgoing().get(link[1]);
              double[] g = gradient.get(link[1]);
              for (double[] along : FiniteDifferences.directions(out.length, 64 + link[1])) {
                assertEquals(
                    FiniteDifferences.central(
                        out,
                        along,
                        1e-5,
                        () -> mean(losses(team, grownSpec, grown(network, neurons), images))),
                    FiniteDifferences.slope(g, along),
                    1e-8,
                    net.name());
              }
              int taps = network.layer(link[1]).layer().kernel();
              taps *= taps;
              for (int i = 0; i < g.length; i++) {
                square += i / taps % NEW == 1 ? g[i] * g[i] : 0;
              }
            }
            int index = 2 * order.units() + group.index() * NEW + 1;
            assertEquals(-Math.sqrt(square), opinion.scores()[index], 1e-8, net.name());
            assertEquals(0, opinion.predicted()[index]);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theGradientInTheFiltersMatchesFiniteDifferencesOfTheObjective(NetworkSpec net) {
    with(
        net,
        0,
        (team, network, method, images) -> {
          int size = method.capture(SAMPLES, images);
          List<double[]> gradient = method.outgoing().gradient(size);
          for (int l = 0; l < gradient.size(); l++) {
            LayerWeights numbers = method.neurons().incoming().get(l);
            double[] w = numbers == null ? new double[0] : numbers.weight();
            for (double[] along : FiniteDifferences.directions(w.length, 65 + l)) {
              assertEquals(
                  FiniteDifferences.central(
                      w, along, 1e-6, () -> sum(method.outgoing().objective(size))),
                  FiniteDifferences.slope(gradient.get(l), along),
                  1e-7,
                  net.name() + ", layer " + l);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("nets")
  void learningRaisesTheObjectiveAtTheFirstNorms(NetworkSpec net) {
    with(
        net,
        25,
        (team, network, method, images) -> {
          double[] norms = norms(method.neurons());
          int size = method.capture(SAMPLES, images);
          double[] before = method.outgoing().objective(size);
          method.learn(SAMPLES, images, done -> {});
          assertArrayEquals(norms, norms(method.neurons()), 1e-12);
          double[] after = method.outgoing().objective(size);
          assertTrue(sum(after) > sum(before), sum(before) + " to " + sum(after));
        });
  }

  private static double[] norms(NewNeurons neurons) {
    return neurons.incoming().stream()
        .filter(numbers -> numbers != null && numbers.weight().length > 0)
        .flatMapToDouble(
            numbers -> java.util.stream.IntStream.range(0, NEW).mapToDouble(numbers::norm))
        .toArray();
  }

  private static double mean(double[] values) {
    return sum(values) / values.length;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum;
  }
}
