package org.morphoscope.score;

import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Kernels;
import org.morphoscope.compute.Network;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The unmodified net on the scoring samples: losses, and the mean of every channel's z, which a
 * prune puts in the channel's place.
 *
 * @param losses cross-entropy of each sample in nats
 * @param meanZ E[z] over samples and positions, per layer and channel
 */
public record Baseline(double[] losses, double[][] meanZ) {

  public static <E extends Exception> Baseline of(
      FrozenPasses passes, int samples, ImageLoader loader, FrozenPasses.AfterBatch<E> after)
      throws E {
    Network network = passes.network();
    int depth = network.depth();
    double[] losses = new double[samples];
    double[][][] sums = new double[passes.team().shards()][depth][];
    for (double[][] ofShard : sums) {
      for (int l = 0; l < depth; l++) {
        ofShard[l] = new double[network.layer(l).channels()];
      }
    }
    passes.forward(
        samples,
        loader,
        (shard, pass, first) -> {
          System.arraycopy(pass.losses(), 0, losses, first, pass.batch());
          Kernels kernels = pass.kernels();
          for (int l = 0; l < depth; l++) {
            int channels = network.layer(l).channels();
            try (INDArray perSample = kernels.allocate(pass.batch(), channels)) {
              kernels.positionSums(pass.z(l), perSample);
              double[] values = new double[pass.batch() * channels];
              kernels.download(perSample, values);
              for (int i = 0; i < values.length; i++) {
                sums[shard][l][i % channels] += values[i];
              }
            }
          }
        },
        after);
    double[][] mean = new double[depth][];
    for (int l = 0; l < depth; l++) {
      mean[l] = new double[network.layer(l).channels()];
      double count = (double) samples * network.spec().layer(l).out().positions();
      for (double[][] ofShard : sums) {
        for (int c = 0; c < mean[l].length; c++) {
          mean[l][c] += ofShard[l][c] / count;
        }
      }
    }
    return new Baseline(losses, mean);
  }
}
