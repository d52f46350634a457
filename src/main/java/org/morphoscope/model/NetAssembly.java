package org.morphoscope.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.Op;
import org.morphoscope.net.TensorShape;

/** A net of another program while it is put together: its nodes, and its numbers by name. */
final class NetAssembly {
  private final Set<String> ids = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, double[]> arrays = new HashMap<>();

  void images(String id, TensorShape shape) {
    nodes.add(new Node(id, new Op.Input(shape), List.of()));
    ids.add(id);
  }

  /**
   * Adds a node.
   *
   * @param wanted its id, unless another node has it
   * @param last whether it is the head, whose numbers have names of their own
   * @return its id
   */
  String add(String wanted, boolean last, Op op, List<String> inputs) {
    boolean taken = wanted.equals(Parameters.HEAD) && !last;
    String id = wanted;
    for (int n = 2; taken || !ids.add(id); n++) {
      id = wanted + "-" + n;
      taken = false;
    }
    nodes.add(new Node(id, op, inputs));
    return id;
  }

  void numbers(String name, double[] values) {
    arrays.put(name, values);
  }

  Node last() {
    return nodes.get(nodes.size() - 1);
  }

  /** A bias before a BatchNorm is the same as a lower running mean. */
  void takeBias(String id, double[] mean) {
    int at = nodes.size() - 1;
    while (!nodes.get(at).id().equals(id)) {
      at--;
    }
    Node source = nodes.get(at);
    Op bare;
    if (source.op() instanceof Op.Conv conv && conv.bias()) {
      bare = new Op.Conv(conv.width(), conv.kernel(), conv.stride(), conv.pad(), false);
    } else if (source.op() instanceof Op.Depthwise conv && conv.bias()) {
      bare = new Op.Depthwise(conv.kernel(), conv.stride(), conv.pad(), false);
    } else {
      return;
    }
    nodes.set(at, new Node(id, bare, source.inputs()));
    double[] bias = arrays.remove(id + Parameters.BIAS);
    for (int c = 0; c < Math.min(mean.length, bias.length); c++) {
      mean[c] -= bias[c];
    }
  }

  /**
   * The net, whose head is the last node.
   *
   * @throws IllegalArgumentException in words when it cannot be grown or numbers do not fit
   */
  Model model(String name, Map<String, String> metadata) {
    NetworkSpec spec = new NetworkSpec(name, nodes);
    Map<String, double[]> named = new HashMap<>(arrays);
    for (String part : new String[] {Parameters.WEIGHT, Parameters.BIAS}) {
      named.put(Parameters.HEAD + part, arrays.get(last().id() + part));
    }
    return new Model(spec, Parameters.weights(spec, named::get), metadata);
  }
}
