package org.morphoscope.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;

/**
 * Host copy of all numbers of a net (or of one optimiser slot of it).
 *
 * @param layers the convolutional layers in order, then the dense head
 */
public record Weights(List<LayerWeights> layers) {
  public Weights {
    layers = List.copyOf(layers);
  }

  public LayerWeights head() {
    return layers.get(layers.size() - 1);
  }

  public Weights zeros() {
    return new Weights(layers.stream().map(LayerWeights::zeros).toList());
  }

  /**
   * Random weights of a seed net: normal with variance {@code 2 / fan-in} before a ReLU, the head
   * uniform within {@code 1 / sqrt(fan-in)}; gamma 1, beta 0, running statistics 0 and 1.
   */
  public static Weights random(NetworkSpec spec, SplittableRandom random) {
    List<LayerWeights> layers = new ArrayList<>();
    for (Layer layer : spec.layers()) {
      int width = layer.width();
      double[] weight = new double[width * layer.fanIn()];
      double scale = Math.sqrt((layer.relu() ? 2.0 : 1.0) / layer.fanIn());
      for (int i = 0; i < weight.length; i++) {
        weight[i] = scale * random.nextGaussian();
      }
      int bn = layer.batchNorm().isPresent() ? width : 0;
      layers.add(
          new LayerWeights(
              width,
              layer.in().channels(),
              layer.conv().kernel(),
              weight,
              filled(bn, 1),
              new double[bn],
              new double[bn],
              filled(bn, 1),
              new double[layer.conv().bias() ? width : 0]));
    }
    int inputs = spec.layer(spec.layers().size() - 1).out().channels();
    double bound = 1 / Math.sqrt(inputs);
    double[] weight = new double[spec.classes() * inputs];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = bound * (2 * random.nextDouble() - 1);
    }
    layers.add(headOf(spec.classes(), inputs, weight, new double[spec.classes()]));
    return new Weights(layers);
  }

  /** The dense head as a layer: weight [K, C], bias [K]. */
  public static LayerWeights headOf(int classes, int inputs, double[] weight, double[] bias) {
    double[] none = {};
    return new LayerWeights(classes, inputs, 1, weight, none, none, none, none, bias);
  }

  private static double[] filled(int length, double value) {
    double[] v = new double[length];
    java.util.Arrays.fill(v, value);
    return v;
  }
}
