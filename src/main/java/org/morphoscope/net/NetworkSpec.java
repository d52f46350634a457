package org.morphoscope.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.morphoscope.text.Texts;

/**
 * The architecture: nodes in topological order, from one {@link Op.Input} to one {@link Op.Dense}
 * that gives the logits. Immutable; shapes are checked when it is made.
 */
public final class NetworkSpec {
  private final String name;
  private final List<Node> nodes;
  private final Map<String, TensorShape> shapes;
  private final List<Layer> layers;
  private final Layer head;
  private final List<WidthGroup> groups;
  private final List<List<Integer>> readers;

  /**
   * Checks the nodes, infers their shapes and cuts them into layers and groups; an {@link
   * IllegalArgumentException} names the node that does not fit.
   *
   * @param name shown and stored with the net
   * @param nodes in topological order, from one input to one dense head
   * @throws IllegalArgumentException naming the node when the graph cannot be computed (a node that
   *     is missing, unread or out of order, shapes that do not fit) or does not end with a dense
   *     head
   */
  public NetworkSpec(String name, List<Node> nodes) {
    this.name = Objects.requireNonNull(name, "name");
    this.nodes = List.copyOf(nodes);
    this.shapes = ShapeInference.shapes(this.nodes);
    List<Layer> view = LayerView.of(this.nodes, shapes);
    this.head = view.get(view.size() - 1);
    List<Layer> body = view.subList(0, view.size() - 1);
    this.groups = WidthGroups.of(body, head);
    int[] groupOf = new int[body.size()];
    Arrays.fill(groupOf, -1);
    groups.forEach(group -> group.members().forEach(l -> groupOf[l] = group.index()));
    this.layers = body.stream().map(layer -> layer.inGroup(groupOf[layer.index()])).toList();
    this.readers = readers(view);
  }

  private static List<List<Integer>> readers(List<Layer> view) {
    List<List<Integer>> readers = new ArrayList<>();
    for (int l = 0; l < view.size() - 1; l++) {
      int layer = l;
      readers.add(
          view.stream()
              .filter(reader -> reader.inputs().contains(layer))
              .map(Layer::index)
              .toList());
    }
    return List.copyOf(readers);
  }

  /** {@return the name that is shown and stored with the net} */
  public String name() {
    return name;
  }

  /** {@return the nodes in topological order, unmodifiable} */
  public List<Node> nodes() {
    return nodes;
  }

  /** {@return the layers in order, without the head} */
  public List<Layer> layers() {
    return layers;
  }

  /** {@return the dense head as a layer; its index is the number of {@link #layers}} */
  public Layer head() {
    return head;
  }

  /**
   * {@return the groups of layers whose number of channels can change; a chain's are its layers}
   */
  public List<WidthGroup> groups() {
    return groups;
  }

  /** {@return the first producer of every group, which gives the group its name} */
  public List<Layer> leaders() {
    return groups.stream().map(group -> layers.get(group.first())).toList();
  }

  /**
   * {@return a group by its index}
   *
   * @param index from 0, in the order of {@link #groups}
   */
  public WidthGroup group(int index) {
    return groups.get(index);
  }

  /**
   * {@return indices of the layers that read z of a layer, in order; the head's index may be among
   * them}
   *
   * @param layer index of the layer, from 0
   */
  public List<Integer> readers(int layer) {
    return readers.get(layer);
  }

  /**
   * {@return a layer by its index, not the head}
   *
   * @param index from 0, in the order of {@link #layers}
   */
  public Layer layer(int index) {
    return layers.get(index);
  }

  /** {@return the channels, height and width of an image} */
  public TensorShape input() {
    return ((Op.Input) nodes.get(0).op()).shape();
  }

  /** {@return the number of classes: outputs of the dense head} */
  public int classes() {
    return ((Op.Dense) nodes.get(nodes.size() - 1).op()).outputs();
  }

  /**
   * {@return the shape of a node's output}
   *
   * @param id of a node; an unknown one is refused by an {@link IllegalArgumentException}
   */
  public TensorShape shapeOf(String id) {
    TensorShape shape = shapes.get(id);
    if (shape == null) {
      throw new IllegalArgumentException("no node is named '" + id + "'");
    }
    return shape;
  }

  /**
   * {@return whether a constant in a layer's z can be folded into everything that weighs it: the
   * consumers have a BatchNorm or a bias}
   *
   * @param layer index of the layer, from 0
   */
  public boolean foldsConstantsOf(int layer) {
    return readers.get(layer).stream()
        .filter(reader -> reader < layers.size())
        .map(layers::get)
        .filter(Layer::producer)
        .allMatch(Layer::absorbsConstants);
  }

  /** {@return the number of channels of each group} */
  public int[] widths() {
    return groups.stream().mapToInt(WidthGroup::width).toArray();
  }

  /** {@return the number of units: channels over all groups} */
  public int unitCount() {
    return groups.stream().mapToInt(WidthGroup::width).sum();
  }

  /**
   * {@return the same graph with other widths of its groups}
   *
   * @param widths one for each group, at least 1
   */
  public NetworkSpec withWidths(int[] widths) {
    if (widths.length != groups.size()) {
      throw new IllegalArgumentException(
          Texts.of("expected %d widths, found %d", groups.size(), widths.length));
    }
    Map<String, Integer> byId = new HashMap<>();
    for (Layer layer : layers) {
      if (layer.group() >= 0) {
        byId.put(layer.id(), widths[layer.group()]);
      }
    }
    return new NetworkSpec(
        name,
        nodes.stream()
            .map(node -> byId.containsKey(node.id()) ? wider(node, byId.get(node.id())) : node)
            .toList());
  }

  private static Node wider(Node node, int width) {
    if (node.op() instanceof Op.Conv conv) {
      Op.Conv op = new Op.Conv(width, conv.kernel(), conv.stride(), conv.pad(), conv.bias());
      return new Node(node.id(), op, node.inputs());
    }
    return node.op() instanceof Op.Dense
        ? new Node(node.id(), new Op.Dense(width), node.inputs())
        : node;
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
    for (WidthGroup group : groups) {
      text.append(' ').append(group.width());
    }
    return text.append(" -> ").append(classes()).toString();
  }
}
