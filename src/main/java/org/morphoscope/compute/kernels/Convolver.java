package org.morphoscope.compute.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions without bias and their two gradients: activations {@code [N, H, W, C]}, weights
 * {@code [O, I, kH, kW]}, C order, outputs overwritten. Used by one thread at a time.
 */
public interface Convolver extends AutoCloseable {

  /** {@code "onednn"} or {@code "nd4j"}. */
  String id();

  /** {@code a = w * x}: x [N,H,W,I], w [O,I,k,k], a [N,H',W',O]. */
  void forward(ConvShape shape, INDArray x, INDArray w, INDArray a);

  /** {@code gx = w^T * ga}. */
  void backwardData(ConvShape shape, INDArray w, INDArray ga, INDArray gx);

  /** Gradient in the weights, summed over the batch: gw [O,I,k,k]. */
  void backwardWeights(ConvShape shape, INDArray x, INDArray ga, INDArray gw);

  @Override
  void close();
}
