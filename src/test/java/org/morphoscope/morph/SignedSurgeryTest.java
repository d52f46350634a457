package org.morphoscope.morph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;

/** Signed splits built into the weights (method.md section 12.11), in double precision. */
class SignedSurgeryTest {
  private static final int SAMPLES = 5;

  private static final double[] NOTHING = {};

  private static List<LayerMoments> moments(NetworkSpec net) {
    return net.layers().stream()
        .map(
            layer ->
                new LayerMoments(
                    NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, new double[layer.width()]))
        .toList();
  }

  private static List<double[]> theta(NetworkSpec net, double scale) {
    SplittableRandom random = new SplittableRandom(5);
    List<double[]> theta = new ArrayList<>();
    net.layers()
        .forEach(
            layer ->
                theta.add(
                    layer.group() >= 0 && layer.producer()
                        ? random
                            .doubles((long) layer.width() * layer.fanIn(), -1, 1)
                            .map(v -> scale * v)
                            .toArray()
                        : NOTHING));
    return theta;
  }

  private static double[] losses(NetworkSpec net, Weights weights, ImageLoader images) {
    try (Team team = Nets.team(1);
        Network network = new Network(net, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      return FrozenLosses.of(passes, SAMPLES, images, done -> {}).losses();
    }
  }

  private static Surgery everywhere(NetworkSpec net) {
    List<Morphism> all = new ArrayList<>();
    for (var group : net.groups()) {
      for (int c = 0; c < group.width(); c++) {
        UnitId unit = new UnitId(group.index(), c);
        all.add(c % 2 == 0 ? new Morphism.SignedSplit(unit) : new Morphism.Split(unit));
      }
    }
    return new Surgery(net, all, NewNeurons.none(), true);
  }

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise(), Nets.branched());
  }

  @ParameterizedTest
  @MethodSource("nets")
  void withoutAnOffsetNothingChanges(NetworkSpec net) {
    Weights weights = Nets.weights(net, 11);
    ImageLoader images = Nets.images(net, SAMPLES, 12);
    Surgery surgery = everywhere(net);
    Weights grown = surgery.grow(weights, theta(net, 0), moments(net));
    assertArrayEquals(
        losses(net, weights, images), losses(surgery.grownSpec(), grown, images), 1e-12);
  }

  @Test
  void theChildrenAreAtOnceAndTwiceTheOffsetAndAreReadWithTwoAndMinusOne() {
    NetworkSpec net = Nets.mixed();
    Weights weights = Nets.weights(net, 21);
    List<double[]> theta = theta(net, 0.3);
    Surgery surgery =
        new Surgery(
            net, List.of(new Morphism.SignedSplit(new UnitId(0, 1))), NewNeurons.none(), true);
    assertArrayEquals(new int[] {1, 2}, Arrays.copyOfRange(surgery.maps().get(0).signs(), 1, 3));
    Weights grown = surgery.grow(weights, theta, moments(net));
    int first = net.groups().get(0).first();
    LayerWeights before = weights.layers().get(first);
    LayerWeights after = grown.layers().get(first);
    int fanIn = net.layer(first).fanIn();
    for (int i = 0; i < fanIn; i++) {
      double w = before.weight()[fanIn + i];
      double offset = theta.get(first)[fanIn + i];
      assertEquals(w + offset, after.weight()[fanIn + i], 1e-15);
      assertEquals(w + 2 * offset, after.weight()[2 * fanIn + i], 1e-15);
    }
    int reader =
        net.readers(first).stream()
            .filter(l -> l < net.layers().size() && net.layer(l).producer())
            .findFirst()
            .orElse(net.layers().size());
    LayerWeights readBefore = weights.layers().get(reader);
    LayerWeights readAfter = grown.layers().get(reader);
    int taps = readBefore.kernel() * readBefore.kernel();
    for (int t = 0; t < taps; t++) {
      double v = readBefore.weight()[taps + t];
      assertEquals(2 * v, readAfter.weight()[taps + t], 1e-15);
      assertEquals(-v, readAfter.weight()[2 * taps + t], 1e-15);
    }
  }

  /** dz = 2 phi(u + d/2) - phi(u + d) - phi(u) is -2 times the plain split's about u + d/2. */
  @Test
  void aReluIsOnlyLowered() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 1000; i++) {
      double u = 2 * random.nextDouble() - 1;
      double d = 2 * random.nextDouble() - 1;
      double dz = 2 * relu(u + d / 2) - relu(u + d) - relu(u);
      double middle = u + d / 2;
      double plain = 0.5 * Math.max(Math.abs(d / 2) - Math.abs(middle), 0);
      assertTrue(dz <= 1e-15);
      assertEquals(-2 * plain, dz, 1e-12);
    }
  }

  private static double relu(double u) {
    return Math.max(0, u);
  }
}
