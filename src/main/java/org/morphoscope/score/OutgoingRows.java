package org.morphoscope.score;

import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.Kernels;
import org.morphoscope.compute.Network;
import org.morphoscope.morph.NewNeurons;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What J_l of the outgoing weights is made of, on one shard. With frozen weights J_l is a quadratic
 * in delta: {@code sum_n slope . delta + (factor_n row_n . delta)^2 / 2} with constants that one
 * pass over the samples gives. Learning then touches no activation.
 */
final class OutgoingRows implements AutoCloseable {
  private final Kernels kernels;
  private final INDArray[] rows;
  private final INDArray[] slope;

  /**
   * @param delta the outgoing weights {@code [O, M, k, k]} per reader, for their shapes; null where
   *     there are none
   */
  OutgoingRows(
      Network network,
      NewChannels channels,
      LossModel model,
      INDArray[] delta,
      int size,
      Kernels kernels) {
    this.kernels = kernels;
    rows = new INDArray[delta.length];
    slope = new INDArray[delta.length];
    Gradients g = model.gradient();
    for (int reader = 0; reader < delta.length; reader++) {
      if (delta[reader] == null) {
        continue;
      }
      int site = network.layer(reader).layer().inputs().get(0);
      long[] shape = delta[reader].shape();
      slope[reader] = kernels.allocate(shape);
      channels.outgoingGradient(site, reader, g.a(reader), slope[reader]);
      rows[reader] = kernels.allocate(size, delta[reader].length());
      for (int n = 0; n < size; n++) {
        INDArray row = rows[reader].get(NDArrayIndex.point(n), NDArrayIndex.all());
        channels.outgoingGradient(
            site, reader, n, sample(model.direction().a(reader), n), row.reshape('c', shape));
      }
    }
  }

  private static INDArray sample(INDArray array, int n) {
    INDArrayIndex all = NDArrayIndex.all();
    return array.get(NDArrayIndex.interval(n, n + 1), all, all, all);
  }

  /** Numbers per image that the rows of all readers take. */
  static long numbersPerImage(NewNeurons born) {
    long numbers = 0;
    for (double[] outgoing : born.outgoing()) {
      numbers += outgoing.length;
    }
    return numbers;
  }

  /** Whether a reader has new neurons to read. */
  boolean has(int reader) {
    return rows[reader] != null;
  }

  /** Adds {@code row_n . delta} of one reader to {@code out}. */
  void addProducts(int reader, INDArray delta, double[] out) {
    kernels.addRowProducts(rows[reader], delta, out);
  }

  /** {@code sum_n slope . delta} of one reader. */
  double slope(int reader, INDArray delta) {
    double[] product = new double[1];
    INDArray row = slope[reader].reshape('c', new long[] {1, slope[reader].length()});
    kernels.addRowProducts(row, delta, product);
    return product[0];
  }

  /** {@code target = slope + sum_n coefficient_n row_n} of one reader. */
  void gradient(int reader, double[] coefficient, INDArray target) {
    kernels.copy(slope[reader], target);
    kernels.addRows(rows[reader], coefficient, target);
  }

  @Override
  public void close() {
    Uploads.close(rows);
    Uploads.close(slope);
  }
}
