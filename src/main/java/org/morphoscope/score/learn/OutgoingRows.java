package org.morphoscope.score.learn;

import java.util.stream.IntStream;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.score.LossModel;
import org.morphoscope.score.NewNeuronWorkspace;
import org.morphoscope.score.Uploads;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What J_l of the outgoing weights is made of, on one shard. With frozen weights J_l is a quadratic
 * in delta: {@code sum_n slope . delta + (factor_n row_n . delta)^2 / 2} with constants that one
 * pass over the samples gives. Learning then touches no activation.
 *
 * <p>Of many images there are rows of every fourth only, which count fourfold.
 */
final class OutgoingRows implements AutoCloseable {
  /**
   * Images to a row at most: the curvature decides how far a step goes, and a quarter tells that.
   */
  private static final int SPARSEST = 4;

  /** Images whose rows are kept at least, before any are left out. */
  private static final int LEAST = 512;

  private final Kernels kernels;

  /** Per reader, {@code [samples, O M k k]}: the direction's gradient in delta, image by image. */
  private final INDArray[] rows;

  /** Per reader, as delta: {@code sum_n} of the gradient of {@code S_n}. */
  private final INDArray[] slope;

  /** {@code sqrt(weight) f_n} of each row, f the mode's factor ({@link LossModel#rowFactor}). */
  private final double[] factors;

  /**
   * @param delta the outgoing weights {@code [O, M, k, k]} per reader, for their shapes; null where
   *     there are none
   * @param first position of the first image
   * @param every how many images there are to a row
   */
  OutgoingRows(
      Network network,
      NewNeuronWorkspace channels,
      LossModel model,
      INDArray[] delta,
      int first,
      int size,
      int every,
      Kernels kernels) {
    this.kernels = kernels;
    int[] samples = IntStream.range(0, size).filter(n -> weight(first + n, every) > 0).toArray();
    factors = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      factors[i] = Math.sqrt(weight(first + samples[i], every)) * model.rowFactor(samples[i], 0);
    }
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
      // S is linear in delta: its gradient over all images at once is the slope
      channels.outgoingGradient(site, reader, g.a(reader), slope[reader]);
      if (samples.length == 0) {
        continue;
      }
      rows[reader] = kernels.allocate(samples.length, delta[reader].length());
      for (int i = 0; i < samples.length; i++) {
        // K_n too, but the square needs the row of each image
        INDArray row = rows[reader].get(NDArrayIndex.point(i), NDArrayIndex.all());
        INDArray direction = sample(model.direction().a(reader), samples[i]);
        channels.outgoingGradient(site, reader, samples[i], direction, row.reshape('c', shape));
      }
    }
  }

  /** How many images there are to a row. */
  static int every(int images) {
    return Math.max(1, Math.min(SPARSEST, images / LEAST));
  }

  /** What the curvature of the image at a position counts. */
  static double weight(int position, int every) {
    return position % every == 0 ? every : 0;
  }

  /** Image n alone, {@code [1, H, W, C]}, as a view. */
  private static INDArray sample(INDArray array, int n) {
    INDArrayIndex all = NDArrayIndex.all();
    return array.get(NDArrayIndex.interval(n, n + 1), all, all, all);
  }

  /** Numbers that the rows of all readers take. */
  static long numbers(NewNeurons newNeurons, int images) {
    long numbers = 0;
    for (double[] outgoing : newNeurons.outgoing()) {
      numbers += outgoing.length;
    }
    return numbers * ((images + every(images) - 1) / every(images));
  }

  /** Number of rows. */
  int samples() {
    return factors.length;
  }

  /** The factor of row n. */
  double factor(int n) {
    return factors[n];
  }

  /** Adds {@code row_n . delta} of one reader to {@code out}. */
  void addProducts(int reader, INDArray delta, double[] out) {
    if (out.length > 0) {
      kernels.addRowProducts(rows[reader], delta, out);
    }
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
    if (coefficient.length > 0) {
      kernels.addRows(rows[reader], coefficient, target);
    }
  }

  @Override
  public void close() {
    Uploads.close(rows);
    Uploads.close(slope);
  }
}
