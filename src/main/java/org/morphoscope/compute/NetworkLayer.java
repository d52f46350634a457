package org.morphoscope.compute;

import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.Layer;
import org.morphoscope.net.Op;
import org.morphoscope.net.Padding;
import org.morphoscope.text.Texts;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One layer of a net in compute memory: its filters on the device, the numbers per channel on the
 * host. The dense head is the last one.
 *
 * <p>{@code a = w * x} with w {@code [O, I, k, k]}, then {@code z = phi(kappa a + shift)}. Only
 * training and {@link BatchNormStatistics} write the numbers, on the calling thread between passes.
 */
public final class NetworkLayer implements AutoCloseable {
  private final Layer layer;

  /** Shapes for a batch of one; passes put their own batch in. */
  private final ConvShape conv;

  private final ChainShape chain;

  /** Added to variances; 0 without BatchNorm. */
  private final double epsilon;

  /** {@code [O, I, k, k]} on the device; owned. */
  final INDArray weight;

  // One number per channel each, on the host: kernels get kappa and shift made from them. Empty
  // where the layer has no BatchNorm (or, for the bias, none).
  final double[] gamma;
  final double[] beta;
  final double[] mean;
  final double[] variance;
  final double[] bias;

  /**
   * Uploads the filters and copies the numbers per channel.
   *
   * @throws IllegalArgumentException when the numbers are of another shape than the layer
   */
  NetworkLayer(Layer layer, LayerWeights numbers, Kernels kernels) {
    if (numbers.outputs() != layer.width()
        || numbers.inputs() != layer.filterInputs()
        || numbers.kernel() != layer.kernel()) {
      throw new IllegalArgumentException(
          Texts.of(
              "weights [%d, %d, %d, %d] do not fit layer '%s' of %d filters that read %d channels with kernel %d",
              numbers.outputs(),
              numbers.inputs(),
              numbers.kernel(),
              numbers.kernel(),
              layer.id(),
              layer.width(),
              layer.filterInputs(),
              layer.kernel()));
    }
    this.layer = layer;
    this.conv = layer.kind() == Layer.Kind.SUM ? null : convShape(layer);
    this.chain = chainShape(layer);
    this.epsilon = layer.batchNorm().map(Op.BatchNorm::epsilon).orElse(0.0);
    if (conv == null) {
      this.weight = null;
    } else {
      this.weight =
          kernels.allocate(layer.width(), layer.filterInputs(), layer.kernel(), layer.kernel());
      kernels.upload(numbers.weight(), weight);
    }
    this.gamma = numbers.gamma().clone();
    this.beta = numbers.beta().clone();
    this.mean = numbers.mean().clone();
    this.variance = numbers.variance().clone();
    this.bias = numbers.bias().clone();
  }

  /** A depthwise convolution is one with as many groups as channels. */
  private static ConvShape convShape(Layer layer) {
    return new ConvShape(
        1,
        layer.in().height(),
        layer.in().width(),
        layer.in().channels(),
        layer.width(),
        layer.kernel(),
        layer.stride(),
        layer.pad(),
        layer.kind() == Layer.Kind.DEPTHWISE ? layer.width() : 1);
  }

  /**
   * What follows the source until the next layer reads it: affine map, activation, then a window,
   * the mean over all positions, or the one behind the other.
   */
  private static ChainShape chainShape(Layer layer) {
    ChainShape.Pooling pooling = ChainShape.Pooling.NONE;
    int window = 1;
    int stride = 1;
    Padding pad = Padding.NONE;
    boolean windowed = layer.pool().isPresent();
    if (layer.globalPool() && !windowed) {
      pooling = ChainShape.Pooling.GLOBAL;
    } else if (windowed) {
      Op.Pool pool = layer.pool().get();
      pooling =
          pool.kind() == Op.Pool.Kind.MAX ? ChainShape.Pooling.MAX : ChainShape.Pooling.AVERAGE;
      window = pool.window();
      stride = pool.stride();
      pad = pool.pad();
    }
    return new ChainShape(
        1,
        layer.mid().height(),
        layer.mid().width(),
        layer.width(),
        layer.activation(),
        pooling,
        window,
        stride,
        pad,
        windowed && layer.globalPool());
  }

  /** {@return what the layer computes, as the architecture says it} */
  public Layer layer() {
    return layer;
  }

  /** {@return the source as a convolution of a batch of one; null for a sum} */
  public ConvShape conv() {
    return conv;
  }

  /** {@return the chain for a batch of one: what stands between {@code a} and what readers see} */
  public ChainShape chain() {
    return chain;
  }

  /** {@return the filters {@code [O, I, k, k]} ({@code [O, 1, k, k]} depthwise); null for a sum} */
  public INDArray weight() {
    return weight;
  }

  /** {@return whether a BatchNorm follows the source} */
  public boolean batchNorm() {
    return gamma.length > 0;
  }

  /** {@return the number of channels C of a and of z} */
  public int channels() {
    return layer.width();
  }

  /**
   * {@return the number of positions of {@code a} in one image} BatchNorm's statistics are over
   * images times these.
   */
  public int positions() {
    return layer.mid().positions();
  }

  /**
   * {@return {@code kappa = gamma / sqrt(variance + epsilon)}, or 1 without BatchNorm (method.md
   * section 2)}
   */
  public double[] kappa() {
    return kappa(variance);
  }

  /** {@link #kappa()} with another variance, for example that of a batch. */
  double[] kappa(double[] ofVariance) {
    double[] kappa = new double[channels()];
    for (int c = 0; c < kappa.length; c++) {
      kappa[c] = batchNorm() ? gamma[c] / Math.sqrt(ofVariance[c] + epsilon) : 1;
    }
    return kappa;
  }

  /**
   * {@return {@code beta - kappa mean}, or the bias without BatchNorm: {@code u = kappa a + shift}}
   */
  public double[] shift() {
    return shift(kappa(), mean);
  }

  /** {@link #shift()} with another mean, for example that of a batch. */
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

  /**
   * {@return the running mean of a; zeros without BatchNorm} An origin near which sums of a lose no
   * digits.
   */
  public double[] runningMean() {
    return batchNorm() ? mean.clone() : new double[channels()];
  }

  /** {@return the number that is added to variances} */
  public double epsilon() {
    return epsilon;
  }

  /** A copy of all numbers on the host. Waits for the device. */
  LayerWeights download(Kernels kernels) {
    double[] w = new double[weight == null ? 0 : Math.toIntExact(weight.length())];
    if (weight != null) {
      kernels.download(weight, w);
    }
    return new LayerWeights(
        layer.width(),
        layer.filterInputs(),
        layer.kernel(),
        w,
        gamma.clone(),
        beta.clone(),
        mean.clone(),
        variance.clone(),
        bias.clone());
  }

  @Override
  public void close() {
    if (weight != null) {
      weight.close();
    }
  }
}
