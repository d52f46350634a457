package org.morphoscope.score.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.selection.Candidates;

/** Oracles of TINY (method.md section 12.4), in double precision. */
class TinyTest {
  private static final int SAMPLES = 40;
  private static final int NEW = 3;

  /** Strides, an average in between, a bias; nothing that the linear picture does not cover. */
  private static NetworkSpec plain() {
    return new NetworkBuilder("plain", new TensorShape(2, 6, 6))
        .conv(3, 3, 1, 1, false)
        .batchNorm(1e-5)
        .relu()
        .conv(4, 3, 2, 1, false)
        .batchNorm(1e-5)
        .relu()
        .conv(3, 1, 1, 0, true)
        .relu()
        .globalAveragePool()
        .dense(3);
  }

  static Stream<NetworkSpec> nets() {
    return Stream.of(plain());
  }

  private interface Work {
    void on(FrozenPasses passes, Tiny tiny, ImageLoader images);
  }

  private static void with(NetworkSpec net, double damping, boolean projected, Work work) {
    ImageLoader images = Nets.images(net, SAMPLES, 72);
    try (Team team = Nets.team(2);
        Network network = new Network(net, Nets.weights(net, 71), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        Tiny tiny = new Tiny(passes, NEW, damping, projected)) {
      work.on(passes, tiny, images);
    }
  }

  @Test
  void addingDirectionsLowersTheSquaredResidualByTheirSquaredSingularValues() {
    for (int[] size : new int[][] {{5, 3}, {3, 6}}) {
      int d = size[0];
      int q = size[1];
      int samples = 60;
      SplittableRandom random = new SplittableRandom(73);
      double[][] x = new double[samples][];
      double[][] g = new double[samples][];
      double[] s = new double[d * d];
      double[] n = new double[d * q];
      for (int i = 0; i < samples; i++) {
        x[i] = random.doubles(d, -1, 1).toArray();
        g[i] = random.doubles(q, -1, 1).toArray();
        for (int a = 0; a < d; a++) {
          for (int b = 0; b < d; b++) {
            s[a * d + b] += x[i][a] * x[i][b] / samples;
          }
          for (int b = 0; b < q; b++) {
            n[a * q + b] -= x[i][a] * g[i][b] / samples;
          }
        }
      }
      TinyDirections found = TinyDirections.of(s, n, d, q, 3, 0);
      double expected = 0;
      for (double[] row : g) {
        expected += dot(row, row) / samples;
      }
      for (int k = 0; k < 3; k++) {
        expected -= found.values()[k] * found.values()[k];
        double residual = 0;
        for (int i = 0; i < samples; i++) {
          double[] left = new double[q];
          for (int o = 0; o < q; o++) {
            left[o] = -g[i][o];
            for (int j = 0; j <= k; j++) {
              left[o] -= found.out()[j][o] * dot(found.in()[j], x[i]);
            }
          }
          residual += dot(left, left) / samples;
        }
        assertEquals(expected, residual, 1e-12, d + " x " + q + ", " + (k + 1) + " directions");
      }
    }
  }

  @Test
  void whatIsLeftOfTheGradientIsOrthogonalToWhatTheReaderSees() {
    NetworkSpec net = plain();
    ImageLoader images = Nets.images(net, SAMPLES, 72);
    try (Team team = Nets.team(1);
        Network network = new Network(net, Nets.weights(net, 71), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        Sweep sweep = new Sweep(passes)) {
      ReaderMoments moments = new ReaderMoments(network);
      sweep.run(0, SAMPLES, images, (shard, pass, g, first) -> moments.add(pass, g), done -> {});
      HiddenGradient link = HiddenGradient.of(network, net.group(0)).orElseThrow();
      double[] followed = moments.followed(link.reader(), 0);
      int outputs = network.layer(link.reader()).channels();
      int d = moments.length(link.reader());
      double[] products = new double[outputs * d];
      sweep.run(
          0,
          SAMPLES,
          images,
          (shard, pass, g, first) -> {
            double[] left = TinyMoments.residual(pass, g, link, followed);
            double[] z = ReaderMoments.host(pass.kernels(), pass.x(link.reader()));
            new PatchProducts(pass.kernels())
                .add(
                    network.layer(link.reader()).conv(),
                    SAMPLES,
                    z,
                    (from, count) ->
                        Arrays.copyOfRange(
                            left,
                            from * left.length / SAMPLES,
                            (from + count) * left.length / SAMPLES),
                    outputs,
                    true,
                    products);
          },
          done -> {});
      for (double product : products) {
        assertEquals(0, product / SAMPLES, 1e-12);
      }
    }
  }

  /** Strides, padding and poolings: {@code w'Mv} is the derivative along (w, v). */
  @ParameterizedTest
  @MethodSource("nets")
  void aNeuronAndItsNegativeTogetherHaveTheFirstOrderChangeOfTheSingularValue(NetworkSpec net) {
    with(
        net,
        0,
        false,
        (passes, tiny, images) -> {
          tiny.learn(SAMPLES, images, done -> {});
          double[][] plus = new double[net.groups().size()][NEW];
          double[][] minus = new double[plus.length][NEW];
          for (int g = 0; g < plus.length; g++) {
            Arrays.fill(plus[g], 1);
            Arrays.fill(minus[g], -1);
          }
          double[][] slopes = tiny.slopes(SAMPLES, images, plus, minus, done -> {});
          for (WidthGroup group : net.groups()) {
            double[] values = tiny.directions().get(group.index()).values();
            assertTrue(values.length > 0);
            for (int k = 0; k < values.length; k++) {
              assertEquals(
                  -values[k] * values[k],
                  slopes[group.index()][k] + slopes[group.index()][NEW + k],
                  1e-11,
                  net.name() + ", group " + group.index() + ", direction " + k);
            }
          }
        });
  }

  /** An average pooling and a depthwise convolution between producer and reader. */
  @Test
  void positionsBehindPoolingsAndDepthwiseConvolutionsAreTheRightOnes() {
    NetworkSpec net =
        new NetworkBuilder("between", new TensorShape(2, 9, 9))
            .conv(3, 3, 1, 1, false)
            .batchNorm(1e-5)
            .pool(Op.Pool.Kind.AVERAGE, 2, 2)
            .conv(4, 3, 1, 1, false)
            .batchNorm(1e-5)
            .depthwise(3, 2, 1)
            .batchNorm(1e-5)
            .conv(3, 1, 1, 0, true)
            .globalAveragePool()
            .dense(3);
    with(
        net,
        0,
        false,
        (passes, tiny, images) -> {
          tiny.learn(SAMPLES, images, done -> {});
          double[][] plus = new double[net.groups().size()][NEW];
          for (double[] signs : plus) {
            Arrays.fill(signs, 1);
          }
          double[][] slopes = tiny.slopes(SAMPLES, images, plus, plus, done -> {});
          for (WidthGroup group : net.groups()) {
            double[] values = tiny.directions().get(group.index()).values();
            for (int k = 0; k < values.length; k++) {
              // no activation in between: the neuron alone has the whole change
              assertEquals(
                  -values[k] * values[k],
                  slopes[group.index()][k],
                  1e-11,
                  "group " + group.index() + ", direction " + k);
            }
          }
        });
  }

  @Test
  void theAmplitudeIsOneThatLowersTheLossAndResidualSumsAreLeftAlone() {
    NetworkSpec net = Nets.residual();
    with(
        net,
        Tiny.DAMPING,
        true,
        (passes, tiny, images) -> {
          tiny.learn(SAMPLES, images, done -> {});
          Opinion opinion = tiny.score(SAMPLES, images, done -> {}, partial -> {});
          Candidates order = new Candidates(net, NEW);
          Weights weights = passes.network().download();
          double before = Trials.loss(passes, net, weights, SAMPLES, images);
          Overgrown all = new Overgrown(net, weights, opinion.newNeurons(), false);
          double after =
              Trials.loss(passes, all.spec(), all.grow(Splits.none(net)), SAMPLES, images);
          assertTrue(after < before, before + " to " + after);
          assertTrue(opinion.lineSearch() > 0);
          for (WidthGroup group : net.groups()) {
            int first = 2 * order.units() + group.index() * NEW;
            boolean tied = group.producers().size() > 1;
            for (int k = 0; k < NEW; k++) {
              assertEquals(tied, Double.isNaN(opinion.scores()[first + k]), "group " + group);
              assertFalse(opinion.scores()[first + k] > 0);
            }
          }
        });
  }

  private static double dot(double[] v, double[] w) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += v[i] * w[i];
    }
    return sum;
  }
}
