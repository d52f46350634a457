package org.morphoscope.score.rival;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.selection.Candidates;

/** Oracles of Firefly (method.md section 12.2), in double precision. */
class FireflyTest {
  private static final int SAMPLES = 6;
  private static final int NEW = 2;

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise(), Nets.branched());
  }

  /** A net with passes over it and the method on it. */
  private interface Work {
    void on(FrozenPasses passes, Firefly firefly, ImageLoader images);
  }

  private static void with(NetworkSpec net, int steps, Work work) {
    ImageLoader images = Nets.images(net, SAMPLES, 52);
    try (Team team = Nets.team(2);
        Network network = new Network(net, Nets.weights(net, 51), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        Firefly firefly = new Firefly(passes, NEW, steps, SAMPLES, 53)) {
      work.on(passes, firefly, images);
    }
  }

  private static double loss(FrozenPasses passes, ImageLoader images) {
    return FrozenLosses.of(passes, SAMPLES, images, done -> {}).loss();
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theGateDerivativeIsThatOfTheTrueLoss(NetworkSpec net) {
    with(
        net,
        0,
        (passes, firefly, images) -> {
          double[] scores = firefly.score(SAMPLES, images, done -> {}, partial -> {}).scores();
          Candidates order = new Candidates(net, NEW);
          int unit = 0;
          for (WidthGroup group : net.groups()) {
            int split = unit + group.width() - 1;
            unit += group.width();
            int neuron = 2 * order.units() + group.index() * NEW + 1;
            var numbers = firefly.numbers();
            assertEquals(
                slope(firefly, images, net, group, numbers.theta(), group.width() - 1),
                scores[split],
                1e-9,
                net.name() + ", split in group " + group.index());
            assertEquals(
                slope(firefly, images, net, group, numbers.incoming(), 1),
                scores[neuron],
                1e-9,
                net.name() + ", new neuron of group " + group.index());
          }
        });
  }

  /** {@code (L(1 + e) - L(1 - e)) / 2e} of one gate. */
  private static double slope(
      Firefly firefly,
      ImageLoader images,
      NetworkSpec net,
      WidthGroup group,
      List<double[]> values,
      int channel) {
    double e = 1e-6;
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      double gate = side == 0 ? 1 + e : 1 - e;
      scale(net, group, values, channel, gate);
      firefly.install();
      losses[side] = loss(firefly.passes(), images);
      scale(net, group, values, channel, 1 / gate);
    }
    firefly.install();
    return (losses[0] - losses[1]) / (2 * e);
  }

  private static void scale(
      NetworkSpec net, WidthGroup group, List<double[]> values, int channel, double factor) {
    for (int l : group.producers()) {
      int fanIn = net.layer(l).fanIn();
      for (int i = channel * fanIn; i < (channel + 1) * fanIn; i++) {
        values.get(l)[i] *= factor;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void gradientsInAllNumbersMatchFiniteDifferences(NetworkSpec net) {
    with(
        net,
        0,
        (passes, firefly, images) -> {
          List<double[]> own = firefly.numbers().arrays();
          List<double[]> gradient = firefly.gradient(0, SAMPLES, images, done -> {}).arrays();
          for (int a = 0; a < own.size(); a++) {
            double[] values = own.get(a);
            for (int i = 0; i < values.length; i += Math.max(1, values.length / 2)) {
              double h = 1e-6;
              double old = values[i];
              values[i] = old + h;
              firefly.install();
              double up = loss(firefly.passes(), images);
              values[i] = old - h;
              firefly.install();
              double down = loss(firefly.passes(), images);
              values[i] = old;
              assertEquals((up - down) / (2 * h), gradient.get(a)[i], 1e-8, "array " + a);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("nets")
  void withAllGatesShutTheNetComputesWhatItDid(NetworkSpec net) {
    with(
        net,
        0,
        (passes, firefly, images) -> {
          firefly.numbers().theta().forEach(v -> Arrays.fill(v, 0));
          firefly.numbers().incoming().forEach(v -> Arrays.fill(v, 0));
          firefly.install();
          double[] before = FrozenLosses.of(passes, SAMPLES, images, done -> {}).losses();
          double[] after = FrozenLosses.of(firefly.passes(), SAMPLES, images, done -> {}).losses();
          assertArrayEquals(before, after, 1e-12);
        });
  }

  @Test
  void inALinearNetNoSplitIsWorthAnything() {
    NetworkSpec net = Nets.linear();
    with(
        net,
        0,
        (passes, firefly, images) -> {
          double[] scores = firefly.score(SAMPLES, images, done -> {}, partial -> {}).scores();
          for (int u = 0; u < net.unitCount(); u++) {
            assertEquals(0, scores[u], 1e-13);
          }
        });
  }

  @Test
  void learningLowersTheTrueLoss() {
    with(
        Nets.mixed(),
        30,
        (passes, firefly, images) -> {
          double before = loss(firefly.passes(), images);
          firefly.learn(SAMPLES, images, done -> {});
          assertTrue(loss(firefly.passes(), images) < before);
        });
  }
}
