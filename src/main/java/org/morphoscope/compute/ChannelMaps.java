package org.morphoscope.compute;

import java.util.Arrays;

/**
 * What channels answer to images, before activation and pooling: {@code u = kappa a + shift} of
 * method.md section 2. Positive values pass a ReLU, negative ones are cut off by it.
 */
public final class ChannelMaps {
  private ChannelMaps() {}

  /**
   * {@return u of a layer, {@code [N, H, W, C]} with the sizes of the source's output}
   *
   * @param pass whose forward is done
   * @param layer index of the layer, not the head
   */
  public static double[] of(FrozenPass pass, int layer) {
    double[] u = new double[Math.toIntExact(pass.a(layer).length())];
    pass.kernels().download(pass.a(layer), u);
    double[] kappa = pass.kappa(layer);
    double[] shift = pass.shift(layer);
    int channels = kappa.length;
    for (int i = 0; i < u.length; i++) {
      u[i] = kappa[i % channels] * u[i] + shift[i % channels];
    }
    return u;
  }

  /**
   * {@return the largest u of every image and channel over all positions, {@code [N, C]}}
   *
   * @param pass whose forward is done
   * @param layer index of the layer, not the head
   */
  public static double[] peaks(FrozenPass pass, int layer) {
    double[] u = of(pass, layer);
    int channels = pass.kappa(layer).length;
    int image = u.length / pass.batch();
    double[] peaks = new double[pass.batch() * channels];
    Arrays.fill(peaks, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < u.length; i++) {
      int at = i / image * channels + i % channels;
      peaks[at] = Math.max(peaks[at], u[i]);
    }
    return peaks;
  }
}
