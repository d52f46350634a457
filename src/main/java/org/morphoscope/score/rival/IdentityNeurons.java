package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;

/**
 * Candidates for new neurons whose BatchNorm is the identity: {@code gamma = sqrt(1 + epsilon)},
 * beta 0, mean 0, variance 1 (see the package's decisions). Then {@code kappa = gamma /
 * sqrt(variance + epsilon) = 1} and {@code shift = beta - kappa mean = 0}: a filter does to its
 * input what it would do alone, as the methods' own papers have it.
 */
final class IdentityNeurons {
  private IdentityNeurons() {}

  /**
   * Candidates for every group with normally distributed filters and outgoing weights 0.
   *
   * @param perGroup M
   * @param deviation of the filters' numbers, by layer
   */
  static NewNeurons draw(
      NetworkSpec spec, int perGroup, long seed, ToDoubleFunction<Layer> deviation) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LayerWeights> incoming = new ArrayList<>();
    for (Layer layer : spec.layers()) {
      if (layer.group() < 0) {
        incoming.add(null);
        continue;
      }
      double[] weight = new double[perGroup * layer.fanIn()];
      double scale = deviation.applyAsDouble(layer);
      for (int i = 0; i < weight.length; i++) {
        weight[i] = scale * random.nextGaussian();
      }
      incoming.add(layer(layer, perGroup, weight));
    }
    return new NewNeurons(perGroup, incoming, outgoing(spec, perGroup));
  }

  /** One layer's numbers with given filters {@code [M, I, k, k]}. */
  static LayerWeights layer(Layer layer, int perGroup, double[] weight) {
    int bn = layer.batchNorm().isPresent() ? perGroup : 0;
    double[] gamma = new double[bn];
    double[] variance = new double[bn];
    double epsilon = layer.batchNorm().map(Op.BatchNorm::epsilon).orElse(0.0);
    Arrays.fill(gamma, Math.sqrt(1 + epsilon));
    Arrays.fill(variance, 1);
    return new LayerWeights(
        perGroup,
        layer.filterInputs(),
        layer.kernel(),
        weight,
        gamma,
        new double[bn],
        new double[bn],
        variance,
        new double[layer.bias() ? perGroup : 0]);
  }

  /** Zeros, {@code [O, M, k, k]} per layer and the head; empty where no group is read. */
  static List<double[]> outgoing(NetworkSpec spec, int perGroup) {
    List<double[]> outgoing = new ArrayList<>();
    for (int l = 0; l <= spec.layers().size(); l++) {
      Layer reader = l == spec.layers().size() ? spec.head() : spec.layer(l);
      int input = reader.producer() ? reader.inputs().get(0) : -1;
      boolean reads = input >= 0 && spec.layer(input).group() >= 0;
      outgoing.add(
          new double[reads ? reader.width() * perGroup * reader.kernel() * reader.kernel() : 0]);
    }
    return outgoing;
  }
}
