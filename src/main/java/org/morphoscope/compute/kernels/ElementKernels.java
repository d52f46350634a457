package org.morphoscope.compute.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The part of {@link Kernels} that works on arrays of equal shape, number by number: sums, copies,
 * and the steps of optimisers.
 */
public interface ElementKernels {

  /**
   * @param v of any shape
   * @param w of the shape of v
   * @param out of the shape of v, becomes {@code v + w}; may be one of them
   */
  void add(INDArray v, INDArray w, INDArray out);

  /**
   * @param target of any shape, set to 0 whatever was there
   */
  void clear(INDArray target);

  /**
   * @param source of any shape
   * @param target of the same shape, becomes {@code source}
   */
  void copy(INDArray source, INDArray target);

  /**
   * @param factor of any shape
   * @param target of the same shape, becomes {@code target factor}
   */
  void multiply(INDArray factor, INDArray target);

  /**
   * Adds {@code factor * source} to target.
   *
   * @param factor of the source
   * @param source of any shape
   * @param target of the source's shape, added to
   */
  void axpy(double factor, INDArray source, INDArray target);

  /**
   * {@code velocity = momentum velocity + (gradient + weightDecay weight)}, {@code weight -= rate
   * velocity}.
   *
   * @param weight of any shape, changed in place
   * @param gradient of the weight's shape
   * @param velocity of the weight's shape, changed in place
   * @param rate learning rate of this step
   * @param momentum share of the velocity that stays, 0 to 1
   * @param weightDecay factor of the weight that is added to the gradient, 0: none
   */
  void momentumStep(
      INDArray weight,
      INDArray gradient,
      INDArray velocity,
      double rate,
      double momentum,
      double weightDecay);

  /**
   * Adam with bias correction already in {@code rate} and {@code epsilon}: {@code m = beta1 m + (1
   * - beta1) g}, {@code v = beta2 v + (1 - beta2) g^2}, {@code weight -= rate m / (sqrt(v) +
   * epsilon)}, with {@code g = gradient + weightDecay weight}.
   *
   * @param weight of any shape, changed in place
   * @param gradient of the weight's shape
   * @param m first moment, of the weight's shape, changed in place
   * @param v second moment, likewise
   * @param rate learning rate with the bias correction in it
   * @param beta1 share of the first moment that stays
   * @param beta2 share of the second moment that stays
   * @param epsilon added to the root, with the bias correction in it
   * @param weightDecay factor of the weight that is added to the gradient, 0: none
   */
  void adamStep(
      INDArray weight,
      INDArray gradient,
      INDArray m,
      INDArray v,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay);
}
