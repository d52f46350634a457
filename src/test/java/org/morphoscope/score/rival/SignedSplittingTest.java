package org.morphoscope.score.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.rival.matrix.SymmetricEigen;

/** Oracles of signed splitting (method.md section 12.11), in double precision. */
class SignedSplittingTest {
  private static final int SAMPLES = 6;

  /** Softplus of steepness 3, whose second derivative is the bend. */
  private static double soft(double u) {
    return Math.log1p(Math.exp(3 * u)) / 3;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** S of a linear reader of softplus, with slopes g. */
  private static SymmetricEigen eigen(double[] w, double[][] x, double[] g) {
    int d = w.length;
    double[] s = new double[d * d];
    for (int n = 0; n < x.length; n++) {
      double bend = Bends.bend(org.morphoscope.net.Activation.RELU, dot(w, x[n]));
      for (int a = 0; a < d * d; a++) {
        s[a] += g[n] * bend * x[n][a / d] * x[n][a % d] / x.length;
      }
    }
    return SymmetricEigen.of(s, d);
  }

  private static double[][] rows(SplittableRandom random, int n, int d) {
    double[][] x = new double[n][];
    for (int i = 0; i < n; i++) {
      x[i] = random.doubles(d, -1, 1).toArray();
    }
    return x;
  }

  @Test
  void aSmallSignedSplitChangesTheLossByMinusAQuarterOfTheEigenvalue() {
    SplittableRandom random = new SplittableRandom(31);
    int d = 5;
    double[][] x = rows(random, 40, d);
    double[] g = random.doubles(40, -1, 1).toArray();
    double[] w = random.doubles(d, -1, 1).toArray();
    SymmetricEigen eigen = eigen(w, x, g);
    for (int k : new int[] {0, d - 1}) {
      double far = 0;
      for (double e : new double[] {0.01, 0.001}) {
        double change = 0;
        for (int n = 0; n < x.length; n++) {
          double u = dot(w, x[n]);
          double delta = e * dot(eigen.vectors()[k], x[n]);
          change += g[n] * (2 * soft(u + delta / 2) - soft(u + delta) - soft(u)) / x.length;
        }
        double off = Math.abs(change / (-0.25 * e * e * eigen.values()[k]) - 1);
        assertTrue(off < 2 * e, "1 + O(e), found " + off + " at " + e);
        assertTrue(far == 0 || off < far / 5, "falls with e");
        far = off;
      }
    }
  }

  /** Where every slope is positive the plain form proposes nothing, and the signed one must. */
  @Test
  void whereEveryGradientIsPositiveOnlyTheSignedFormGains() {
    SplittableRandom random = new SplittableRandom(33);
    double[][] x = rows(random, 40, 4);
    double[] g = random.doubles(40, 0.1, 1).toArray();
    SymmetricEigen eigen = eigen(random.doubles(4, -1, 1).toArray(), x, g);
    assertTrue(eigen.values()[0] >= -1e-12);
    assertTrue(-0.5 * eigen.values()[3] < 0);
  }

  @Test
  void theClimbEndsAtTheOtherEnd() {
    NetworkSpec net = Nets.mixed();
    ImageLoader images = Nets.images(net, SAMPLES, 52);
    try (Team team = Nets.team(2);
        Network network = new Network(net, Nets.weights(net, 51), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        FastSplitting low = new FastSplitting(passes, 120, SAMPLES, 53);
        FastSplitting high = new FastSplitting(passes, 120, SAMPLES, 53, true)) {
      double[] start = low.score(SAMPLES, images, done -> {}, partial -> {}).scores();
      low.learn(SAMPLES, images, done -> {});
      high.learn(SAMPLES, images, done -> {});
      double[] least = low.score(SAMPLES, images, done -> {}, partial -> {}).scores();
      double[] most = high.score(SAMPLES, images, done -> {}, partial -> {}).scores();
      for (int u = 0; u < net.unitCount(); u++) {
        assertTrue(least[u] <= start[u] + 1e-12 && start[u] <= most[u] + 1e-12, "unit " + u);
      }
    }
  }

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise());
  }

  @ParameterizedTest
  @MethodSource("nets")
  void everyUnitGetsTheBetterOfTheTwoForms(NetworkSpec net) {
    ImageLoader images = Nets.images(net, SAMPLES, 42);
    try (Team team = Nets.team(2);
        Network network = new Network(net, Nets.weights(net, 41), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        SignedSplitting both = new SignedSplitting(passes, 6, SAMPLES, 43);
        FastSplitting low = new FastSplitting(passes, 6, SAMPLES, 43);
        FastSplitting high = new FastSplitting(passes, 6, SAMPLES, 44, true)) {
      both.learn(SAMPLES, images, done -> {});
      low.learn(SAMPLES, images, done -> {});
      high.learn(SAMPLES, images, done -> {});
      Opinion found = both.score(SAMPLES, images, done -> {}, partial -> {});
      Opinion least = low.score(SAMPLES, images, done -> {}, partial -> {});
      Opinion most = high.score(SAMPLES, images, done -> {}, partial -> {});
      int unit = 0;
      for (WidthGroup group : net.groups()) {
        for (int c = 0; c < group.width(); c++, unit++) {
          double better = Math.min(least.scores()[unit], -0.5 * most.scores()[unit]);
          assertEquals(better, found.scores()[unit], 1e-12);
          assertEquals(0.5 * 1e-4 * better, found.predicted()[unit], 1e-15);
          boolean signed = found.signed().contains(new UnitId(group.index(), c));
          double[] from = (signed ? most : least).theta().get(group.first());
          int at = c * net.layer(group.first()).fanIn();
          assertEquals((signed ? 0.5 : 1) * from[at], found.theta().get(group.first())[at], 1e-15);
        }
      }
      assertTrue(!found.signed().isEmpty() && found.signed().size() < unit, "both are used");
    }
  }
}
