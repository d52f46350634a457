package org.morphoscope.compute;

import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradients of the mean loss in one layer's trainable numbers.
 *
 * @param weight {@code [O, I, k, k]}; null for a sum
 * @param gamma [O], empty without BatchNorm
 * @param beta [O], empty without BatchNorm
 * @param bias [O], empty without one
 */
record LayerGradient(INDArray weight, double[] gamma, double[] beta, double[] bias) {
  static LayerGradient like(NetworkLayer layer, Kernels kernels) {
    return new LayerGradient(
        layer.weight == null ? null : kernels.allocate(layer.weight.shape()),
        new double[layer.gamma.length],
        new double[layer.beta.length],
        new double[layer.bias.length]);
  }

  void close() {
    if (weight != null) {
      weight.close();
    }
  }
}
