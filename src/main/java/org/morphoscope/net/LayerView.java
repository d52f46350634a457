package org.morphoscope.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups a chain of nodes into layers: conv, [BatchNorm], [ReLU], [pool], [global pool]. */
final class LayerView {
  private final List<Node> nodes;
  private final Map<String, TensorShape> shapes;
  private int next = 1;

  private LayerView(List<Node> nodes, Map<String, TensorShape> shapes) {
    this.nodes = nodes;
    this.shapes = shapes;
  }

  static List<Layer> of(List<Node> nodes, Map<String, TensorShape> shapes) {
    for (int i = 1; i < nodes.size(); i++) {
      if (!nodes.get(i).inputs().get(0).equals(nodes.get(i - 1).id())) {
        throw ShapeInference.at(
            nodes.get(i), "does not read the node before it; only chains can grow so far");
      }
    }
    LayerView view = new LayerView(nodes, shapes);
    List<Layer> layers = new ArrayList<>();
    while (view.next < nodes.size() - 1) {
      layers.add(view.layer(layers.size()));
    }
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a net needs at least one convolution");
    }
    return List.copyOf(layers);
  }

  private Layer layer(int index) {
    Node node = nodes.get(next);
    if (!(node.op() instanceof Op.Conv conv)) {
      throw ShapeInference.at(
          node, "is out of order: expected conv, then BatchNorm, ReLU, pool, global pool");
    }
    TensorShape in = shapes.get(node.inputs().get(0));
    next++;
    Optional<Op.BatchNorm> batchNorm = take(Op.BatchNorm.class);
    boolean relu = take(Op.Relu.class).isPresent();
    Optional<Op.Pool> pool = take(Op.Pool.class);
    boolean global = take(Op.GlobalAveragePool.class).isPresent();
    if (conv.bias() && batchNorm.isPresent()) {
      throw ShapeInference.at(node, "has a bias before a BatchNorm, which would undo it");
    }
    return new Layer(
        index,
        node.id(),
        conv,
        batchNorm,
        relu,
        pool,
        global,
        in,
        shapes.get(node.id()),
        shapes.get(nodes.get(next - 1).id()));
  }

  private <T extends Op> Optional<T> take(Class<T> type) {
    if (type.isInstance(nodes.get(next).op())) {
      return Optional.of(type.cast(nodes.get(next++).op()));
    }
    return Optional.empty();
  }
}
