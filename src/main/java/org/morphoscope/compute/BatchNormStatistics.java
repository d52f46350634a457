package org.morphoscope.compute;

/**
 * Recomputes BatchNorm statistics of a net on given images. Called between passes: it writes what
 * all passes read.
 */
public final class BatchNormStatistics {
  private BatchNormStatistics() {}

  /**
   * Sets the running statistics to those of the images, layer by layer, each layer behind the
   * already refreshed ones. Changes the net's function (method.md section 9, step 1).
   *
   * @param <E> what {@code after} may throw
   * @param passes passes over the net; used on the calling thread
   * @param images how many, from the loader's first on
   * @param loader gives the images by position; called from several threads
   * @param after called after every batch of every layer's pass
   * @throws E as {@code after} throws it; the layers done so far are refreshed
   */
  public static <E extends Exception> void refresh(
      FrozenPasses passes, int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after)
      throws E {
    for (int l = 0; l < passes.network().depth(); l++) {
      NetworkLayer layer = passes.network().layer(l);
      if (layer.batchNorm()) {
        // one forward per layer: its input must already be that of the refreshed layers before it
        Moments moments = new Moments(passes, images, loader, l, l, after);
        System.arraycopy(moments.mean[l], 0, layer.mean, 0, layer.channels());
        System.arraycopy(moments.variance[l], 0, layer.variance, 0, layer.channels());
      }
    }
  }

  /**
   * Sets the running statistics to those of the images under the frozen net and corrects gamma and
   * beta so that the inference function stays the same (method.md section 3.1). One pass serves all
   * layers, because the function of none changes.
   *
   * @param <E> what {@code after} may throw
   * @param passes passes over the net; used on the calling thread
   * @param images how many, from the loader's first on
   * @param loader gives the images by position; called from several threads
   * @param after called on the calling thread after every batch, so that it may stop by throwing
   * @throws E as {@code after} throws it; nothing is changed then
   */
  public static <E extends Exception> void rebase(
      FrozenPasses passes, int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after)
      throws E {
    int depth = passes.network().depth();
    Moments moments = new Moments(passes, images, loader, 0, depth - 1, after);
    for (int l = 0; l < depth; l++) {
      NetworkLayer layer = passes.network().layer(l);
      if (!layer.batchNorm()) {
        continue;
      }
      for (int c = 0; c < layer.channels(); c++) {
        // gamma' = gamma sqrt(var' + eps) / sqrt(var + eps)
        // beta' = beta + gamma (mean' - mean) / sqrt(var + eps)
        // so gamma' (a - mean') / sqrt(var' + eps) + beta' is the same function of a as before
        double deviation = Math.sqrt(layer.variance[c] + layer.epsilon());
        double mean = moments.mean[l][c];
        double variance = moments.variance[l][c];
        layer.beta[c] += layer.gamma[c] * (mean - layer.mean[c]) / deviation;
        layer.gamma[c] *= Math.sqrt(variance + layer.epsilon()) / deviation;
        layer.mean[c] = mean;
        layer.variance[c] = variance;
      }
    }
  }

  /**
   * Mean and population variance of a over all images and positions, for a range of layers: with
   * sums around an origin o, {@code mean = o + E[a - o]}, {@code var = E[(a - o)^2] - E[a - o]^2}.
   */
  private static final class Moments {
    final double[][] mean;
    final double[][] variance;

    <E extends Exception> Moments(
        FrozenPasses passes,
        int images,
        ImageLoader loader,
        int from,
        int to,
        FrozenPasses.AfterBatch<E> after)
        throws E {
      Network network = passes.network();
      int shards = passes.team().shards();
      mean = new double[to + 1][];
      variance = new double[to + 1][];
      // by shard: no thread writes where another does; added up in a fixed order below
      double[][][] sums = new double[shards][to + 1][];
      double[][][] squares = new double[shards][to + 1][];
      for (int s = 0; s < shards; s++) {
        for (int l = from; l <= to; l++) {
          sums[s][l] = new double[network.layer(l).channels()];
          squares[s][l] = new double[network.layer(l).channels()];
        }
      }
      passes.run(
          images,
          loader,
          to,
          (shard, pass, first) -> {
            for (int l = from; l <= to; l++) {
              NetworkLayer layer = network.layer(l);
              double[] sum = new double[layer.channels()];
              double[] square = new double[layer.channels()];
              // around the running mean, so that E[v^2] - E[v]^2 loses no digits
              double[] origin = layer.batchNorm() ? layer.mean : sum.clone();
              pass.kernels().channelMoments(pass.a(l), origin, sum, square);
              for (int c = 0; c < sum.length; c++) {
                sums[shard][l][c] += sum[c];
                squares[shard][l][c] += square[c];
              }
            }
          },
          after);
      for (int l = from; l <= to; l++) {
        NetworkLayer layer = network.layer(l);
        double count = (double) images * layer.positions();
        mean[l] = new double[layer.channels()];
        variance[l] = new double[layer.channels()];
        for (int c = 0; c < layer.channels(); c++) {
          double sum = 0;
          double square = 0;
          for (int s = 0; s < shards; s++) {
            sum += sums[s][l][c];
            square += squares[s][l][c];
          }
          double offset = sum / count;
          mean[l][c] = (layer.batchNorm() ? layer.mean[c] : 0) + offset;
          variance[l][c] = Math.max(0, square / count - offset * offset);
        }
      }
    }
  }
}
