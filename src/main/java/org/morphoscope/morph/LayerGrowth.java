package org.morphoscope.morph;

import org.morphoscope.compute.LayerWeights;

/** Growth of one layer's numbers. */
final class LayerGrowth {
  private final LayerWeights old;
  private final double[] theta;
  private final ChannelMap inputs;
  private final ChannelMap outputs;
  private final double[] inputMeans;
  private final NewNeurons newNeurons;
  private final int layer;
  private final int taps;
  private final double[] weight;
  private final double[] gamma;
  private final double[] beta;
  private final double[] mean;
  private final double[] variance;
  private final double[] bias;

  /**
   * @param inputMeans m per old input, 0 where it is not folded in
   */
  LayerGrowth(
      LayerWeights old,
      double[] theta,
      ChannelMap inputs,
      ChannelMap outputs,
      double[] inputMeans,
      NewNeurons newNeurons,
      int layer) {
    this.old = old;
    this.theta = theta;
    this.inputs = inputs;
    this.outputs = outputs;
    this.inputMeans = inputMeans;
    this.newNeurons = newNeurons;
    this.layer = layer;
    taps = old.kernel() * old.kernel();
    int width = outputs.width();
    weight = new double[width * inputs.width() * taps];
    int bn = old.batchNorm() ? width : 0;
    gamma = new double[bn];
    beta = new double[bn];
    mean = new double[bn];
    variance = new double[bn];
    bias = new double[old.bias().length == 0 ? 0 : width];
  }

  /**
   * @param moments of the layer; null for the head
   */
  LayerWeights grow(LayerMoments moments, double epsilon) {
    for (int o = 0; o < outputs.width(); o++) {
      if (outputs.isNew(o)) {
        writeNew(o);
        continue;
      }
      int c = outputs.parents()[o];
      int sign = outputs.signs()[o];
      writeRow(o, c, sign);
      double folded = folded(old.weight(), c) + sign * folded(theta, c);
      if (bias.length > 0) {
        bias[o] = old.bias()[c] + folded;
      }
      if (gamma.length == 0) {
        continue;
      }
      gamma[o] = old.gamma()[c];
      beta[o] = old.beta()[c];
      mean[o] = old.mean()[c];
      variance[o] = old.variance()[c];
      if (sign != 0 && moments.meanB().length > 0) {
        writeChildNorm(o, c, sign, moments, epsilon);
      }
      mean[o] -= folded;
    }
    return new LayerWeights(
        outputs.width(), inputs.width(), old.kernel(), weight, gamma, beta, mean, variance, bias);
  }

  /**
   * The child's own statistics, with gamma and beta that keep the parent's affine map. A layer that
   * makes no channels of its own (a depthwise convolution, a sum) keeps copies of the parent's
   * numbers, which is the same map; re-basing gives it statistics of its own.
   */
  private void writeChildNorm(int o, int c, int sign, LayerMoments moments, double epsilon) {
    double childMean = moments.meanA()[c] + sign * moments.meanB()[c];
    double childVariance =
        moments.varianceA()[c]
            + sign * sign * moments.varianceB()[c]
            + 2 * sign * moments.covariance()[c];
    double deviation = Math.sqrt(old.variance()[c] + epsilon);
    gamma[o] = old.gamma()[c] * Math.sqrt(childVariance + epsilon) / deviation;
    beta[o] = old.beta()[c] + old.gamma()[c] * (childMean - old.mean()[c]) / deviation;
    mean[o] = childMean;
    variance[o] = childVariance;
  }

  private void writeRow(int o, int channel, int sign) {
    int at = o * inputs.width() * taps;
    for (int i = 0; i < inputs.width(); i++) {
      if (inputs.isNew(i)) {
        double[] learned = newNeurons.outgoing().get(layer);
        int from = (channel * newNeurons.perGroup() + inputs.newNeurons()[i]) * taps;
        System.arraycopy(learned, from, weight, at + i * taps, taps);
        continue;
      }
      int from = (channel * old.inputs() + inputs.parents()[i]) * taps;
      double factor = inputs.outgoing(i);
      for (int t = 0; t < taps; t++) {
        weight[at + i * taps + t] = factor * (old.weight()[from + t] + sign * theta[from + t]);
      }
    }
  }

  /** A new neuron: the drawn numbers; it does not read other new neurons. */
  private void writeNew(int o) {
    LayerWeights drawn = newNeurons.incoming().get(layer);
    int k = outputs.newNeurons()[o];
    int at = o * inputs.width() * taps;
    for (int i = 0; i < inputs.width(); i++) {
      if (inputs.isNew(i)) {
        continue;
      }
      int from = (k * old.inputs() + inputs.parents()[i]) * taps;
      for (int t = 0; t < taps; t++) {
        weight[at + i * taps + t] = inputs.outgoing(i) * drawn.weight()[from + t];
      }
    }
    double folded = folded(drawn.weight(), k);
    if (bias.length > 0) {
      bias[o] = drawn.bias()[k] + folded;
    }
    if (gamma.length > 0) {
      gamma[o] = drawn.gamma()[k];
      beta[o] = drawn.beta()[k];
      mean[o] = drawn.mean()[k] - folded;
      variance[o] = drawn.variance()[k];
    }
  }

  /** What the means of the pruned inputs contribute to a channel: {@code sum m_p sum_taps w}. */
  private double folded(double[] filters, int channel) {
    double sum = 0;
    for (int p : inputs.pruned()) {
      int from = (channel * old.inputs() + p) * taps;
      for (int t = 0; t < taps; t++) {
        sum += inputMeans[p] * filters[from + t];
      }
    }
    return sum;
  }
}
