package org.morphoscope.compute.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions without bias and their two gradients: activations {@code [N, H, W, C]}, weights
 * {@code [O, I, kH, kW]}, C order, outputs overwritten. Used by one thread at a time.
 */
public interface Convolver extends AutoCloseable {

  /** {@return what does the work: {@code "onednn"} or {@code "nd4j"}} */
  String id();

  /**
   * {@code a = w * x}: x [N,H,W,I], w [O,I,k,k], a [N,H',W',O].
   *
   * @param shape sizes of the batch, the filters, the stride and the padding
   * @param x {@code [N, H, W, I]}
   * @param w {@code [O, I, k, k]}; {@code [O, 1, k, k]} when depthwise
   * @param a {@code [N, H', W', O]}, overwritten
   */
  void forward(ConvShape shape, INDArray x, INDArray w, INDArray a);

  /**
   * {@code gx = w^T * ga}.
   *
   * @param shape sizes of the batch, the filters, the stride and the padding
   * @param w {@code [O, I, k, k]}; {@code [O, 1, k, k]} when depthwise
   * @param ga {@code [N, H', W', O]}, gradient in a
   * @param gx {@code [N, H, W, I]}, overwritten
   */
  void backwardData(ConvShape shape, INDArray w, INDArray ga, INDArray gx);

  /**
   * Gradient in the weights, summed over the batch: gw [O,I,k,k].
   *
   * @param shape sizes of the batch, the filters, the stride and the padding
   * @param x {@code [N, H, W, I]}
   * @param ga {@code [N, H', W', O]}, gradient in a
   * @param gw of the shape of the weights, overwritten
   */
  void backwardWeights(ConvShape shape, INDArray x, INDArray ga, INDArray gw);

  @Override
  void close();
}
