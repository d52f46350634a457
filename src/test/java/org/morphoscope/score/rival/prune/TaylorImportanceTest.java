package org.morphoscope.score.rival.prune;

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
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.TensorShape;
import org.morphoscope.score.rival.Opinion;

/** Oracles of the gate gradient (method.md section 12.9), in double precision. */
class TaylorImportanceTest {
  private static final int SAMPLES = 6;

  private static NetworkSpec plain() {
    return new NetworkBuilder("plain", new TensorShape(2, 6, 6))
        .conv(3, 3, 1, 1, false)
        .batchNorm(1e-5)
        .relu()
        .pool(Op.Pool.Kind.MAX, 2, 2)
        .conv(4, 3, 1, 1, false)
        .batchNorm(1e-5)
        .relu()
        .globalAveragePool()
        .dense(3);
  }

  private static Opinion opinion(NetworkSpec net, Weights weights, ImageLoader images, int batch) {
    try (Team team = Nets.team(2);
        Network network = new Network(net, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        TaylorImportance taylor = new TaylorImportance(passes, batch)) {
      return taylor.score(SAMPLES, images, done -> {}, partial -> {});
    }
  }

  private static double[] losses(NetworkSpec net, Weights weights, ImageLoader images) {
    try (Team team = Nets.team(2);
        Network network = new Network(net, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      return FrozenLosses.of(passes, SAMPLES, images, done -> {}).losses();
    }
  }

  /**
   * The same weights with one channel's gate at another value: what is behind BatchNorm, scaled.
   */
  private static Weights gated(Weights weights, int layer, int channel, double gate) {
    List<LayerWeights> layers = weights.zeros().layers();
    for (int l = 0; l < layers.size(); l++) {
      LayerWeights from = weights.layers().get(l);
      LayerWeights to = layers.get(l);
      System.arraycopy(from.weight(), 0, to.weight(), 0, from.weight().length);
      System.arraycopy(from.gamma(), 0, to.gamma(), 0, from.gamma().length);
      System.arraycopy(from.beta(), 0, to.beta(), 0, from.beta().length);
      System.arraycopy(from.mean(), 0, to.mean(), 0, from.mean().length);
      System.arraycopy(from.variance(), 0, to.variance(), 0, from.variance().length);
      System.arraycopy(from.bias(), 0, to.bias(), 0, from.bias().length);
    }
    layers.get(layer).gamma()[channel] *= gate;
    layers.get(layer).beta()[channel] *= gate;
    return new Weights(layers);
  }

  @Test
  void theSlopeIsThatOfTheLossInAGateBehindTheBatchNorm() {
    NetworkSpec net = plain();
    Weights weights = Nets.weights(net, 11);
    ImageLoader images = Nets.images(net, SAMPLES, 12);
    Opinion one = opinion(net, weights, images, SAMPLES);
    Opinion each = opinion(net, weights, images, 1);
    double e = 1e-6;
    int units = net.unitCount();
    for (int u = 0; u < units; u++) {
      int layer = u < 3 ? 0 : 1;
      int channel = u < 3 ? u : u - 3;
      double[] more = losses(net, gated(weights, layer, channel, 1 + e), images);
      double[] less = losses(net, gated(weights, layer, channel, 1 - e), images);
      double slope = 0;
      double squares = 0;
      for (int n = 0; n < SAMPLES; n++) {
        double own = (more[n] - less[n]) / (2 * e);
        slope += own / SAMPLES;
        squares += own * own / SAMPLES;
      }
      assertEquals(-slope, one.predicted()[units + u], 1e-8, "closing gate " + u);
      assertEquals(slope * slope, one.scores()[units + u], 1e-8, "all images in a batch");
      assertEquals(squares, each.scores()[units + u], 1e-8, "batches of one image");
      assertTrue(Double.isNaN(one.errors()[units + u]) && each.errors()[units + u] > 0);
    }
  }

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise(), Nets.capped());
  }

  @ParameterizedTest
  @MethodSource("nets")
  void everyPruneHasAScoreAndNothingElse(NetworkSpec net) {
    Opinion opinion = opinion(net, Nets.weights(net, 21), Nets.images(net, SAMPLES, 22), 2);
    int units = net.unitCount();
    assertEquals(2 * units, opinion.scores().length);
    for (int c = 0; c < 2 * units; c++) {
      assertEquals(c < units, Double.isNaN(opinion.scores()[c]), "candidate " + c);
    }
    assertTrue(Arrays.stream(opinion.scores(), units, 2 * units).allMatch(score -> score >= 0));
  }

  @Test
  void aChannelThatIsAlwaysZeroDoesNotMatter() {
    NetworkSpec net = plain();
    Weights weights = gated(Nets.weights(net, 31), 0, 1, 0);
    ImageLoader images = Nets.images(net, SAMPLES, 32);
    Opinion opinion = opinion(net, weights, images, 2);
    assertEquals(0, opinion.scores()[net.unitCount() + 1]);
    Weights without = gated(weights, 0, 1, 0);
    Arrays.fill(without.layers().get(0).weight(), 18, 36, 7);
    assertArrayEquals(losses(net, weights, images), losses(net, without, images), 1e-12);
  }

  @Test
  void identicalChannelsMatterEqually() {
    NetworkSpec net = plain();
    Weights weights = gated(Nets.weights(net, 41), 0, 0, 1);
    copy(weights.layers().get(0), 0, 1);
    double[] readers = weights.layers().get(1).weight();
    for (int o = 0; o < 4; o++) {
      System.arraycopy(readers, o * 27, readers, o * 27 + 9, 9);
    }
    Opinion opinion = opinion(net, weights, Nets.images(net, SAMPLES, 42), 2);
    double[] scores = opinion.scores();
    assertEquals(scores[net.unitCount()], scores[net.unitCount() + 1], 1e-15);
  }

  private static void copy(LayerWeights layer, int from, int to) {
    int fanIn = layer.weight().length / layer.gamma().length;
    System.arraycopy(layer.weight(), from * fanIn, layer.weight(), to * fanIn, fanIn);
    for (double[] numbers : List.of(layer.gamma(), layer.beta(), layer.mean(), layer.variance())) {
      numbers[to] = numbers[from];
    }
  }
}
