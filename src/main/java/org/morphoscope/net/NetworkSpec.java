package org.morphoscope.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The architecture: nodes in topological order, from one {@link Op.Input} to one {@link Op.Dense}
 * that gives the logits. Immutable; shapes are checked when it is made.
 */
public final class NetworkSpec {
  private final String name;
  private final List<Node> nodes;
  private final Map<String, TensorShape> shapes;
  private final List<Layer> layers;

  /**
   * @throws IllegalArgumentException naming the node when the graph is not a chain of convolutions
   *     with a dense head, or when shapes do not fit
   */
  public NetworkSpec(String name, List<Node> nodes) {
    this.name = Objects.requireNonNull(name, "name");
    this.nodes = List.copyOf(nodes);
    this.shapes = ShapeInference.shapes(this.nodes);
    this.layers = LayerView.of(this.nodes, shapes);
  }

  public String name() {
    return name;
  }

  public List<Node> nodes() {
    return nodes;
  }

  /** The growable layers in order. */
  public List<Layer> layers() {
    return layers;
  }

  public Layer layer(int index) {
    return layers.get(index);
  }

  public TensorShape input() {
    return ((Op.Input) nodes.get(0).op()).shape();
  }

  /** Number of classes: outputs of the dense head. */
  public int classes() {
    return ((Op.Dense) nodes.get(nodes.size() - 1).op()).outputs();
  }

  /** Shape of a node's output. */
  public TensorShape shapeOf(String id) {
    TensorShape shape = shapes.get(id);
    if (shape == null) {
      throw new IllegalArgumentException("no node is named '" + id + "'");
    }
    return shape;
  }

  /** Number of channels of each layer. */
  public int[] widths() {
    return layers.stream().mapToInt(Layer::width).toArray();
  }

  /** Number of units (channels) over all layers. */
  public int unitCount() {
    return layers.stream().mapToInt(Layer::width).sum();
  }

  /** The same graph with other layer widths. */
  public NetworkSpec withWidths(int[] widths) {
    if (widths.length != layers.size()) {
      throw new IllegalArgumentException(
          "expected %d widths, found %d".formatted(layers.size(), widths.length));
    }
    Map<String, Integer> byId = new HashMap<>();
    for (Layer layer : layers) {
      byId.put(layer.id(), widths[layer.index()]);
    }
    List<Node> changed = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      if (node.op() instanceof Op.Conv conv) {
        Op.Conv wider =
            new Op.Conv(byId.get(node.id()), conv.kernel(), conv.stride(), conv.pad(), conv.bias());
        changed.add(new Node(node.id(), wider, node.inputs()));
      } else {
        changed.add(node);
      }
    }
    return new NetworkSpec(name, changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkSpec spec && name.equals(spec.name) && nodes.equals(spec.nodes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, nodes);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name).append(' ').append(input()).append(" ->");
    for (Layer layer : layers) {
      text.append(' ').append(layer.width());
    }
    return text.append(" -> ").append(classes()).toString();
  }
}
