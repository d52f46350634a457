package org.morphoscope.score.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.rival.matrix.Cholesky;
import org.morphoscope.selection.Candidates;

/** Oracles of the score of self-expanding nets (method.md section 12.5), in double precision. */
class SennTest {
  private static final int SAMPLES = 60;

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
    return Stream.of(plain(), Nets.residual(), Nets.depthwise());
  }

  private interface Work {
    void on(FrozenPasses passes, Senn senn, ImageLoader images);
  }

  private static void with(NetworkSpec net, int perGroup, Work work) {
    ImageLoader images = Nets.images(net, SAMPLES, 82);
    try (Team team = Nets.team(2);
        Network network = new Network(net, Nets.weights(net, 81), team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        Senn senn = new Senn(passes, perGroup, 83, 1e-13)) {
      senn.learn(SAMPLES, images, done -> {});
      work.on(passes, senn, images);
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theScoreIsTheRiseOfEtaWhenTheNeuronIsReallyIn(NetworkSpec net) {
    with(
        net,
        1,
        (passes, senn, images) -> {
          Opinion opinion = senn.score(SAMPLES, images, done -> {}, partial -> {});
          Candidates order = new Candidates(net, 1);
          Network network = passes.network();
          Overgrown all = new Overgrown(net, network.download(), opinion.newNeurons(), false);
          Weights weights = all.grow(Splits.none(net));
          try (Network grown = new Network(all.spec(), weights, passes.team().lead());
              FrozenPasses over = new FrozenPasses(grown, passes.team(), SAMPLES)) {
            ReaderMoments before = moments(passes, images);
            ReaderMoments after = moments(over, images);
            for (WidthGroup group : net.groups()) {
              double rise = 0;
              for (int[] link : ProposalChannels.links(network, group)) {
                int own = network.layer(link[1]).channels();
                rise += eta(after, grown, link[1], own) - eta(before, network, link[1], own);
              }
              assertEquals(
                  rise,
                  -opinion.scores()[2 * order.units() + group.index()],
                  1e-8 * (1 + Math.abs(rise)),
                  net.name() + ", group " + group.index());
              assertTrue(rise >= -1e-9);
            }
          }
        });
  }

  private static ReaderMoments moments(FrozenPasses passes, ImageLoader images) {
    List<ReaderMoments> shards = new ArrayList<>();
    for (int s = 0; s < passes.team().shards(); s++) {
      shards.add(new ReaderMoments(passes.network()));
    }
    try (Sweep sweep = new Sweep(passes)) {
      sweep.run(
          0,
          SAMPLES,
          images,
          (shard, pass, g, first) -> shards.get(shard).add(pass, g),
          done -> {});
    }
    ReaderMoments all = new ReaderMoments(passes.network());
    shards.forEach(all::add);
    return all;
  }

  /**
   * {@code Tr[S^-1 M'A^-1 M]} of a reader.
   *
   * @param outputs its first outputs, those of the net that is grown
   */
  private static double eta(ReaderMoments moments, Network network, int reader, int outputs) {
    int d = moments.length(reader);
    int wide = network.layer(reader).channels();
    double[] m = moments.patchesTimesGradient(reader);
    double[] solved = m.clone();
    Cholesky.of(moments.patches(reader), d, 1e-13).solve(solved, wide);
    double[] s = moments.gradients(reader);
    double[] inner = new double[outputs * outputs];
    double[] square = new double[outputs * outputs];
    for (int o = 0; o < outputs; o++) {
      for (int p = 0; p < outputs; p++) {
        square[o * outputs + p] = s[o * wide + p];
        for (int i = 0; i < d; i++) {
          inner[o * outputs + p] += m[i * wide + o] * solved[i * wide + p];
        }
      }
    }
    double[] inverse = Senn.pseudoInverse(square, outputs, 0);
    double trace = 0;
    for (int i = 0; i < inner.length; i++) {
      trace += inner[i] * inverse[i];
    }
    return trace;
  }

  @Test
  void aCopyOfAnExistingChannelIsWorthNothing() {
    NetworkSpec net = plain();
    with(
        net,
        1,
        (passes, senn, images) -> {
          Weights weights = passes.network().download();
          List<LayerWeights> copies = new ArrayList<>();
          for (int l = 0; l < net.layers().size(); l++) {
            LayerWeights own = weights.layers().get(l);
            copies.add(
                new LayerWeights(
                    1,
                    own.inputs(),
                    own.kernel(),
                    java.util.Arrays.copyOf(own.weight(), own.fanIn()),
                    java.util.Arrays.copyOf(own.gamma(), 1),
                    java.util.Arrays.copyOf(own.beta(), 1),
                    java.util.Arrays.copyOf(own.mean(), 1),
                    java.util.Arrays.copyOf(own.variance(), 1),
                    new double[0]));
          }
          senn.install(new NewNeurons(1, copies, IdentityNeurons.outgoing(net, 1)));
          Opinion opinion = senn.score(SAMPLES, images, done -> {}, partial -> {});
          Candidates order = new Candidates(net, 1);
          for (int g = 0; g < net.groups().size(); g++) {
            assertEquals(0, opinion.scores()[2 * order.units() + g], 1e-9);
          }
        });
  }

  /** {@code c'S^-1 c / E[h^2]}, the authors' bound, for the head, which sees one number of h. */
  @Test
  void theAuthorsBoundNeverExceedsTheScore() {
    NetworkSpec net = plain();
    with(
        net,
        4,
        (passes, senn, images) -> {
          Opinion opinion = senn.score(SAMPLES, images, done -> {}, partial -> {});
          Network network = passes.network();
          int head = network.depth();
          WidthGroup last = net.group(net.groups().size() - 1);
          Overgrown all = new Overgrown(net, network.download(), opinion.newNeurons(), false);
          try (Network grown =
                  new Network(all.spec(), all.grow(Splits.none(net)), passes.team().lead());
              FrozenPasses over = new FrozenPasses(grown, passes.team(), SAMPLES)) {
            ReaderMoments plain = moments(passes, images);
            ReaderMoments wide = moments(over, images);
            double[] followed = plain.followed(head, 1e-13);
            double[] inverse = Senn.pseudoInverse(plain.gradients(head), net.classes(), 0);
            double[] seen = wide.patches(head);
            double[] with = wide.patchesTimesGradient(head);
            int d = wide.length(head);
            int own = last.width();
            for (int k = 0; k < 4; k++) {
              int row = own + k;
              double bound = 0;
              double[] c = new double[net.classes()];
              for (int o = 0; o < c.length; o++) {
                c[o] = with[row * c.length + o];
                for (int i = 0; i <= own; i++) {
                  // the 1 behind the patch is the last
                  int column = i == own ? d - 1 : i;
                  c[o] -= seen[row * d + column] * followed[i * c.length + o];
                }
              }
              for (int o = 0; o < c.length * c.length; o++) {
                bound += c[o / c.length] * inverse[o] * c[o % c.length] / seen[row * d + row];
              }
              double score =
                  -opinion.scores()[2 * new Candidates(net, 4).units() + last.index() * 4 + k];
              assertTrue(bound <= score + 1e-9, bound + " and " + score);
              assertTrue(bound > 0);
            }
          }
        });
  }
}
