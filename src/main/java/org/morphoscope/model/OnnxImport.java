package org.morphoscope.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.net.Node;
import org.morphoscope.net.Op;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/** Turns the operators of an ONNX file into the nodes and numbers of a net. */
final class OnnxImport {
  private static final int OLDEST = 7;
  private static final int LARGEST = 1 << 16;

  private final OnnxFile file;
  private final Map<String, OnnxTensor> constants;
  private final Map<String, Integer> readers = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();
  private final NetAssembly net = new NetAssembly();

  /** How the channels of a value lie in ONNX. */
  private enum Rank {
    /** {@code [N, C, H, W]}. */
    MAP,
    /** A map as one vector per image. */
    FLAT,
    /** What a dense map gives: {@code [N, C]}. */
    VECTOR
  }

  /** A result in the file: the node of ours that gives it. */
  private record Value(String id, Rank rank) {}

  OnnxImport(OnnxFile file) {
    this.file = file;
    this.constants = new HashMap<>(file.constants());
    file.nodes().forEach(node -> node.inputs().forEach(i -> readers.merge(i, 1, Integer::sum)));
    file.outputs().forEach(output -> readers.merge(output, 1, Integer::sum));
  }

  Model model() {
    try {
      return build();
    } catch (IllegalArgumentException e) {
      throw new UnsuitableException(
          "", "a net that can be grown", "that " + e.getMessage(), "change the net");
    }
  }

  private Model build() {
    if (file.operatorSet() < OLDEST) {
      throw new UnsuitableException(
          "",
          Texts.of("operator set %d or newer", OLDEST),
          Long.toString(file.operatorSet()),
          "write the net with a newer one");
    }
    input();
    for (OnnxNode node : file.nodes()) {
      add(node);
    }
    Node head = net.last();
    Value result = file.outputs().size() == 1 ? values.get(file.outputs().get(0)) : null;
    if (result == null || !result.id().equals(head.id()) || !(head.op() instanceof Op.Dense)) {
      throw new UnsuitableException(
          "",
          "one output, the logits of a Gemm that is the last node",
          "the outputs " + file.outputs(),
          "cut the net behind its last Gemm");
    }
    return net.model(file.name().isEmpty() ? "onnx" : file.name(), file.metadata());
  }

  private void input() {
    List<OnnxFile.Input> images =
        file.inputs().stream().filter(input -> !constants.containsKey(input.name())).toList();
    if (images.size() != 1) {
      throw new UnsuitableException(
          "", "one input, the images", images.size() + " inputs", "choose another net");
    }
    OnnxFile.Input image = images.get(0);
    List<Long> shape = image.shape();
    if (shape.size() != 4
        || shape.subList(1, 4).stream().anyMatch(length -> length < 1 || length > LARGEST)) {
      throw new UnsuitableException(
          "input '" + image.name() + "'",
          "images [N, C, H, W] of known size",
          shape.toString().replace("-1", "?"),
          "write the net with a fixed size of its images");
    }
    int[] lengths = shape.stream().mapToInt(Long::intValue).toArray();
    net.images(image.name(), new TensorShape(lengths[1], lengths[2], lengths[3]));
    values.put(image.name(), new Value(image.name(), Rank.MAP));
  }

  private void add(OnnxNode node) {
    if (node.outputs().isEmpty() || !(node.domain().isEmpty() || node.domain().equals("ai.onnx"))) {
      throw node.refuse("an operator of ONNX with a result", "domain '" + node.domain() + "'");
    }
    switch (node.operator()) {
      case "Constant" -> constant(node);
      case "Identity", "Dropout" -> handOn(node, value(node, 0));
      case "Flatten" -> {
        node.requireInteger("axis", 1, 1);
        flatten(node);
      }
      case "Reshape" -> reshape(node);
      case "Unsqueeze" -> unsqueeze(node);
      case "Conv" -> convolution(node);
      case "BatchNormalization" -> batchNorm(node);
      case "Relu" -> step(node, new Op.Relu(), value(node, 0).rank());
      case "MaxPool" -> pool(node, Op.Pool.Kind.MAX);
      case "AveragePool" -> pool(node, Op.Pool.Kind.AVERAGE);
      case "GlobalAveragePool" -> {
        map(node);
        step(node, new Op.GlobalAveragePool(), Rank.MAP);
      }
      case "Add", "Sum" -> sum(node);
      case "Gemm" -> dense(node);
      default ->
          throw node.refuse(
              "one of Conv, BatchNormalization, Relu, MaxPool, AveragePool, GlobalAveragePool, Add,"
                  + " Sum, Flatten, Gemm",
              node.operator());
    }
  }

  private void constant(OnnxNode node) {
    OnnxAttribute value = node.attributes().get("value");
    if (value == null || value.tensor() == null) {
      throw node.refuse("an array as its value", "none");
    }
    constants.put(node.outputs().get(0), value.tensor());
  }

  private void handOn(OnnxNode node, Value value) {
    values.put(node.outputs().get(0), value);
  }

  private void flatten(OnnxNode node) {
    Value in = value(node, 0);
    handOn(node, in.rank() == Rank.MAP ? new Value(in.id(), Rank.FLAT) : in);
  }

  private void reshape(OnnxNode node) {
    List<Long> shape = array(node, 1).int64();
    // that the vectors have the right length is checked where a Gemm reads them
    if (shape.size() != 2) {
      throw node.refuse("a reshape to one vector per image", shape.toString());
    }
    flatten(node);
  }

  private void unsqueeze(OnnxNode node) {
    List<Long> axes =
        node.inputs().size() > 1 ? array(node, 1).int64() : node.integers("axes", List.of());
    Value in = value(node, 0);
    if (in.rank() != Rank.VECTOR || !axes.equals(List.of(2L, 3L))) {
      throw node.refuse("the axes 2 and 3 behind a dense map", axes.toString());
    }
    handOn(node, new Value(in.id(), Rank.MAP));
  }

  private void convolution(OnnxNode node) {
    Value in = map(node);
    OnnxTensor filters = array(node, 1);
    if (filters.shape().size() != 4) {
      throw node.refuse("filters of two-dimensional images", filters.shape().toString());
    }
    double[] weight = filters.values();
    int outputs = filters.length(0);
    OnnxWindow window = OnnxWindow.of(node, filters.length(2));
    if (filters.length(2) != window.kernel() || filters.length(3) != window.kernel()) {
      throw node.refuse("filters of side " + window.kernel(), filters.shape().toString());
    }
    boolean bias = !node.input(2).isEmpty();
    long groups = node.integer("group", 1);
    boolean depthwise = groups > 1;
    // as many outputs as inputs is for the net to see, which knows the input's channels
    if (depthwise && (groups != outputs || filters.length(1) != 1)) {
      throw node.refuse("one group, or one per channel", groups + " groups");
    }
    Op op =
        depthwise
            ? new Op.Depthwise(window.kernel(), window.stride(), window.pad(), bias)
            : new Op.Conv(outputs, window.kernel(), window.stride(), window.pad(), bias);
    String id = step(node, op, in.rank());
    net.numbers(id + Parameters.WEIGHT, weight);
    if (bias) {
      net.numbers(id + Parameters.BIAS, array(node, 2).values());
    }
  }

  private void batchNorm(OnnxNode node) {
    node.requireInteger("training_mode", 0, 0);
    node.requireInteger("spatial", 1, 1);
    Value in = value(node, 0);
    if (in.rank() == Rank.FLAT) {
      throw node.refuse("a map or the output of a Gemm", "a flattened map");
    }
    float epsilon = node.real("epsilon", 1e-5f);
    if (!(epsilon >= 0)) {
      throw node.refuse("epsilon of at least 0", Float.toString(epsilon));
    }
    double[] mean = array(node, 3).values();
    if (readers.getOrDefault(node.inputs().get(0), 0) == 1) {
      net.takeBias(in.id(), mean);
    }
    // the decimal number that was meant, not the float next to it
    Op op = new Op.BatchNorm(Double.parseDouble(Float.toString(epsilon)));
    String id = step(node, op, in.rank());
    net.numbers(id + Parameters.WEIGHT, array(node, 1).values());
    net.numbers(id + Parameters.BIAS, array(node, 2).values());
    net.numbers(id + Parameters.MEAN, mean);
    net.numbers(id + Parameters.VARIANCE, array(node, 4).values());
  }

  private void pool(OnnxNode node, Op.Pool.Kind kind) {
    map(node);
    OnnxWindow window = OnnxWindow.of(node, null);
    if (window.pad() != 0) {
      throw node.refuse("no padding", "padding of " + window.pad());
    }
    step(node, new Op.Pool(kind, window.kernel(), window.stride()), Rank.MAP);
  }

  private void sum(OnnxNode node) {
    Rank rank = value(node, 0).rank();
    for (int i = 1; i < node.inputs().size(); i++) {
      if (value(node, i).rank() != rank) {
        throw node.refuse("inputs of one shape", "a map and a vector");
      }
    }
    step(node, new Op.Add(), rank);
  }

  private void dense(OnnxNode node) {
    node.requireInteger("transA", 0, 0);
    if (value(node, 0).rank() == Rank.MAP) {
      throw node.refuse("a Flatten before it", "a map");
    }
    OnnxGemm gemm =
        OnnxGemm.of(node, array(node, 1), node.input(2).isEmpty() ? null : array(node, 2));
    String id = step(node, new Op.Dense(gemm.bias().length), Rank.VECTOR);
    net.numbers(id + Parameters.WEIGHT, gemm.weight());
    net.numbers(id + Parameters.BIAS, gemm.bias());
  }

  private Value map(OnnxNode node) {
    Value in = value(node, 0);
    if (in.rank() != Rank.MAP) {
      throw node.refuse("a map of pixels", "a vector");
    }
    return in;
  }

  private Value value(OnnxNode node, int input) {
    String name = node.input(input);
    Value value = values.get(name);
    if (value == null) {
      throw node.refuse(
          "the result of an earlier node as input " + (input + 1),
          constants.containsKey(name) ? "the constant '" + name + "'" : "'" + name + "'");
    }
    return value;
  }

  private OnnxTensor array(OnnxNode node, int input) {
    OnnxTensor array = constants.get(node.input(input));
    if (array == null) {
      throw node.refuse("a constant as input " + (input + 1), "'" + node.input(input) + "'");
    }
    return array;
  }

  /** Adds a node of ours that reads what the ONNX node reads, and returns its id. */
  private String step(OnnxNode node, Op op, Rank rank) {
    int count = op instanceof Op.Add ? node.inputs().size() : 1;
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      inputs.add(value(node, i).id());
    }
    String wanted = node.title().isEmpty() ? node.operator() : node.title();
    boolean last = node == file.nodes().get(file.nodes().size() - 1);
    String id = net.add(wanted, last, op, inputs);
    values.put(node.outputs().get(0), new Value(id, rank));
    return id;
  }
}
