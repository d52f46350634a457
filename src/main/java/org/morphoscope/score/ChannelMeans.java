package org.morphoscope.score;

import java.util.List;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums of every channel's z over images that one thread has met, for E[z]. Sums within an image are
 * the kernels', across images double.
 */
public final class ChannelMeans {
  private final Network network;

  /** Per layer and channel, over images and positions. */
  private final double[][] sums;

  /** Of this thread; threads need not have met equally many. */
  private long images;

  /**
   * No image yet.
   *
   * @param network read for its shapes
   */
  public ChannelMeans(Network network) {
    this.network = network;
    sums = new double[network.depth()][];
    for (int l = 0; l < sums.length; l++) {
      sums[l] = new double[network.layer(l).channels()];
    }
  }

  /**
   * Adds the images of a pass, after its forward. On the thread of the pass.
   *
   * @param pass whose forward has run, on its own thread
   */
  public void add(FrozenPass pass) {
    images += pass.batch();
    Kernels kernels = pass.kernels();
    for (int l = 0; l < sums.length; l++) {
      int channels = sums[l].length;
      try (INDArray perSample = kernels.allocate(pass.batch(), channels)) {
        kernels.positionSums(pass.z(l), perSample);
        double[] values = new double[pass.batch() * channels];
        kernels.download(perSample, values);
        for (int i = 0; i < values.length; i++) {
          sums[l][i % channels] += values[i];
        }
      }
    }
  }

  /**
   * {@return E[z] over the images of all threads and over positions, per layer and channel} On the
   * calling thread, when no shard runs.
   *
   * @param threads one for each thread, at least one
   */
  public static double[][] of(List<ChannelMeans> threads) {
    Network network = threads.get(0).network;
    long images = threads.stream().mapToLong(thread -> thread.images).sum();
    double[][] mean = new double[network.depth()][];
    for (int l = 0; l < mean.length; l++) {
      mean[l] = new double[network.layer(l).channels()];
      double count = (double) images * network.spec().layer(l).out().positions();
      for (ChannelMeans thread : threads) {
        for (int c = 0; c < mean[l].length; c++) {
          mean[l][c] += thread.sums[l][c] / count;
        }
      }
    }
    return mean;
  }
}
