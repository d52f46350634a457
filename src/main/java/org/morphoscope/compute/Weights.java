package org.morphoscope.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.morphoscope.net.Activation;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;

/**
 * Host copy of all numbers of a net (or of one optimiser slot of it).
 *
 * @param layers the convolutional layers in order, then the dense head
 */
public record Weights(List<LayerWeights> layers) {
  /** {@code 1 / 0.3557}, by numerical integration. */
  private static final double SILU_GAIN = 2.81;

  /**
   * Copies the list.
   *
   * @param layers the convolutional layers in order, then the dense head
   */
  public Weights {
    layers = List.copyOf(layers);
  }

  /** {@return the dense head: {@code [K, C, H, W]} and its bias} */
  public LayerWeights head() {
    return layers.get(layers.size() - 1);
  }

  /** {@return the same shapes with zeros} */
  public Weights zeros() {
    return new Weights(layers.stream().map(LayerWeights::zeros).toList());
  }

  /**
   * {@return random weights of a seed net: normal with variance {@code gain / fan-in}, gain 2
   * before a ReLU, {@code 2 / (1 + slope^2)} before a leaky one, 2.81 before a SiLU, 1 before none;
   * the head uniform within {@code 1 / sqrt(fan-in)}; gamma 1, beta 0, running statistics 0 and 1}
   *
   * @param spec the architecture
   * @param random drawn from layer by layer in the order of the net, so that a seed gives the same
   *     net everywhere
   */
  public static Weights random(NetworkSpec spec, SplittableRandom random) {
    List<LayerWeights> layers = new ArrayList<>();
    for (Layer layer : spec.layers()) {
      double[] weight = new double[layer.width() * layer.fanIn()];
      double scale = Math.sqrt(gain(layer.activation()) / layer.fanIn());
      for (int i = 0; i < weight.length; i++) {
        weight[i] = scale * random.nextGaussian();
      }
      layers.add(layer(layer, weight));
    }
    Layer head = spec.head();
    double bound = 1 / Math.sqrt(head.fanIn());
    double[] weight = new double[head.width() * head.fanIn()];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = bound * (2 * random.nextDouble() - 1);
    }
    layers.add(layer(head, weight));
    return new Weights(layers);
  }

  /**
   * {@code 1 / E[phi(u)^2]} for standard normal u, so that what goes in comes out as large (He et
   * al. 2015, where a ReLU lets half through).
   */
  private static double gain(Activation activation) {
    return switch (activation.kind()) {
      case NONE -> 1;
      case RELU, RELU6 -> 2;
      case LEAKY_RELU -> 2 / (1 + activation.slope() * activation.slope());
      case SILU -> SILU_GAIN;
    };
  }

  /**
   * A layer with gamma 1, beta 0, mean 0, variance 1 where it has a BatchNorm, bias 0 where it has
   * one.
   */
  private static LayerWeights layer(Layer layer, double[] weight) {
    int width = layer.width();
    int bn = layer.batchNorm().isPresent() ? width : 0;
    return new LayerWeights(
        width,
        layer.filterInputs(),
        layer.kernel(),
        weight,
        filled(bn, 1),
        new double[bn],
        new double[bn],
        filled(bn, 1),
        new double[layer.bias() ? width : 0]);
  }

  private static double[] filled(int length, double value) {
    double[] v = new double[length];
    java.util.Arrays.fill(v, value);
    return v;
  }
}
