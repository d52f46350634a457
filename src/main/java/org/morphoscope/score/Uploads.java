package org.morphoscope.score;

import java.util.List;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Numbers of morphisms in compute memory, and arrays that are closed together. Whoever asks owns
 * the arrays.
 */
public final class Uploads {
  private Uploads() {}

  /**
   * {@return theta per layer in compute memory, {@code [O, I, k, k]}; null where a layer has none}
   *
   * @param network the unmodified net; stays the caller's and open as long as this is used
   * @param theta on the host, per layer; empty where a layer has none
   * @param kernels upload and give the memory
   */
  public static INDArray[] theta(Network network, List<double[]> theta, Kernels kernels) {
    INDArray[] arrays = new INDArray[network.depth()];
    for (int l = 0; l < arrays.length; l++) {
      if (theta.get(l).length > 0) {
        arrays[l] = kernels.allocate(network.layer(l).weight().shape());
        kernels.upload(theta.get(l), arrays[l]);
      }
    }
    return arrays;
  }

  /**
   * {@return outgoing weights of new neurons per layer and, last, the head, {@code [O, M, k, k]};
   * null where there are none}
   *
   * @param network the unmodified net; stays the caller's and open as long as this is used
   * @param newNeurons the candidates for new neurons; none: {@link NewNeurons#none}
   * @param kernels upload and give the memory
   */
  public static INDArray[] outgoing(Network network, NewNeurons newNeurons, Kernels kernels) {
    INDArray[] arrays = new INDArray[network.layers().size()];
    for (int l = 0; l < newNeurons.outgoing().size(); l++) {
      double[] values = newNeurons.outgoing().get(l);
      if (values.length > 0) {
        var layer = network.layer(l).layer();
        arrays[l] =
            kernels.allocate(layer.width(), newNeurons.perGroup(), layer.kernel(), layer.kernel());
        kernels.upload(values, arrays[l]);
      }
    }
    return arrays;
  }

  /**
   * Closes what is there; null stands for a layer without.
   *
   * @param arrays may hold nulls
   */
  public static void close(INDArray[] arrays) {
    for (INDArray array : arrays) {
      if (array != null) {
        array.close();
      }
    }
  }
}
