package org.morphoscope.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.Op;
import org.morphoscope.net.SeedNetworks;

/**
 * Nets whose BatchNorm an exporter has folded into the convolutions, as most do by default: the
 * function is the same, but training at the usual rates destroys it.
 */
public final class FoldedBatchNorm {
  private FoldedBatchNorm() {}

  /**
   * {@return whether convolutions have biases and no BatchNorm at all is left}
   *
   * @param spec of a net that was read from a file
   */
  public static boolean isLikely(NetworkSpec spec) {
    return spec.layers().stream().noneMatch(layer -> layer.batchNorm().isPresent())
        && spec.layers().stream().anyMatch(FoldedBatchNorm::folded);
  }

  private static boolean folded(Layer layer) {
    boolean convolution = layer.kind() == Layer.Kind.CONV || layer.kind() == Layer.Kind.DEPTHWISE;
    return convolution && layer.bias();
  }

  /**
   * {@return the net with a BatchNorm behind every convolution that has a bias: mean 0, variance 1,
   * gamma 1 and the bias as beta, so that its function in inference mode is the same} Before it is
   * trained, its statistics are to be re-based on images of its data (method.md section 3.1), or
   * training mode is another function.
   *
   * @param model a net for which {@link #isLikely} holds
   */
  public static Model restored(Model model) {
    NetworkSpec spec = model.spec();
    Map<String, double[]> arrays = new HashMap<>();
    for (Parameter each : Parameters.of(spec, model.weights())) {
      arrays.put(each.name(), each.values());
    }
    Map<String, String> norms = new HashMap<>();
    for (Layer layer : spec.layers()) {
      if (folded(layer) && layer.batchNorm().isEmpty()) {
        String norm = free(spec, layer.id() + "/bn");
        norms.put(layer.id(), norm);
        arrays.put(norm + Parameters.BIAS, arrays.remove(layer.id() + Parameters.BIAS));
        arrays.put(norm + Parameters.WEIGHT, filled(layer.width(), 1));
        arrays.put(norm + Parameters.MEAN, filled(layer.width(), 0));
        // with epsilon the variance is 1
        arrays.put(norm + Parameters.VARIANCE, filled(layer.width(), 1 - SeedNetworks.EPSILON));
      }
    }
    NetworkSpec with = new NetworkSpec(spec.name(), nodes(spec, norms));
    return new Model(
        with,
        Parameters.weights(with, arrays::get),
        model.metadata(),
        model.notices(),
        model.scaling());
  }

  private static List<Node> nodes(NetworkSpec spec, Map<String, String> norms) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : spec.nodes()) {
      List<String> inputs = node.inputs().stream().map(id -> norms.getOrDefault(id, id)).toList();
      String norm = norms.get(node.id());
      if (norm == null) {
        nodes.add(new Node(node.id(), node.op(), inputs));
        continue;
      }
      Op bare =
          node.op() instanceof Op.Conv conv
              ? new Op.Conv(conv.width(), conv.kernel(), conv.stride(), conv.pad(), false)
              : bare((Op.Depthwise) node.op());
      nodes.add(new Node(node.id(), bare, inputs));
      nodes.add(new Node(norm, new Op.BatchNorm(SeedNetworks.EPSILON), List.of(node.id())));
    }
    return nodes;
  }

  private static Op bare(Op.Depthwise conv) {
    return new Op.Depthwise(conv.kernel(), conv.stride(), conv.pad(), false);
  }

  private static String free(NetworkSpec spec, String wanted) {
    String id = wanted;
    while (taken(spec, id)) {
      id += "-2";
    }
    return id;
  }

  private static boolean taken(NetworkSpec spec, String id) {
    return spec.nodes().stream().anyMatch(node -> node.id().equals(id));
  }

  private static double[] filled(int length, double value) {
    double[] values = new double[length];
    Arrays.fill(values, value);
    return values;
  }
}
