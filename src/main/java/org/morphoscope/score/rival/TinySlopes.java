package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * First-order change of the mean loss by each of {@link Tiny}'s candidates at full amplitude, its
 * ReLU and poolings as they are (method.md section 12.4):
 *
 * <pre>
 * slope_k = E[ sum_p h_k,p . (omega_k' g)_p ] = sum_(o,q) omega_k[o, q] G[o, k, q],  G = E[ sum_p h_p g_p' ]
 * </pre>
 *
 * <p>Of a neuron and its negative the slopes add up to {@code -s_k^2} where everything in between
 * is linear but one ReLU.
 */
final class TinySlopes {
  private final FrozenPasses passes;
  private final Network network;
  private final TinyNeurons candidates;
  private final List<Map<FrozenPass, ProposalChannels>> channels = new ArrayList<>();

  /** Per shard, {@code [groups, 2 M]}: of the first signs, then of the second. */
  private final List<double[][]> sums = new ArrayList<>();

  TinySlopes(FrozenPasses passes, TinyNeurons candidates) {
    this.passes = passes;
    this.network = passes.network();
    this.candidates = candidates;
    int groups = network.spec().groups().size();
    for (int s = 0; s < passes.team().shards(); s++) {
      channels.add(new IdentityHashMap<>());
      sums.add(new double[groups][2 * candidates.perGroup()]);
    }
  }

  /**
   * Slopes per group, nats per image: those of one set of signs, then those of the other, {@code
   * [groups, 2 M]}.
   *
   * @param plus sign per group and candidate
   * @param minus other signs
   */
  <E extends Exception> double[][] of(
      Sweep sweep,
      int images,
      ImageLoader loader,
      double[][] plus,
      double[][] minus,
      FrozenPasses.AfterBatch<E> after)
      throws E {
    List<NewNeurons> both = List.of(candidates.of(plus), candidates.of(minus));
    sweep.run(
        0,
        images,
        loader,
        (shard, pass, gradients, first) -> {
          ProposalChannels work = channels.get(shard).computeIfAbsent(pass, this::channels);
          for (int side = 0; side < 2; side++) {
            work.install(both.get(side));
            work.forward(pass);
            add(pass, gradients, work, both.get(side), side, sums.get(shard));
          }
        },
        after);
    channels.forEach(byPass -> byPass.values().forEach(ProposalChannels::close));
    double[][] mean = new double[network.spec().groups().size()][2 * candidates.perGroup()];
    for (double[][] part : sums) {
      for (int g = 0; g < mean.length; g++) {
        for (int k = 0; k < mean[g].length; k++) {
          mean[g][k] += part[g][k] / images;
        }
      }
    }
    return mean;
  }

  private ProposalChannels channels(FrozenPass pass) {
    return new ProposalChannels(network, candidates.perGroup(), pass.batch(), pass.kernels());
  }

  /**
   * Adds {@code sum_(o,q) omega[o, k, q] G[o, k, q]} of a pass's images to column k of its side.
   */
  private void add(
      FrozenPass pass,
      Gradients gradients,
      ProposalChannels work,
      NewNeurons neurons,
      int side,
      double[][] sums) {
    Kernels kernels = pass.kernels();
    int m = candidates.perGroup();
    for (HiddenGradient link : candidates.links()) {
      int kernel = network.layer(link.reader()).layer().kernel();
      int outputs = network.layer(link.reader()).channels();
      try (INDArray g = kernels.allocate(outputs, m, kernel, kernel)) {
        work.outgoingGradient(link.site(), link.reader(), gradients, g);
        double[] found = ReaderMoments.host(kernels, g);
        double[] out = neurons.outgoing().get(link.reader());
        int group = network.layer(link.producer()).layer().group();
        for (int i = 0; i < found.length; i++) {
          int k = i / (kernel * kernel) % m;
          sums[group][side * m + k] += found[i] * out[i];
        }
      }
    }
  }
}
