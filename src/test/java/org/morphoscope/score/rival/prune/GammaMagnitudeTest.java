package org.morphoscope.score.rival.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Optimiser;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.rival.Opinion;

/** Oracles of slimming (method.md section 12.10), in double precision. */
class GammaMagnitudeTest {
  private static final int SAMPLES = 6;

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise());
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theScoreOfAUnitIsTheSumOverItsMembers(NetworkSpec net) {
    Weights weights = Nets.weights(net, 51);
    try (Team team = Nets.team(1);
        Network network = new Network(net, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        GammaMagnitude slimming = new GammaMagnitude(passes, false)) {
      Opinion opinion =
          slimming.score(SAMPLES, Nets.images(net, SAMPLES, 52), done -> {}, partial -> {});
      int unit = net.unitCount();
      for (WidthGroup group : net.groups()) {
        for (int c = 0; c < group.width(); c++, unit++) {
          double sum = 0;
          boolean any = false;
          for (int l : group.members()) {
            double[] gamma = weights.layers().get(l).gamma();
            any |= gamma.length > 0;
            sum += gamma.length > 0 ? Math.abs(gamma[c]) : 0;
          }
          assertEquals(any ? sum : Double.NaN, opinion.scores()[unit], 1e-15);
        }
      }
      assertEquals(opinion.scores().length, unit);
    }
  }

  /** One step with and without the penalty differs by rate x strength x sign, in gamma alone. */
  @Test
  void thePenaltyMovesGammaByItsSlope() {
    NetworkSpec net =
        new NetworkBuilder("two", new TensorShape(2, 6, 6))
            .conv(3, 3, 1, 1, false)
            .batchNorm(1e-5)
            .relu()
            .conv(4, 3, 1, 1, false)
            .batchNorm(1e-5)
            .relu()
            .globalAveragePool()
            .dense(3);
    Weights weights = Nets.weights(net, 61);
    weights.layers().get(0).gamma()[1] *= -1;
    ImageLoader images = Nets.images(net, SAMPLES, 62);
    double[][] strength = {{0.3, 0.3, 0.5}, {}};
    Weights plain = stepped(net, weights, images, new double[0][]);
    Weights penalised = stepped(net, weights, images, strength);
    for (int c = 0; c < 3; c++) {
      double sign = Math.signum(weights.layers().get(0).gamma()[c]);
      assertTrue(sign != 0);
      assertEquals(
          0 - 0.1 * strength[0][c] * sign,
          penalised.layers().get(0).gamma()[c] - plain.layers().get(0).gamma()[c],
          1e-12);
    }
    assertEquals(0, distance(plain.layers().get(1).gamma(), penalised.layers().get(1).gamma()));
    assertEquals(0, distance(plain.layers().get(0).beta(), penalised.layers().get(0).beta()));
    assertEquals(0, distance(plain.layers().get(0).weight(), penalised.layers().get(0).weight()));
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  private static Weights stepped(
      NetworkSpec net, Weights weights, ImageLoader images, double[][] strength) {
    try (Team team = Nets.team(1);
        Network network = new Network(net, weights, team.lead());
        TrainingPass pass = new TrainingPass(network, team, SAMPLES);
        Optimiser optimiser =
            new Optimiser(
                Optimiser.Kind.SGD,
                0,
                0,
                network,
                team.lead(),
                Optimiser.fresh(Optimiser.Kind.SGD, weights))) {
      pass.run(images, 0);
      optimiser.penaliseGamma(pass, strength);
      optimiser.step(pass, 0.1);
      return network.download();
    }
  }
}
