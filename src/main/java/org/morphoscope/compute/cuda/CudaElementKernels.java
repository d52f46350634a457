package org.morphoscope.compute.cuda;

import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The elementwise part of {@link CudaKernels}, and the optimisers; {@code elements.cu}. Each launch
 * is a loop over the elements with the grid as stride. No element depends on another, so outputs
 * may be inputs.
 */
abstract class CudaElementKernels implements Kernels {
  final CudaSession session;

  CudaElementKernels(CudaSession session) {
    this.session = session;
  }

  /**
   * {@code r += coefficient[n, c] v}: coefficient [N, C], v, r [N, H, W, C]. The kernel finds n and
   * c of an element from the elements per image and the channels.
   */
  @Override
  public void addScaled(INDArray coefficient, INDArray v, INDArray r) {
    int length = length(v);
    session
        .kernel("add_scaled")
        .ints(length)
        // H W C: elements of an image
        .ints(length / Math.toIntExact(v.size(0)))
        .ints(channels(v))
        .array(coefficient)
        .array(v)
        .array(r)
        .overElements(length, processors());
  }

  /** {@code out = v + w}. */
  @Override
  public void add(INDArray v, INDArray w, INDArray out) {
    int length = length(out);
    session
        .kernel("add")
        .ints(length)
        .array(v)
        .array(w)
        .array(out)
        .overElements(length, processors());
  }

  /** {@code target *= factor}. */
  @Override
  public void multiply(INDArray factor, INDArray target) {
    int length = length(target);
    session
        .kernel("multiply")
        .ints(length)
        .array(factor)
        .array(target)
        .overElements(length, processors());
  }

  /** By the card's copying engine, no kernel. */
  @Override
  public void copy(INDArray source, INDArray target) {
    session.enter();
    session.copy(
        DeviceArrays.address(source),
        DeviceArrays.address(target),
        source.length() * type().width());
  }

  /**
   * {@code target += sum_n coefficient[n] rows[n]}: rows [N, P]. A thread adds up one element over
   * all rows, in the order of the rows.
   */
  @Override
  public void addRows(INDArray rows, double[] coefficient, INDArray target) {
    int length = length(target);
    session
        .kernel("add_rows")
        .ints(coefficient.length)
        .ints(length)
        .array(rows)
        .address(session.send(coefficient))
        .array(target)
        .overElements(length, processors());
  }

  /** {@code target = 0}. */
  @Override
  public void clear(INDArray target) {
    session.clear(target);
  }

  /** {@code target += factor source}. */
  @Override
  public void axpy(double factor, INDArray source, INDArray target) {
    int length = length(target);
    session
        .kernel("axpy")
        .ints(length)
        .real(factor)
        .array(source)
        .array(target)
        .overElements(length, processors());
  }

  /**
   * {@code velocity = momentum velocity + (g + decay w)}, {@code w -= rate velocity}.
   *
   * @param weight w, overwritten
   * @param velocity overwritten
   */
  @Override
  public void momentumStep(
      INDArray weight,
      INDArray gradient,
      INDArray velocity,
      double rate,
      double momentum,
      double weightDecay) {
    int length = length(weight);
    session
        .kernel("momentum_step")
        .ints(length)
        .array(weight)
        .array(gradient)
        .array(velocity)
        .real(rate)
        .real(momentum)
        .real(weightDecay)
        .overElements(length, processors());
  }

  /**
   * {@code m = beta1 m + (1 - beta1) g}, {@code v = beta2 v + (1 - beta2) g^2}, {@code w -= rate m
   * / (sqrt(v) + epsilon)}, with {@code g + decay w} for g.
   *
   * @param weight w, overwritten
   * @param m first moment, overwritten
   * @param v second moment, overwritten
   * @param rate corrected for the bias of m and v, as epsilon is
   */
  @Override
  public void adamStep(
      INDArray weight,
      INDArray gradient,
      INDArray m,
      INDArray v,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay) {
    int length = length(weight);
    session
        .kernel("adam_step")
        .ints(length)
        .array(weight)
        .array(gradient)
        .array(m)
        .array(v)
        .real(rate)
        .real(beta1)
        .real(beta2)
        // in double on the host: 1 - beta loses digits in float
        .real(1 - beta1)
        .real(1 - beta2)
        .real(epsilon)
        .real(weightDecay)
        .overElements(length, processors());
  }

  /** {@code dz = (plus + minus) / 2 - z} (method.md section 3.1). */
  @Override
  public void childrenDelta(INDArray plus, INDArray minus, INDArray z, INDArray dz) {
    int length = Math.toIntExact(dz.length());
    session
        .kernel("children_delta")
        .ints(length)
        .array(plus)
        .array(minus)
        .array(z)
        .array(dz)
        .overElements(length, processors());
  }

  /** Multiprocessors of the card, for the size of a grid. */
  final int processors() {
    return session.card().multiprocessors();
  }

  /** Elements; never more than an {@code int} counts ({@link DeviceArrays#length}). */
  static int length(INDArray array) {
    return Math.toIntExact(array.length());
  }

  /** C, the last dimension. */
  static int channels(INDArray array) {
    return Math.toIntExact(array.size(array.rank() - 1));
  }
}
