package org.morphoscope.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups nodes into layers: a source, then [BatchNorm], [activation], [pool], [global pool],
 * [dropout] as long as nothing else reads what stands between them. What follows in another order
 * begins a layer of its own, whose source hands its input on.
 */
final class LayerView {
  private final List<Node> nodes;
  private final Map<String, TensorShape> shapes;
  private final Map<String, List<Node>> readers = new HashMap<>();
  private final Map<String, Integer> layerOf = new HashMap<>();

  private LayerView(List<Node> nodes, Map<String, TensorShape> shapes) {
    this.nodes = nodes;
    this.shapes = shapes;
    layerOf.put(nodes.get(0).id(), -1);
    for (Node node : nodes) {
      for (String input : node.inputs()) {
        readers.computeIfAbsent(input, id -> new ArrayList<>()).add(node);
      }
    }
  }

  /** The layers in order, the head last; none is in a group yet. */
  static List<Layer> of(List<Node> nodes, Map<String, TensorShape> shapes) {
    LayerView view = new LayerView(nodes, shapes);
    List<Layer> layers = new ArrayList<>();
    for (Node node : nodes.subList(1, nodes.size())) {
      if (!view.layerOf.containsKey(node.id())) {
        layers.add(view.layer(node, layers.size()));
      }
    }
    if (layers.stream().filter(Layer::producer).count() < 2) {
      throw new IllegalArgumentException("a net needs at least one convolution before its head");
    }
    return List.copyOf(layers);
  }

  private Layer layer(Node node, int index) {
    Chain chain = new Chain(node);
    Optional<Op.BatchNorm> batchNorm = chain.take(Op.BatchNorm.class);
    Activation activation = chain.activation();
    Optional<Op.Pool> pool = chain.take(Op.Pool.class);
    boolean global = chain.take(Op.GlobalAveragePool.class).isPresent();
    double dropout = chain.take(Op.Dropout.class).map(Op.Dropout::rate).orElse(0.0);
    TensorShape in = shapes.get(node.inputs().get(0));
    Layer source = source(node, index, in);
    layerOf.put(chain.end.id(), index);
    if (source.bias() && batchNorm.isPresent()) {
      throw ShapeInference.at(node, "has a bias before a BatchNorm, which would undo it");
    }
    return new Layer(
        index,
        node.id(),
        source.kind(),
        source.kernel(),
        source.stride(),
        source.pad(),
        source.bias(),
        source.inputs(),
        batchNorm,
        activation,
        pool,
        global,
        dropout,
        in,
        chain.takesSource() ? in : shapes.get(node.id()),
        shapes.get(chain.end.id()),
        -1);
  }

  private Layer source(Node node, int index, TensorShape in) {
    Op op = node.op();
    if (op instanceof Op.Conv conv) {
      return bare(
          node, index, Layer.Kind.CONV, conv.kernel(), conv.stride(), conv.pad(), conv.bias());
    }
    if (op instanceof Op.Depthwise conv) {
      return bare(
          node, index, Layer.Kind.DEPTHWISE, conv.kernel(), conv.stride(), conv.pad(), conv.bias());
    }
    if (op instanceof Op.Dense) {
      return bare(node, index, Layer.Kind.DENSE, in.height(), 1, Padding.NONE, true);
    }
    return bare(node, index, Layer.Kind.SUM, 0, 1, Padding.NONE, false);
  }

  private Layer bare(
      Node node, int index, Layer.Kind kind, int kernel, int stride, Padding pad, boolean bias) {
    TensorShape in = shapes.get(node.inputs().get(0));
    List<Integer> inputs = node.inputs().stream().map(layerOf::get).toList();
    return new Layer(
        index,
        node.id(),
        kind,
        kernel,
        stride,
        pad,
        bias,
        inputs,
        Optional.empty(),
        Activation.NONE,
        Optional.empty(),
        false,
        0,
        in,
        in,
        in,
        -1);
  }

  /** The nodes behind a source that nothing else reads. */
  private final class Chain {
    private Node end;
    private boolean sourcePending;
    private final boolean takesSource;

    Chain(Node source) {
      end = source;
      takesSource =
          !(source.op() instanceof Op.Conv
              || source.op() instanceof Op.Depthwise
              || source.op() instanceof Op.Dense
              || source.op() instanceof Op.Add);
      // such a node is part of the chain itself, behind a source that only hands on
      sourcePending = takesSource;
    }

    boolean takesSource() {
      return takesSource;
    }

    Activation activation() {
      return take(Op.Pointwise.class).map(Op.Pointwise::activation).orElse(Activation.NONE);
    }

    <T extends Op> Optional<T> take(Class<T> type) {
      Node next = sourcePending ? end : onlyReader();
      if (next == null || !type.isInstance(next.op())) {
        return Optional.empty();
      }
      sourcePending = false;
      end = next;
      layerOf.putIfAbsent(next.id(), Integer.MIN_VALUE);
      return Optional.of(type.cast(next.op()));
    }

    private Node onlyReader() {
      List<Node> reading = readers.getOrDefault(end.id(), List.of());
      return reading.size() == 1 ? reading.get(0) : null;
    }
  }
}
