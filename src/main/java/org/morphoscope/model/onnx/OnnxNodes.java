package org.morphoscope.model.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.morphoscope.model.Parameters;
import org.morphoscope.model.ProtoWriter;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.Op;
import org.morphoscope.net.Padding;

/**
 * Writes a net's nodes as ONNX operators. Behind a dense map ONNX has vectors {@code [N, C]} where
 * the net has maps of one pixel; operators on pixels get such a vector with two axes of length 1.
 */
final class OnnxNodes {
  static final String PIXEL_AXES = "pixel_axes";

  /** Names of the bounds of ReLU6. */
  static final String ZERO = "relu6_min";

  static final String SIX = "relu6_max";
  private static final long[] UNIT = {1, 1};

  private final NetworkSpec spec;
  private final ProtoWriter graph;
  private final Set<String> flat = new HashSet<>();
  private final Map<String, String> unsqueezed = new HashMap<>();
  private final Map<String, String> instead = new HashMap<>();
  private boolean clips;

  OnnxNodes(NetworkSpec spec, ProtoWriter graph) {
    this.spec = spec;
    this.graph = graph;
  }

  /** Whether an operator reads {@link #PIXEL_AXES}. */
  boolean unsqueezes() {
    return !unsqueezed.isEmpty();
  }

  /** Whether an operator reads {@link #ZERO} and {@link #SIX}. */
  boolean clips() {
    return clips;
  }

  void write(Node written) {
    // what is off outside of training is left out: its readers read what it reads
    Node node =
        new Node(
            written.id(),
            written.op(),
            written.inputs().stream().map(in -> instead.getOrDefault(in, in)).toList());
    Op op = node.op();
    String id = node.id();
    String input = node.inputs().get(0);
    if (op instanceof Op.Dropout) {
      instead.put(id, input);
    } else if (op instanceof Op.Conv conv) {
      convolution(node, conv.kernel(), conv.stride(), conv.pad(), conv.bias(), 1);
    } else if (op instanceof Op.Depthwise conv) {
      int groups = spec.shapeOf(id).channels();
      convolution(node, conv.kernel(), conv.stride(), conv.pad(), conv.bias(), groups);
    } else if (op instanceof Op.BatchNorm norm) {
      List<String> inputs =
          List.of(
              input,
              id + Parameters.WEIGHT,
              id + Parameters.BIAS,
              id + Parameters.MEAN,
              id + Parameters.VARIANCE);
      operator("BatchNormalization", id, inputs, real("epsilon", (float) norm.epsilon()));
      passFlatness(node);
    } else if (op instanceof Op.Relu) {
      operator("Relu", id, List.of(input), to -> {});
      passFlatness(node);
    } else if (op instanceof Op.Relu6) {
      clips = true;
      operator("Clip", id, List.of(input, ZERO, SIX), to -> {});
      passFlatness(node);
    } else if (op instanceof Op.LeakyRelu leaky) {
      operator("LeakyRelu", id, List.of(input), real("alpha", (float) leaky.slope()));
      passFlatness(node);
    } else if (op instanceof Op.Silu) {
      // an operator of its own only from set 24 on
      operator("Sigmoid", id + "/sigmoid", List.of(input), to -> {});
      operator("Mul", id, List.of(input, id + "/sigmoid"), to -> {});
      passFlatness(node);
    } else if (op instanceof Op.Pool pool) {
      String type = pool.kind() == Op.Pool.Kind.MAX ? "MaxPool" : "AveragePool";
      operator(
          type,
          id,
          List.of(map(input)),
          ints("kernel_shape", pool.window(), pool.window())
              .andThen(ints("strides", pool.stride(), pool.stride()))
              .andThen(pool.pad().equals(Padding.NONE) ? to -> {} : pads(pool.pad())));
    } else if (op instanceof Op.GlobalAveragePool) {
      operator("GlobalAveragePool", id, List.of(map(input)), to -> {});
    } else if (op instanceof Op.Add) {
      sum(node);
    } else if (op instanceof Op.Dense) {
      dense(node);
    } else {
      throw new IllegalStateException("no ONNX operator for " + op.getClass());
    }
  }

  private void convolution(
      Node node, int kernel, int stride, Padding pad, boolean bias, int groups) {
    String id = node.id();
    List<String> inputs = new ArrayList<>(List.of(map(node.inputs().get(0))));
    inputs.add(id + Parameters.WEIGHT);
    if (bias) {
      inputs.add(id + Parameters.BIAS);
    }
    operator(
        "Conv",
        id,
        inputs,
        ints("kernel_shape", kernel, kernel)
            .andThen(ints("strides", stride, stride))
            .andThen(pads(pad))
            .andThen(ints("dilations", UNIT))
            .andThen(integer("group", groups)));
  }

  private void dense(Node node) {
    String id = node.id();
    String input = node.inputs().get(0);
    if (!flat.contains(input)) {
      String vector = id + "/flatten";
      operator("Flatten", vector, List.of(input), integer("axis", 1));
      input = vector;
    }
    boolean last = id.equals(spec.nodes().get(spec.nodes().size() - 1).id());
    String name = last ? Parameters.HEAD : id;
    operator(
        "Gemm",
        id,
        List.of(input, name + Parameters.WEIGHT, name + Parameters.BIAS),
        integer("transB", 1));
    flat.add(id);
  }

  private void sum(Node node) {
    boolean vectors = flat.containsAll(node.inputs());
    List<String> inputs = node.inputs();
    List<String> read = vectors ? inputs : inputs.stream().map(this::map).toList();
    // Sum takes any number, but most tools know Add alone for two
    operator(read.size() == 2 ? "Add" : "Sum", node.id(), read, to -> {});
    if (vectors) {
      flat.add(node.id());
    }
  }

  private void passFlatness(Node node) {
    if (flat.contains(node.inputs().get(0))) {
      flat.add(node.id());
    }
  }

  /** The name of an output as a map of pixels. */
  private String map(String id) {
    if (!flat.contains(id)) {
      return id;
    }
    String known = unsqueezed.get(id);
    if (known == null) {
      known = id + "/unsqueeze";
      operator("Unsqueeze", known, List.of(id, PIXEL_AXES), to -> {});
      unsqueezed.put(id, known);
    }
    return known;
  }

  void operator(String type, String name, List<String> inputs, Consumer<ProtoWriter> attributes) {
    graph.message(
        OnnxFields.GRAPH_NODE,
        to -> {
          inputs.forEach(input -> to.text(OnnxFields.NODE_INPUT, input));
          to.text(OnnxFields.NODE_OUTPUT, name)
              .text(OnnxFields.NODE_NAME, name)
              .text(OnnxFields.NODE_OPERATOR, type);
          attributes.accept(to);
        });
  }

  private static Consumer<ProtoWriter> pads(Padding pad) {
    return ints("pads", pad.top(), pad.left(), pad.bottom(), pad.right());
  }

  static Consumer<ProtoWriter> ints(String name, long... values) {
    return node ->
        node.message(
            OnnxFields.NODE_ATTRIBUTE,
            to -> {
              to.text(OnnxFields.ATTRIBUTE_NAME, name);
              for (long value : values) {
                to.number(OnnxFields.ATTRIBUTE_INTS, value);
              }
              to.number(OnnxFields.ATTRIBUTE_TYPE, OnnxFields.TYPE_INTS);
            });
  }

  static Consumer<ProtoWriter> integer(String name, long value) {
    return node ->
        node.message(
            OnnxFields.NODE_ATTRIBUTE,
            to ->
                to.text(OnnxFields.ATTRIBUTE_NAME, name)
                    .number(OnnxFields.ATTRIBUTE_INT, value)
                    .number(OnnxFields.ATTRIBUTE_TYPE, OnnxFields.TYPE_INT));
  }

  private static Consumer<ProtoWriter> real(String name, float value) {
    return node ->
        node.message(
            OnnxFields.NODE_ATTRIBUTE,
            to ->
                to.text(OnnxFields.ATTRIBUTE_NAME, name)
                    .real(OnnxFields.ATTRIBUTE_FLOAT, value)
                    .number(OnnxFields.ATTRIBUTE_TYPE, OnnxFields.TYPE_FLOAT));
  }
}
