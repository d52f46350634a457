package org.morphoscope.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.Op;
import org.morphoscope.text.Texts;

/** A net's numbers by name: {@code NODE.weight}, {@code NODE.bias}, {@code NODE.running_mean}. */
public final class Parameters {
  /** Behind the id of a node with filters or a matrix, or a BatchNorm's gamma. */
  public static final String WEIGHT = ".weight";

  /** Behind the id of a node with a bias, or a BatchNorm's beta. */
  public static final String BIAS = ".bias";

  /** Behind the id of a BatchNorm: running mean. */
  public static final String MEAN = ".running_mean";

  /** Behind the id of a BatchNorm: running variance, before epsilon is added. */
  public static final String VARIANCE = ".running_var";

  /** Stands for the id of the dense head, whatever its node is called. */
  public static final String HEAD = "head";

  private Parameters() {}

  /**
   * {@return all arrays, layer by layer, the head last}
   *
   * @param spec the graph
   * @param weights its numbers, the head last
   */
  public static List<Parameter> of(NetworkSpec spec, Weights weights) {
    List<Parameter> all = new ArrayList<>();
    for (Layer layer : layers(spec)) {
      LayerWeights numbers = weights.layers().get(layer.index());
      String source = sourceName(spec, layer);
      if (numbers.weight().length > 0) {
        all.add(new Parameter(source + WEIGHT, filterShape(layer), numbers.weight()));
      }
      vector(all, source + BIAS, numbers.bias());
      if (layer.batchNorm().isPresent()) {
        String norm = batchNorm(spec, layer).id();
        vector(all, norm + WEIGHT, numbers.gamma());
        vector(all, norm + BIAS, numbers.beta());
        vector(all, norm + MEAN, numbers.mean());
        vector(all, norm + VARIANCE, numbers.variance());
      }
    }
    requireDistinct(all);
    return all;
  }

  /**
   * {@return the numbers of a net}
   *
   * @param spec the graph
   * @param byName the array of a name, null when there is none
   * @throws IllegalArgumentException naming the array that is missing or has another length
   */
  public static Weights weights(NetworkSpec spec, Function<String, double[]> byName) {
    List<LayerWeights> layers = new ArrayList<>();
    for (Layer layer : layers(spec)) {
      int width = layer.width();
      String source = sourceName(spec, layer);
      boolean normed = layer.batchNorm().isPresent();
      String norm = normed ? batchNorm(spec, layer).id() : "";
      int vector = normed ? width : 0;
      layers.add(
          new LayerWeights(
              width,
              layer.filterInputs(),
              layer.kernel(),
              take(byName, source + WEIGHT, (long) width * layer.fanIn()),
              take(byName, norm + WEIGHT, vector),
              take(byName, norm + BIAS, vector),
              take(byName, norm + MEAN, vector),
              take(byName, norm + VARIANCE, vector),
              take(byName, source + BIAS, layer.bias() ? width : 0)));
    }
    return new Weights(layers);
  }

  /**
   * {@return the layers with the head behind them}
   *
   * @param spec the graph
   */
  public static List<Layer> layers(NetworkSpec spec) {
    List<Layer> all = new ArrayList<>(spec.layers());
    all.add(spec.head());
    return all;
  }

  private static String sourceName(NetworkSpec spec, Layer layer) {
    return layer.index() == spec.head().index() ? HEAD : layer.id();
  }

  /**
   * {@return the node of a layer's BatchNorm: the layer's first node, or the one that reads it}
   *
   * @param spec the graph
   * @param layer a layer that has a BatchNorm
   */
  public static Node batchNorm(NetworkSpec spec, Layer layer) {
    return spec.nodes().stream()
        .filter(node -> node.op() instanceof Op.BatchNorm)
        .filter(node -> node.id().equals(layer.id()) || node.inputs().contains(layer.id()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no BatchNorm behind " + layer.id()));
  }

  private static int[] filterShape(Layer layer) {
    int inputs = layer.filterInputs();
    int kernel = layer.kernel();
    return layer.kind() == Layer.Kind.DENSE
        ? new int[] {layer.width(), inputs * kernel * kernel}
        : new int[] {layer.width(), inputs, kernel, kernel};
  }

  private static void vector(List<Parameter> all, String name, double[] values) {
    if (values.length > 0) {
      all.add(new Parameter(name, new int[] {values.length}, values));
    }
  }

  private static void requireDistinct(List<Parameter> all) {
    Set<String> names = new HashSet<>();
    for (Parameter each : all) {
      if (!names.add(each.name())) {
        throw new IllegalArgumentException(
            Texts.of("two arrays of the net would be called '%s'; rename the node", each.name()));
      }
    }
  }

  private static double[] take(Function<String, double[]> byName, String name, long length) {
    if (length == 0) {
      return new double[0];
    }
    double[] found = byName.apply(name);
    if (found == null || found.length != length) {
      throw new IllegalArgumentException(
          Texts.of(
              "array '%s' has %s numbers where the net needs %d",
              name, found == null ? "no" : found.length, length));
    }
    return found;
  }
}
