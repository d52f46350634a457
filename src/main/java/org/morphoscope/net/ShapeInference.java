package org.morphoscope.net;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shapes of all nodes, and the checks that need them. */
final class ShapeInference {
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
        if (node.inputs().size() != 1) {
          throw at(node, "reads %d nodes, expected 1".formatted(node.inputs().size()));
        }
        TensorShape in = shapes.get(node.inputs().get(0));
        if (in == null) {
          throw at(
              node, "reads '%s', which is not an earlier node".formatted(node.inputs().get(0)));
        }
        shape = apply(node, in);
      }
      if (shapes.put(node.id(), shape) != null) {
        throw at(node, "is named like an earlier node");
      }
    }
    if (!(nodes.get(nodes.size() - 1).op() instanceof Op.Dense)) {
      throw at(nodes.get(nodes.size() - 1), "is last; the last node must be the dense head");
    }
    return Map.copyOf(shapes);
  }

  private static TensorShape apply(Node node, TensorShape in) {
    Op op = node.op();
    if (op instanceof Op.Conv conv) {
      return new TensorShape(
          conv.width(),
          slide(node, in.height() + 2 * conv.pad(), conv.kernel(), conv.stride()),
          slide(node, in.width() + 2 * conv.pad(), conv.kernel(), conv.stride()));
    }
    if (op instanceof Op.Pool pool) {
      return new TensorShape(
          in.channels(),
          slide(node, in.height(), pool.window(), pool.stride()),
          slide(node, in.width(), pool.window(), pool.stride()));
    }
    if (op instanceof Op.GlobalAveragePool) {
      return new TensorShape(in.channels(), 1, 1);
    }
    if (op instanceof Op.Dense dense) {
      if (in.positions() != 1) {
        throw at(node, "needs 1 x 1 pixels (put a global average pool before it), found " + in);
      }
      return new TensorShape(dense.outputs(), 1, 1);
    }
    return in;
  }

  private static int slide(Node node, int length, int window, int stride) {
    if (window > length) {
      throw at(node, "has a window of %d on %d pixels".formatted(window, length));
    }
    return (length - window) / stride + 1;
  }

  static IllegalArgumentException at(Node node, String what) {
    return new IllegalArgumentException("node '%s' %s".formatted(node.id(), what));
  }
}
