package org.morphoscope.morph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.Layer;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;

/**
 * Builds a set of morphisms into a net (method.md section 3) and into its optimiser's memory.
 *
 * <p>For every layer: the inputs are mapped first (children of a split read half of the outgoing
 * weights each, the mean of a pruned input is folded in), then the outputs are split or dropped.
 */
public final class Surgery {
  private final NetworkSpec spec;
  private final List<ChannelMap> maps;
  private final boolean compensate;

  /**
   * @param compensate whether prunes fold the mean of z into the consumer
   * @throws IllegalArgumentException when a channel is changed twice, does not exist, or a layer
   *     would be left without channels
   */
  public Surgery(NetworkSpec spec, List<Morphism> morphisms, boolean compensate) {
    this.spec = spec;
    this.compensate = compensate;
    List<Map<Integer, MorphKind>> changes = new ArrayList<>();
    spec.layers().forEach(layer -> changes.add(new HashMap<>()));
    for (Morphism morphism : morphisms) {
      int layer = morphism.unit().layer();
      int channel = morphism.unit().channel();
      if (layer >= changes.size() || channel >= spec.layer(layer).width()) {
        throw new IllegalArgumentException("the net has no channel " + morphism.unit());
      }
      if (changes.get(layer).put(channel, morphism.kind()) != null) {
        throw new IllegalArgumentException(
            "channel %d of layer %d is changed twice".formatted(channel, layer));
      }
    }
    maps = new ArrayList<>();
    for (Layer layer : spec.layers()) {
      ChannelMap map = ChannelMap.of(layer.width(), changes.get(layer.index()));
      if (map.width() == 0) {
        throw new IllegalArgumentException(
            "layer %d ('%s') would be left without channels".formatted(layer.index(), layer.id()));
      }
      maps.add(map);
    }
  }

  /** Where each layer's new channels come from. */
  public List<ChannelMap> maps() {
    return List.copyOf(maps);
  }

  /** The grown architecture. */
  public NetworkSpec grownSpec() {
    return spec.withWidths(maps.stream().mapToInt(ChannelMap::width).toArray());
  }

  /**
   * The grown net's numbers.
   *
   * @param weights of the scored net
   * @param theta {@code [O, I, k, k]} per layer
   * @param moments from the scoring pass, per layer
   */
  public Weights grow(Weights weights, List<double[]> theta, List<LayerMoments> moments) {
    List<LayerWeights> grown = new ArrayList<>();
    for (int l = 0; l < weights.layers().size(); l++) {
      LayerWeights old = weights.layers().get(l);
      boolean head = l == maps.size();
      double[] layerTheta = head ? new double[old.weight().length] : theta.get(l);
      ChannelMap outputs = head ? ChannelMap.of(old.outputs(), Map.of()) : maps.get(l);
      ChannelMap inputs = l == 0 ? ChannelMap.of(old.inputs(), Map.of()) : maps.get(l - 1);
      double[] means = l == 0 ? new double[old.inputs()] : moments.get(l - 1).meanZ();
      grown.add(
          new LayerGrowth(old, layerTheta, inputs, outputs, means)
              .grow(head ? null : moments.get(l), epsilon(l)));
    }
    return new Weights(grown);
  }

  private double epsilon(int layer) {
    return layer == maps.size()
        ? 0
        : spec.layer(layer).batchNorm().map(Op.BatchNorm::epsilon).orElse(0.0);
  }

  /**
   * The optimiser's memory for the grown net: a child takes half of the parent's incoming momentum
   * (Adam: half of the first, a quarter of the second moment), that of gamma, beta and bias
   * included; outgoing memory is copied.
   */
  public OptimiserState grow(OptimiserState state) {
    List<Weights> slots = new ArrayList<>();
    for (int s = 0; s < state.slots().size(); s++) {
      double factor = s == 0 ? 0.5 : 0.25;
      List<LayerWeights> grown = new ArrayList<>();
      List<LayerWeights> old = state.slots().get(s).layers();
      for (int l = 0; l < old.size(); l++) {
        ChannelMap outputs =
            l == maps.size() ? ChannelMap.of(old.get(l).outputs(), Map.of()) : maps.get(l);
        ChannelMap inputs = l == 0 ? ChannelMap.of(old.get(l).inputs(), Map.of()) : maps.get(l - 1);
        grown.add(slot(old.get(l), inputs, outputs, factor));
      }
      slots.add(new Weights(grown));
    }
    return new OptimiserState(slots, state.steps());
  }

  private static LayerWeights slot(
      LayerWeights old, ChannelMap inputs, ChannelMap outputs, double factor) {
    int taps = old.kernel() * old.kernel();
    double[] weight = new double[outputs.width() * inputs.width() * taps];
    double[][] vectors = {old.gamma(), old.beta(), old.mean(), old.variance(), old.bias()};
    double[][] grown = new double[vectors.length][];
    for (int v = 0; v < vectors.length; v++) {
      grown[v] = new double[vectors[v].length == 0 ? 0 : outputs.width()];
    }
    for (int o = 0; o < outputs.width(); o++) {
      double f = outputs.signs()[o] == 0 ? 1 : factor;
      int parent = outputs.parents()[o];
      for (int i = 0; i < inputs.width(); i++) {
        int from = (parent * old.inputs() + inputs.parents()[i]) * taps;
        int to = (o * inputs.width() + i) * taps;
        for (int t = 0; t < taps; t++) {
          weight[to + t] = f * old.weight()[from + t];
        }
      }
      for (int v = 0; v < vectors.length; v++) {
        if (vectors[v].length > 0) {
          grown[v][o] = f * vectors[v][parent];
        }
      }
    }
    return new LayerWeights(
        outputs.width(),
        inputs.width(),
        old.kernel(),
        weight,
        grown[0],
        grown[1],
        grown[2],
        grown[3],
        grown[4]);
  }

  /** Growth of one layer. */
  private final class LayerGrowth {
    private final LayerWeights old;
    private final double[] theta;
    private final ChannelMap inputs;
    private final ChannelMap outputs;
    private final double[] inputMeans;
    private final int taps;

    LayerGrowth(
        LayerWeights old,
        double[] theta,
        ChannelMap inputs,
        ChannelMap outputs,
        double[] inputMeans) {
      this.old = old;
      this.theta = theta;
      this.inputs = inputs;
      this.outputs = outputs;
      this.inputMeans = inputMeans;
      this.taps = old.kernel() * old.kernel();
    }

    LayerWeights grow(LayerMoments moments, double epsilon) {
      int width = outputs.width();
      int row = inputs.width() * taps;
      double[] weight = new double[width * row];
      int bn = old.batchNorm() ? width : 0;
      double[] gamma = new double[bn];
      double[] beta = new double[bn];
      double[] mean = new double[bn];
      double[] variance = new double[bn];
      double[] bias = new double[old.bias().length == 0 ? 0 : width];
      for (int o = 0; o < width; o++) {
        int c = outputs.parents()[o];
        int sign = outputs.signs()[o];
        writeRow(weight, o * row, c, sign);
        double folded = folded(old.weight(), c) + sign * folded(theta, c);
        if (bias.length > 0) {
          bias[o] = old.bias()[c] + folded;
        }
        if (bn == 0) {
          continue;
        }
        if (sign == 0) {
          gamma[o] = old.gamma()[c];
          beta[o] = old.beta()[c];
          mean[o] = old.mean()[c] - folded;
          variance[o] = old.variance()[c];
        } else {
          double childMean = moments.meanA()[c] + sign * moments.meanB()[c];
          double childVariance =
              moments.varianceA()[c] + moments.varianceB()[c] + 2 * sign * moments.covariance()[c];
          double deviation = Math.sqrt(old.variance()[c] + epsilon);
          gamma[o] = old.gamma()[c] * Math.sqrt(childVariance + epsilon) / deviation;
          beta[o] = old.beta()[c] + old.gamma()[c] * (childMean - old.mean()[c]) / deviation;
          mean[o] = childMean - folded;
          variance[o] = childVariance;
        }
      }
      return new LayerWeights(
          width, inputs.width(), old.kernel(), weight, gamma, beta, mean, variance, bias);
    }

    private void writeRow(double[] weight, int at, int channel, int sign) {
      for (int i = 0; i < inputs.width(); i++) {
        int from = (channel * old.inputs() + inputs.parents()[i]) * taps;
        double factor = inputs.outgoing(i);
        for (int t = 0; t < taps; t++) {
          weight[at + i * taps + t] = factor * (old.weight()[from + t] + sign * theta[from + t]);
        }
      }
    }

    /** What the means of the pruned inputs contribute to a channel: {@code sum m_p sum_taps w}. */
    private double folded(double[] filters, int channel) {
      double sum = 0;
      if (compensate) {
        for (int p : inputs.pruned()) {
          int from = (channel * old.inputs() + p) * taps;
          for (int t = 0; t < taps; t++) {
            sum += inputMeans[p] * filters[from + t];
          }
        }
      }
      return sum;
    }
  }
}
