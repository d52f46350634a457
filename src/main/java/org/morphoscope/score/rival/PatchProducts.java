package org.morphoscope.score.rival;

import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums over images and positions of products of numbers y with the patch that a convolution sees
 * there, {@code sum y_q x_d}: the weight gradient of that convolution with y as output gradient, so
 * that stride and zero padding are exact. Behind a patch a 1 may be appended.
 */
final class PatchProducts {
  /** Numbers that y may take at a time; images are taken in chunks of that size. */
  private static final int MOST_NUMBERS = 1 << 22;

  private final Kernels kernels;

  /** y of some of the images, {@code [count, H', W', Q]}. */
  @FunctionalInterface
  interface Values {
    double[] of(int first, int count);
  }

  PatchProducts(Kernels kernels) {
    this.kernels = kernels;
  }

  /** Numbers of a patch, the 1 included. */
  static int length(ConvShape conv, boolean one) {
    return conv.inChannels() * conv.kernel() * conv.kernel() + (one ? 1 : 0);
  }

  /**
   * Adds to the sums.
   *
   * @param conv with any batch and number of outputs
   * @param images N
   * @param x what the convolution reads, {@code [N, H, W, I]} on the host
   * @param q numbers Q of y at a position
   * @param one whether a 1 stands behind every patch
   * @param target {@code [Q, D]} or {@code [Q, D + 1]}, row-major, patches in the order {@code [I,
   *     k, k]}
   */
  void add(ConvShape conv, int images, double[] x, Values y, int q, boolean one, double[] target) {
    int d = length(conv, false);
    int columns = length(conv, one);
    int positions = conv.outHeight() * conv.outWidth();
    int perImage = conv.inHeight() * conv.inWidth() * conv.inChannels();
    int chunk = Math.max(1, Math.min(images, MOST_NUMBERS / Math.max(1, positions * q)));
    double[] products = new double[q * d];
    for (int first = 0; first < images; first += chunk) {
      int count = Math.min(chunk, images - first);
      double[] values = y.of(first, count);
      ConvShape shape = conv.withBatch(count).withOutChannels(q);
      try (INDArray in =
              kernels.allocate(count, conv.inHeight(), conv.inWidth(), conv.inChannels());
          INDArray out = kernels.allocate(count, conv.outHeight(), conv.outWidth(), q);
          INDArray sums = kernels.allocate(q, conv.inChannels(), conv.kernel(), conv.kernel())) {
        kernels.upload(
            java.util.Arrays.copyOfRange(x, first * perImage, (first + count) * perImage), in);
        kernels.upload(values, out);
        kernels.convolveBackwardWeights(shape, in, out, sums);
        kernels.download(sums, products);
      }
      for (int i = 0; i < products.length; i++) {
        target[i / d * columns + i % d] += products[i];
      }
      for (int i = 0; one && i < values.length; i++) {
        target[i % q * columns + d] += values[i];
      }
    }
  }

  /**
   * The patches themselves, {@code [count, H', W', D]} or with a 1 behind each.
   *
   * @param x {@code [N, H, W, I]}
   * @param first image
   */
  static double[] unfold(ConvShape conv, double[] x, int first, int count, boolean one) {
    int k = conv.kernel();
    int channels = conv.inChannels();
    int columns = length(conv, one);
    double[] patches = new double[count * conv.outHeight() * conv.outWidth() * columns];
    int at = 0;
    for (int n = first; n < first + count; n++) {
      for (int row = 0; row < conv.outHeight(); row++) {
        for (int column = 0; column < conv.outWidth(); column++) {
          int top = row * conv.stride() - conv.pad().top();
          int left = column * conv.stride() - conv.pad().left();
          for (int t = 0; t < k * k; t++) {
            int h = top + t / k;
            int w = left + t % k;
            if (h < 0 || h >= conv.inHeight() || w < 0 || w >= conv.inWidth()) {
              continue;
            }
            int from = ((n * conv.inHeight() + h) * conv.inWidth() + w) * channels;
            for (int i = 0; i < channels; i++) {
              patches[at + i * k * k + t] = x[from + i];
            }
          }
          if (one) {
            patches[at + columns - 1] = 1;
          }
          at += columns;
        }
      }
    }
    return patches;
  }
}
