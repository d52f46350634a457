package org.morphoscope.compute;

import org.morphoscope.text.Texts;

/**
 * Host copy of one layer's numbers. The dense head is a layer too: a convolution over its whole
 * input, with a bias.
 *
 * @param outputs O
 * @param inputs I: channels that one filter reads; 1 for a depthwise convolution, 0 for a sum
 * @param kernel side k of the kernel in pixels, 0 for a sum
 * @param weight {@code [O, I, k, k]}
 * @param gamma BatchNorm scale [O], empty without BatchNorm
 * @param beta BatchNorm offset [O], empty without BatchNorm
 * @param mean running mean [O], empty without BatchNorm
 * @param variance running (population) variance [O], empty without BatchNorm
 * @param bias [O], empty without one
 */
public record LayerWeights(
    int outputs,
    int inputs,
    int kernel,
    double[] weight,
    double[] gamma,
    double[] beta,
    double[] mean,
    double[] variance,
    double[] bias) {

  /**
   * Checks that every array is as long as its shape says.
   *
   * @param outputs O
   * @param inputs I: channels that one filter reads; 1 for a depthwise convolution, 0 for a sum
   * @param kernel side k of the kernel in pixels, 0 for a sum
   * @param weight {@code [O, I, k, k]}
   * @param gamma BatchNorm scale [O], empty without BatchNorm
   * @param beta BatchNorm offset [O], empty without BatchNorm
   * @param mean running mean [O], empty without BatchNorm
   * @param variance running (population) variance [O], empty without BatchNorm
   * @param bias [O], empty without one
   */
  public LayerWeights {
    check("weight", weight.length, (long) outputs * inputs * kernel * kernel);
    for (double[] v : new double[][] {gamma, beta, mean, variance}) {
      check("BatchNorm vector", v.length, gamma.length == 0 ? 0 : outputs);
    }
    check("bias", bias.length, bias.length == 0 ? 0 : outputs);
  }

  /** {@return whether the layer has a BatchNorm} */
  public boolean batchNorm() {
    return gamma.length > 0;
  }

  /**
   * {@return {@code gamma / sqrt(variance + epsilon)} per channel, or 1 without BatchNorm}
   *
   * @param epsilon of the BatchNorm, added to the variance
   */
  public double[] kappa(double epsilon) {
    double[] kappa = new double[outputs];
    for (int c = 0; c < outputs; c++) {
      kappa[c] = batchNorm() ? gamma[c] / Math.sqrt(variance[c] + epsilon) : 1;
    }
    return kappa;
  }

  /**
   * {@return {@code beta - kappa mean} per channel, or the bias, or 0}
   *
   * @param kappa what {@link #kappa} gave, [O]
   */
  public double[] shift(double[] kappa) {
    double[] shift = new double[outputs];
    for (int c = 0; c < outputs; c++) {
      if (batchNorm()) {
        shift[c] = beta[c] - kappa[c] * mean[c];
      } else if (bias.length > 0) {
        shift[c] = bias[c];
      }
    }
    return shift;
  }

  /** {@return the number of weights of one output channel} */
  public int fanIn() {
    return inputs * kernel * kernel;
  }

  /**
   * {@return the Euclidean norm of one output channel's weights}
   *
   * @param output index of the channel, 0 to O - 1
   */
  public double norm(int output) {
    double sum = 0;
    for (int i = output * fanIn(); i < (output + 1) * fanIn(); i++) {
      sum += weight[i] * weight[i];
    }
    return Math.sqrt(sum);
  }

  /**
   * {@return the same layer with every trainable number zero: an optimiser slot before its first
   * step}
   */
  public LayerWeights zeros() {
    return new LayerWeights(
        outputs,
        inputs,
        kernel,
        new double[weight.length],
        new double[gamma.length],
        new double[beta.length],
        new double[mean.length],
        new double[variance.length],
        new double[bias.length]);
  }

  private static void check(String what, long found, long expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          Texts.of("%s: expected %d numbers, found %d", what, expected, found));
    }
  }
}
