package org.morphoscope.score.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FiniteDifferences;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.growth.rival.RivalChoices;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.score.rival.matrix.SymmetricEigen;
import org.morphoscope.selection.Candidates;

/** Oracles of the splitting matrix (method.md section 12.1), in double precision. */
class FastSplittingTest {
  private static final int SAMPLES = 6;

  /** Two layers without pooling, the second with a stride. */
  private static NetworkSpec plain() {
    return new NetworkBuilder("plain", new TensorShape(2, 6, 6))
        .conv(3, 3, 1, 1, false)
        .batchNorm(1e-5)
        .relu()
        .conv(4, 3, 2, 1, false)
        .batchNorm(1e-5)
        .relu()
        .globalAveragePool()
        .dense(3);
  }

  static Stream<NetworkSpec> nets() {
    return Stream.of(
        plain(),
        Nets.mixed(),
        Nets.residual(),
        Nets.depthwise(),
        Nets.capped(),
        Nets.branched(),
        Nets.curved());
  }

  private final NetworkSpec spec = plain();
  private final Weights weights = Nets.weights(spec, 11);
  private final ImageLoader images = Nets.images(spec, SAMPLES, 12);

  @Test
  void formsAndProductsAreThoseOfTheMatrixWrittenOut() {
    try (Team team = Nets.team(2);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        FastSplitting splitting = new FastSplitting(passes, 1, SAMPLES, 5)) {
      List<double[]> gradient = splitting.quotientGradient(0, SAMPLES, images);
      double[] scores = splitting.score(SAMPLES, images, done -> {}, partial -> {}).scores();
      int unit = 0;
      for (int l = 0; l < 2; l++) {
        for (int c = 0; c < spec.layer(l).width(); c++, unit++) {
          double[] s = matrix(team, network, l, c, false);
          double[] v = row(splitting.direction().get(l), c, spec.layer(l).fanIn());
          double[] product = times(s, v);
          double form = dot(v, product);
          assertEquals(form, scores[unit], 1e-12, "v'Sv of unit " + unit);
          double[] found = row(gradient.get(l), c, v.length);
          for (int i = 0; i < v.length; i++) {
            // |v| = 1
            assertEquals(2 * (product[i] - form * v[i]), found[i], 1e-12, "Sv, element " + i);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theGradientOfTheQuotientMatchesFiniteDifferences(NetworkSpec net) {
    ImageLoader loader = Nets.images(net, SAMPLES, 22);
    try (Team team = Nets.team(2);
        Network network = new Network(net, Nets.weights(net, 21), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        FastSplitting splitting = new FastSplitting(passes, 1, SAMPLES, 23)) {
      List<double[]> gradient = splitting.quotientGradient(0, SAMPLES, loader);
      for (int l = 0; l < gradient.size(); l++) {
        double[] v = splitting.direction().get(l);
        for (double[] along : FiniteDifferences.directions(v.length, 24 + l)) {
          assertEquals(
              FiniteDifferences.central(v, along, 1e-5, () -> quotients(splitting, net, loader)),
              FiniteDifferences.slope(gradient.get(l), along),
              1e-8,
              net.name() + ", layer " + l);
        }
      }
    }
  }

  /** Sum of R over all units. */
  private static double quotients(FastSplitting splitting, NetworkSpec net, ImageLoader loader) {
    splitting.upload();
    double[] scores = splitting.score(SAMPLES, loader, done -> {}, partial -> {}).scores();
    double sum = 0;
    int unit = 0;
    for (var group : net.groups()) {
      for (int c = 0; c < group.width(); c++, unit++) {
        double length = 0;
        for (int l : group.producers()) {
          double[] v = row(splitting.direction().get(l), c, net.layer(l).fanIn());
          length += dot(v, v);
        }
        sum += scores[unit] / length;
      }
    }
    return sum;
  }

  @Test
  void theDescentFindsTheSmallestEigenvalue() {
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        FastSplitting splitting = new FastSplitting(passes, 250, SAMPLES, 5)) {
      splitting.learn(SAMPLES, images, done -> {});
      double[] scores = splitting.score(SAMPLES, images, done -> {}, partial -> {}).scores();
      for (int c = 0; c < spec.layer(0).width(); c++) {
        SymmetricEigen exact = SymmetricEigen.of(matrix(team, network, 0, c, false), 18);
        double range = exact.values()[17] - exact.values()[0];
        assertTrue(scores[c] >= exact.values()[0] - 1e-12, "nothing is below the smallest");
        assertEquals(exact.values()[0], scores[c], 0.02 * range, "channel " + c);
      }
    }
  }

  /** Loss of a linear reader of softplus with steepness 3, whose second derivative is the bend. */
  @Test
  void aSmallSplitAlongAnEigenvectorChangesTheLossByHalfItsEigenvalue() {
    SplittableRandom random = new SplittableRandom(31);
    int d = 5;
    int n = 40;
    double[][] x = new double[n][];
    double[] g = random.doubles(n, -1, 1).toArray();
    double[] w = random.doubles(d, -1, 1).toArray();
    double[] s = new double[d * d];
    for (int i = 0; i < n; i++) {
      x[i] = random.doubles(d, -1, 1).toArray();
      double bend = Bends.bend(org.morphoscope.net.Activation.RELU, dot(w, x[i]));
      for (int a = 0; a < d * d; a++) {
        s[a] += g[i] * bend * x[i][a / d] * x[i][a % d] / n;
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(s, d);
    for (int k : new int[] {0, d - 1}) {
      double far = 0;
      for (double e : new double[] {0.1, 0.01}) {
        double change = 0;
        for (int i = 0; i < n; i++) {
          double u = dot(w, x[i]);
          double delta = e * dot(eigen.vectors()[k], x[i]);
          change += g[i] * ((soft(u + delta) + soft(u - delta)) / 2 - soft(u)) / n;
        }
        double off = Math.abs(change / (0.5 * e * e * eigen.values()[k]) - 1);
        assertTrue(off < 2 * e * e, "1 + O(e), found " + off + " at " + e);
        assertTrue(far == 0 || off < far / 20, "falls with e");
        far = off;
      }
    }
  }

  private static double soft(double u) {
    return Math.log1p(Math.exp(3 * u)) / 3;
  }

  @Test
  void whereEveryGradientIsPositiveNothingIsProposed() {
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead())) {
      for (int c = 0; c < spec.layer(0).width(); c++) {
        double least = SymmetricEigen.of(matrix(team, network, 0, c, true), 18).values()[0];
        assertTrue(least >= -1e-12, "no negative eigenvalue, found " + least);
      }
    }
    Candidates order = new Candidates(spec);
    double[] scores = Opinion.none(order.size());
    java.util.Arrays.fill(scores, 0, order.units(), 0.3);
    RivalChoices choices =
        new RivalChoices(
            spec,
            order,
            scores,
            ResourceModel.of(spec, Resource.PARAMETERS),
            10_000,
            java.util.Set.of());
    assertEquals(List.of(), choices.of(GrowthStrategy.Choice.RANKED));
  }

  @Test
  void oneInputMakesTheMatrixANumber() {
    NetworkSpec net =
        new NetworkBuilder("one", new TensorShape(1, 4, 4))
            .conv(2, 1, 1, 0, false)
            .batchNorm(1e-5)
            .relu()
            .globalAveragePool()
            .dense(2);
    ImageLoader loader = Nets.images(net, SAMPLES, 42);
    try (Team team = Nets.team(1);
        Network network = new Network(net, Nets.weights(net, 41), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        FastSplitting splitting = new FastSplitting(passes, 0, SAMPLES, 43);
        FrozenPass pass = new FrozenPass(network, SAMPLES, team.lead());
        Gradients g = pass.newGradients(true)) {
      double[] scores = splitting.score(SAMPLES, loader, done -> {}, partial -> {}).scores();
      pass.load(loader, 0);
      pass.forward();
      pass.backward(pass.labels(), g);
      double[] x = host(pass, pass.z(-1));
      double[] a = host(pass, pass.a(0));
      // the mean over 16 positions hands each a sixteenth
      double[] gz = host(pass, g.z(0));
      for (int c = 0; c < 2; c++) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
          double kappa = pass.kappa(0)[c];
          double bend =
              Bends.bend(
                  org.morphoscope.net.Activation.RELU, kappa * a[2 * i + c] + pass.shift(0)[c]);
          sum += gz[i / 16 * 2 + c] / 16 * kappa * kappa * bend * x[i] * x[i] / SAMPLES;
        }
        assertEquals(sum, scores[c], 1e-13);
      }
    }
  }

  /**
   * S of one channel of a layer, {@code E[sum g kappa^2 phi'' x x']}, from patches cut out by hand.
   *
   * @param positive whether every g is taken as its absolute value
   */
  private double[] matrix(Team team, Network network, int l, int c, boolean positive) {
    var layer = spec.layer(l);
    int d = layer.fanIn();
    double[] s = new double[d * d];
    try (FrozenPass pass = new FrozenPass(network, SAMPLES, team.lead());
        Gradients gradients = pass.newGradients(true)) {
      pass.load(images, 0);
      pass.forward();
      pass.backward(pass.labels(), gradients);
      double[] x = host(pass, pass.x(l));
      double[] a = host(pass, pass.a(l));
      double[] g = host(pass, gradients.z(l));
      int side = layer.in().height();
      int out = layer.mid().height();
      // behind a mean over all positions every one of them gets its share
      boolean mean = layer.globalPool();
      for (int p = 0; p < SAMPLES * out * out; p++) {
        int n = p / (out * out);
        int at = p * layer.width() + c;
        double u = pass.kappa(l)[c] * a[at] + pass.shift(l)[c];
        double slope = mean ? g[n * layer.width() + c] / (out * out) : g[at];
        double factor =
            (positive ? Math.abs(slope) : slope)
                * pass.kappa(l)[c]
                * pass.kappa(l)[c]
                * Bends.bend(layer.activation(), u)
                / SAMPLES;
        double[] patch = patch(x, n, p % (out * out) / out, p % out, layer, side);
        for (int i = 0; i < d * d; i++) {
          s[i] += factor * patch[i / d] * patch[i % d];
        }
      }
    }
    return s;
  }

  /** What a filter with padding 1 sees at an output position, {@code [I, k, k]}. */
  private static double[] patch(
      double[] x, int n, int row, int column, org.morphoscope.net.Layer layer, int side) {
    int k = layer.kernel();
    int channels = layer.in().channels();
    double[] patch = new double[channels * k * k];
    for (int i = 0; i < patch.length; i++) {
      int h = row * layer.stride() + i / k % k - 1;
      int w = column * layer.stride() + i % k - 1;
      if (h >= 0 && h < side && w >= 0 && w < side) {
        patch[i] = x[((n * side + h) * side + w) * channels + i / (k * k)];
      }
    }
    return patch;
  }

  private static double[] host(FrozenPass pass, org.nd4j.linalg.api.ndarray.INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    pass.kernels().download(array, values);
    return values;
  }

  private static double[] row(double[] all, int c, int length) {
    return java.util.Arrays.copyOfRange(all, c * length, (c + 1) * length);
  }

  private static double[] times(double[] s, double[] v) {
    double[] out = new double[v.length];
    for (int i = 0; i < s.length; i++) {
      out[i / v.length] += s[i] * v[i % v.length];
    }
    return out;
  }

  private static double dot(double[] v, double[] w) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += v[i] * w[i];
    }
    return sum;
  }
}
