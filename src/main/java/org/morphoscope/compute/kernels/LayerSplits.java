package org.morphoscope.compute.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A split of every channel of a layer at once (method.md section 3.1): {@code u = kappa a + shift},
 * {@code d = kappa b}, children {@code phi(u + d)} and {@code phi(u - d)}.
 *
 * @param shape the chain phi behind the layer
 * @param a {@code [N, H, W, C]}, the layer's convolution
 * @param b {@code [N, H, W, C]}, {@code theta * x}
 * @param kappa {@code [C]}, factor of the frozen BatchNorm
 * @param shift {@code [C]}, constant of the frozen BatchNorm or the bias
 */
public record LayerSplits(
    ChainShape shape, INDArray a, INDArray b, double[] kappa, double[] shift) {

  /**
   * {@return the same splits in front of another chain}
   *
   * @param other of the same batch, height, width and channels
   */
  public LayerSplits with(ChainShape other) {
    return new LayerSplits(other, a, b, kappa, shift);
  }
}
