package org.morphoscope.compute;

import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Memory that frozen passes of one size work in and keep nothing in: passes of the same net, size
 * and thread may share one. Made when first asked for.
 */
public final class PassScratch implements AutoCloseable {
  private final Network network;
  private final int batch;
  private final Kernels kernels;

  /** Per layer and the head: gradients in a, overwritten by every backward. */
  private final INDArray[] a;

  /** Per layer: one reader's part of the gradient in z before it is added. */
  private final INDArray[] spare;

  /**
   * Nothing is allocated yet.
   *
   * @param network read for its shapes only
   * @param batch images of the passes that share it
   * @param kernels of their thread
   */
  public PassScratch(Network network, int batch, Kernels kernels) {
    this.network = network;
    this.batch = batch;
    this.kernels = kernels;
    a = new INDArray[network.depth() + 1];
    spare = new INDArray[network.depth()];
  }

  /** Shape of a layer's a; the head's index gives that of the logits. */
  static long[] shapeA(Network network, int batch, int layer) {
    if (layer == network.depth()) {
      return new long[] {batch, 1, 1, network.spec().classes()};
    }
    ChainShape chain = network.layer(layer).chain();
    return new long[] {batch, chain.height(), chain.width(), chain.channels()};
  }

  /** Shape of a layer's z, {@code [N, H', W', C]}. */
  static long[] shapeZ(Network network, int batch, int layer) {
    ChainShape chain = network.layer(layer).chain();
    return new long[] {batch, chain.outHeight(), chain.outWidth(), chain.channels()};
  }

  /** For the gradient in a layer's a (or the logits). */
  INDArray a(int layer) {
    if (a[layer] == null) {
      a[layer] = kernels.allocate(shapeA(network, batch, layer));
    }
    return a[layer];
  }

  /** For one reader's part of the gradient in a layer's z. */
  INDArray spare(int layer) {
    if (spare[layer] == null) {
      spare[layer] = kernels.allocate(shapeZ(network, batch, layer));
    }
    return spare[layer];
  }

  @Override
  public void close() {
    Gradients.close(a);
    Gradients.close(spare);
  }
}
