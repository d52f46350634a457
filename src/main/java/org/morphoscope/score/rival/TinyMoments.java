package org.morphoscope.score.rival;

import java.util.List;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The second moments that TINY decomposes (method.md section 12.4), as sums over images and
 * positions p of the producer's output:
 *
 * <pre>
 * S = E[ sum_p x x' ],  [D, D]      N = -E[ sum_p x ghat_p' ],  [D, O k k]
 * </pre>
 *
 * <p>x the producer's patch, D = I k k numbers, with a 1 behind them where the producer takes
 * constants up (its bias or its BatchNorm's beta); ghat the gradient {@code g_perp = g - D b} of
 * the reader's output spread over the hidden positions that it reads ({@link HiddenGradient}). Of
 * one thread; sums of threads add up.
 */
final class TinyMoments {
  private final Network network;
  private final List<HiddenGradient> links;

  /**
   * Per link, {@code D' [D_b, O]} of its reader: what is taken off the gradient; null for nothing.
   */
  private final List<double[]> followed;

  /** Per link, {@code sum x x'}, {@code [D, D]} row-major. */
  final double[][] xx;

  /** Per link, {@code sum ghat x'}, {@code [O k k, D]} row-major: N transposed and without sign. */
  final double[][] gx;

  private long images;

  TinyMoments(Network network, List<HiddenGradient> links, List<double[]> followed) {
    this.network = network;
    this.links = links;
    this.followed = followed;
    xx = new double[links.size()][];
    gx = new double[links.size()][];
    for (int i = 0; i < links.size(); i++) {
      int d = length(i);
      xx[i] = new double[d * d];
      gx[i] = new double[links.get(i).length() * d];
    }
  }

  private boolean one(int link) {
    return network.layer(links.get(link).producer()).layer().absorbsConstants();
  }

  /** Numbers of a producer's patch, the 1 included. */
  int length(int link) {
    return PatchProducts.length(network.layer(links.get(link).producer()).conv(), one(link));
  }

  /** Adds the images of a pass. */
  void add(FrozenPass pass, Gradients gradients) {
    images += pass.batch();
    PatchProducts products = new PatchProducts(pass.kernels());
    for (int i = 0; i < links.size(); i++) {
      HiddenGradient link = links.get(i);
      ConvShape conv = network.layer(link.producer()).conv();
      boolean one = one(i);
      double[] x = ReaderMoments.host(pass.kernels(), pass.x(link.producer()));
      double[] g = residual(pass, gradients, link, followed.get(i));
      products.add(
          conv,
          pass.batch(),
          x,
          (first, count) -> PatchProducts.unfold(conv, x, first, count, one),
          length(i),
          one,
          xx[i]);
      products.add(
          conv,
          pass.batch(),
          x,
          (first, count) -> link.of(g, first, count),
          link.length(),
          one,
          gx[i]);
    }
  }

  /** {@code g_perp = g - D b} at a reader's output, {@code [N, H', W', O]}. */
  static double[] residual(
      FrozenPass pass, Gradients gradients, HiddenGradient link, double[] followed) {
    Kernels kernels = pass.kernels();
    int reader = link.reader();
    Network network = pass.network();
    double[] g = ReaderMoments.host(kernels, gradients.a(reader));
    if (followed == null) {
      return g;
    }
    ConvShape conv = network.layer(reader).conv().withBatch(pass.batch());
    int outputs = conv.outChannels();
    // D b is a convolution: its filters [O, I k k] are D' without the row of the 1, transposed
    int d = PatchProducts.length(conv, false);
    double[] filters = new double[outputs * d];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < d; i++) {
        filters[o * d + i] = followed[i * outputs + o];
      }
    }
    boolean one = followed.length > d * outputs;
    try (INDArray w = kernels.allocate(outputs, conv.inChannels(), conv.kernel(), conv.kernel());
        INDArray part =
            kernels.allocate(pass.batch(), conv.outHeight(), conv.outWidth(), outputs)) {
      kernels.upload(filters, w);
      kernels.convolve(conv, pass.x(reader), w, part);
      double[] values = ReaderMoments.host(kernels, part);
      // g is [N, H', W', O]: the output runs fastest, and the row of the 1 is a constant of it
      for (int i = 0; i < g.length; i++) {
        g[i] -= values[i] + (one ? followed[d * outputs + i % outputs] : 0);
      }
    }
    return g;
  }

  void add(TinyMoments other) {
    images += other.images;
    for (int l = 0; l < xx.length; l++) {
      for (int i = 0; i < xx[l].length; i++) {
        xx[l][i] += other.xx[l][i];
      }
      for (int i = 0; i < gx[l].length; i++) {
        gx[l][i] += other.gx[l][i];
      }
    }
  }

  /** {@code S = E[sum_p x x']} of a link, {@code [D, D]}. */
  double[] patches(int link) {
    double[] mean = xx[link].clone();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= images;
    }
    return mean;
  }

  /** {@code N = -E[sum_p x ghat_perp']}, {@code [D, O k k]}. */
  double[] wanted(int link) {
    int d = length(link);
    int q = links.get(link).length();
    double[] n = new double[d * q];
    for (int i = 0; i < n.length; i++) {
      n[i] = -gx[link][i % q * d + i / q] / images;
    }
    return n;
  }
}
