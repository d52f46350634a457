package org.morphoscope.compute;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One layer of a net in compute memory: its filters on the device, the numbers per channel on the
 * host. The dense head is the last one.
 */
public final class NetworkLayer implements AutoCloseable {
  private final ConvShape conv;
  private final ChainShape chain;
  private final double epsilon;
  final INDArray weight;
  final double[] gamma;
  final double[] beta;
  final double[] mean;
  final double[] variance;
  final double[] bias;

  NetworkLayer(
      ConvShape conv, ChainShape chain, double epsilon, LayerWeights numbers, Kernels kernels) {
    if (numbers.outputs() != conv.outChannels()
        || numbers.inputs() != conv.inChannels()
        || numbers.kernel() != conv.kernel()) {
      throw new IllegalArgumentException(
          "weights [%d, %d, %d, %d] do not fit a layer of %d -> %d channels with kernel %d"
              .formatted(
                  numbers.outputs(),
                  numbers.inputs(),
                  numbers.kernel(),
                  numbers.kernel(),
                  conv.inChannels(),
                  conv.outChannels(),
                  conv.kernel()));
    }
    this.conv = conv;
    this.chain = chain;
    this.epsilon = epsilon;
    this.weight =
        kernels.allocate(conv.outChannels(), conv.inChannels(), conv.kernel(), conv.kernel());
    kernels.upload(numbers.weight(), weight);
    this.gamma = numbers.gamma().clone();
    this.beta = numbers.beta().clone();
    this.mean = numbers.mean().clone();
    this.variance = numbers.variance().clone();
    this.bias = numbers.bias().clone();
  }

  /** The convolution for a batch of one. */
  public ConvShape conv() {
    return conv;
  }

  /** The chain for a batch of one. */
  public ChainShape chain() {
    return chain;
  }

  /** Filters {@code [O, I, k, k]}. */
  public INDArray weight() {
    return weight;
  }

  public boolean batchNorm() {
    return gamma.length > 0;
  }

  public int channels() {
    return conv.outChannels();
  }

  /** Positions of {@code a} in one image. */
  public int positions() {
    return conv.outHeight() * conv.outWidth();
  }

  /** {@code gamma / sqrt(variance + epsilon)}, or 1 without BatchNorm. */
  public double[] kappa() {
    return kappa(variance);
  }

  double[] kappa(double[] ofVariance) {
    double[] kappa = new double[channels()];
    for (int c = 0; c < kappa.length; c++) {
      kappa[c] = batchNorm() ? gamma[c] / Math.sqrt(ofVariance[c] + epsilon) : 1;
    }
    return kappa;
  }

  /** {@code beta - kappa mean}, or the bias without BatchNorm. */
  public double[] shift() {
    return shift(kappa(), mean);
  }

  double[] shift(double[] kappa, double[] ofMean) {
    double[] shift = new double[channels()];
    for (int c = 0; c < shift.length; c++) {
      if (batchNorm()) {
        shift[c] = beta[c] - kappa[c] * ofMean[c];
      } else if (bias.length > 0) {
        shift[c] = bias[c];
      }
    }
    return shift;
  }

  /** Running mean of a; zeros without BatchNorm. */
  public double[] runningMean() {
    return batchNorm() ? mean.clone() : new double[channels()];
  }

  double epsilon() {
    return epsilon;
  }

  LayerWeights download(Kernels kernels) {
    double[] w = new double[Math.toIntExact(weight.length())];
    kernels.download(weight, w);
    return new LayerWeights(
        conv.outChannels(),
        conv.inChannels(),
        conv.kernel(),
        w,
        gamma.clone(),
        beta.clone(),
        mean.clone(),
        variance.clone(),
        bias.clone());
  }

  @Override
  public void close() {
    weight.close();
  }
}
