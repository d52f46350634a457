package org.morphoscope.compute;

import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of Adam (Kingma and Ba, arXiv 1412.6980), the bias corrections folded into its numbers:
 * with {@code c = sqrt(1 - beta2^t)}, {@code w -= rate c / (1 - beta1^t) m / (sqrt(v) + epsilon c)}
 * is {@code w -= rate m_hat / (sqrt(v_hat) + epsilon)}.
 *
 * @param rate corrected for bias
 * @param epsilon corrected for bias
 */
public record Adam(double rate, double epsilon) {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  /**
   * {@return the step with this number}
   *
   * @param rate learning rate, before corrections
   * @param step counted from 1
   */
  public static Adam step(double rate, long step) {
    double correction = Math.sqrt(1 - Math.pow(BETA2, step));
    return new Adam(rate * correction / (1 - Math.pow(BETA1, step)), EPSILON * correction);
  }

  /**
   * The step on arrays of equal shape; {@code first} and {@code second} are the memory m and v.
   *
   * @param kernels of the calling thread
   * @param weight changed in place
   * @param gradient of the loss in the weight
   * @param first memory m, changed in place
   * @param second memory v, changed in place
   * @param weightDecay added to the gradient times the weight; 0: none
   */
  public void apply(
      Kernels kernels,
      INDArray weight,
      INDArray gradient,
      INDArray first,
      INDArray second,
      double weightDecay) {
    kernels.adamStep(weight, gradient, first, second, rate, BETA1, BETA2, epsilon, weightDecay);
  }

  /**
   * The same on the host, without weight decay; all of one length.
   *
   * @param w numbers, changed in place
   * @param g gradient of the loss in them
   * @param m first memory, changed in place
   * @param v second memory, changed in place
   */
  public void apply(double[] w, double[] g, double[] m, double[] v) {
    for (int i = 0; i < w.length; i++) {
      m[i] = BETA1 * m[i] + (1 - BETA1) * g[i];
      v[i] = BETA2 * v[i] + (1 - BETA2) * g[i] * g[i];
      w[i] -= rate * m[i] / (Math.sqrt(v[i]) + epsilon);
    }
  }
}
