package org.morphoscope.net;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.text.Texts;

/** Shapes of all nodes, and the checks that need them. */
public final class ShapeInference {
  private ShapeInference() {}

  static Map<String, TensorShape> shapes(List<Node> nodes) {
    if (nodes.isEmpty() || !(nodes.get(0).op() instanceof Op.Input)) {
      throw new IllegalArgumentException("the first node must be the input");
    }
    Map<String, TensorShape> shapes = new LinkedHashMap<>();
    for (Node node : nodes) {
      TensorShape shape;
      if (node.op() instanceof Op.Input input) {
        if (!shapes.isEmpty()) {
          throw at(node, "is a second input; a net has one");
        }
        shape = input.shape();
      } else {
        shape = apply(node, inputShape(node, shapes));
      }
      if (shapes.put(node.id(), shape) != null) {
        throw at(node, "is named like an earlier node");
      }
    }
    if (!(nodes.get(nodes.size() - 1).op() instanceof Op.Dense)) {
      throw at(nodes.get(nodes.size() - 1), "is last; the last node must be the dense head");
    }
    requireRead(nodes);
    return Map.copyOf(shapes);
  }

  private static void requireRead(List<Node> nodes) {
    Set<String> read = new HashSet<>();
    nodes.forEach(node -> read.addAll(node.inputs()));
    for (Node node : nodes.subList(0, nodes.size() - 1)) {
      if (!read.contains(node.id())) {
        throw at(node, "is read by no node; remove it or connect it");
      }
    }
  }

  /** Shape of the one input, or of all inputs of an addition. */
  private static TensorShape inputShape(Node node, Map<String, TensorShape> shapes) {
    boolean add = node.op() instanceof Op.Add;
    int count = node.inputs().size();
    if (add ? count < 2 : count != 1) {
      throw at(node, Texts.of("reads %d nodes, expected %s", count, add ? "2 or more" : "1"));
    }
    TensorShape first = null;
    for (String id : node.inputs()) {
      TensorShape shape = shapes.get(id);
      if (shape == null) {
        throw at(node, Texts.of("reads '%s', which is not an earlier node", id));
      }
      if (first != null && !shape.equals(first)) {
        throw at(node, Texts.of("adds %s and %s; the shapes must be equal", first, shape));
      }
      first = shape;
    }
    return first;
  }

  /**
   * {@return the shape of a node's output}
   *
   * @param node what is applied
   * @param in shape of what it reads (of each input of a sum)
   * @throws IllegalArgumentException naming the node when its window does not fit
   */
  public static TensorShape apply(Node node, TensorShape in) {
    Op op = node.op();
    if (op instanceof Op.Conv conv) {
      return new TensorShape(
          conv.width(),
          slide(node, in.height() + conv.pad().rows(), conv.kernel(), conv.stride()),
          slide(node, in.width() + conv.pad().columns(), conv.kernel(), conv.stride()));
    }
    if (op instanceof Op.Depthwise depthwise) {
      Padding pad = depthwise.pad();
      return new TensorShape(
          in.channels(),
          slide(node, in.height() + pad.rows(), depthwise.kernel(), depthwise.stride()),
          slide(node, in.width() + pad.columns(), depthwise.kernel(), depthwise.stride()));
    }
    if (op instanceof Op.Pool pool) {
      return new TensorShape(
          in.channels(),
          slide(node, in.height() + pool.pad().rows(), pool.window(), pool.stride()),
          slide(node, in.width() + pool.pad().columns(), pool.window(), pool.stride()));
    }
    if (op instanceof Op.GlobalAveragePool) {
      return new TensorShape(in.channels(), 1, 1);
    }
    if (op instanceof Op.Dense dense) {
      if (in.height() != in.width()) {
        throw at(
            node, "reads " + in + "; expected a square map (or a global average pool before it)");
      }
      return new TensorShape(dense.outputs(), 1, 1);
    }
    return in;
  }

  private static int slide(Node node, int length, int window, int stride) {
    if (window > length) {
      throw at(node, Texts.of("has a window of %d on %d pixels", window, length));
    }
    return (length - window) / stride + 1;
  }

  static IllegalArgumentException at(Node node, String what) {
    return new IllegalArgumentException(Texts.of("node '%s' %s", node.id(), what));
  }
}
