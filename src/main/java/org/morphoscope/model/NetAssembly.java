package org.morphoscope.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.Op;
import org.morphoscope.net.ShapeInference;
import org.morphoscope.net.TensorShape;

/** A net of another program while it is put together: its nodes, and its numbers by name. */
public final class NetAssembly {
  private final Set<String> ids = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, TensorShape> shapes = new HashMap<>();
  private final Map<String, double[]> arrays = new HashMap<>();

  /**
   * The images, the first node.
   *
   * @param id of the node
   * @param shape of one image
   */
  public void images(String id, TensorShape shape) {
    put(new Node(id, new Op.Input(shape), List.of()));
    shapes.put(id, shape);
    ids.add(id);
  }

  private void put(Node node) {
    places.put(node.id(), nodes.size());
    nodes.add(node);
  }

  /**
   * Adds a node.
   *
   * @param wanted its id, unless another node has it
   * @param last whether it is the head, whose numbers have names of their own
   * @param op what it computes
   * @param inputs ids of the nodes that it reads, all added before
   * @return its id
   * @throws IllegalArgumentException in words when its window does not fit its input
   */
  public String add(String wanted, boolean last, Op op, List<String> inputs) {
    boolean taken = wanted.equals(Parameters.HEAD) && !last;
    String id = wanted;
    for (int n = 2; taken || !ids.add(id); n++) {
      id = wanted + "-" + n;
      taken = false;
    }
    Node node = new Node(id, op, inputs);
    put(node);
    TensorShape in = shapes.get(inputs.get(0));
    if (in != null) {
      shapes.put(id, ShapeInference.apply(node, in));
    }
    return id;
  }

  /**
   * {@return the shape of a node's output; empty when it is not known because something before it
   * failed}
   *
   * @param id any id, also of a node that could not be added
   */
  public Optional<TensorShape> shape(String id) {
    return Optional.ofNullable(shapes.get(id));
  }

  /**
   * Keeps an array of the net.
   *
   * @param name as {@link Parameters} has it
   * @param values in C order; not copied
   */
  public void numbers(String name, double[] values) {
    arrays.put(name, values);
  }

  /**
   * {@return what a node computes}
   *
   * @param id id of a node that was added
   */
  public Op op(String id) {
    return nodes.get(places.get(id)).op();
  }

  /**
   * {@return whether nothing below 0 can come out of a node}
   *
   * @param id id of a node that was added
   */
  public boolean nonNegative(String id) {
    Node node = nodes.get(places.get(id));
    while (node.op() instanceof Op.Pool || node.op() instanceof Op.GlobalAveragePool) {
      node = nodes.get(places.get(node.inputs().get(0)));
    }
    return node.op() instanceof Op.Relu || node.op() instanceof Op.Relu6;
  }

  /**
   * Puts another operation in the place of a node that has no numbers.
   *
   * @param id id of a node that was added
   * @param op what it computes instead
   */
  public void replace(String id, Op op) {
    int at = places.get(id);
    nodes.set(at, new Node(id, op, nodes.get(at).inputs()));
  }

  /** {@return the node that was added last} */
  public Node last() {
    return nodes.get(nodes.size() - 1);
  }

  /**
   * A bias before a BatchNorm is the same as a lower running mean.
   *
   * @param id of the convolution or dense map before the BatchNorm
   * @param mean the BatchNorm's, one number per channel; changed in place
   */
  public void takeBias(String id, double[] mean) {
    Op source = op(id);
    Op bare;
    if (source instanceof Op.Conv conv && conv.bias()) {
      bare = new Op.Conv(conv.width(), conv.kernel(), conv.stride(), conv.pad(), false);
    } else if (source instanceof Op.Depthwise conv && conv.bias()) {
      bare = new Op.Depthwise(conv.kernel(), conv.stride(), conv.pad(), false);
    } else {
      return;
    }
    replace(id, bare);
    double[] bias = arrays.remove(id + Parameters.BIAS);
    for (int c = 0; c < Math.min(mean.length, bias.length); c++) {
      mean[c] -= bias[c];
    }
  }

  /**
   * Puts {@code factor_c a_c + shift_c} in the place of a node's output a, exactly, by the node's
   * own numbers.
   *
   * @param id id of a node that was added
   * @param factor one number per channel
   * @param shift one number per channel
   * @return whether it is a node that can take them up: a convolution, a dense map, a BatchNorm
   */
  public boolean takeAffine(String id, double[] factor, double[] shift) {
    Op op = op(id);
    boolean norm = op instanceof Op.BatchNorm;
    if (!norm && !(op instanceof Op.Conv || op instanceof Op.Depthwise || op instanceof Op.Dense)) {
      return false;
    }
    scaleRows(id + Parameters.WEIGHT, factor);
    if (Arrays.stream(shift).anyMatch(v -> v != 0)) {
      withBias(id, op, factor.length);
    }
    scaleRows(id + Parameters.BIAS, factor);
    double[] bias = arrays.get(id + Parameters.BIAS);
    for (int c = 0; bias != null && c < bias.length; c++) {
      bias[c] += shift[c];
    }
    return true;
  }

  private void withBias(String id, Op op, int width) {
    if (op instanceof Op.Conv conv && !conv.bias()) {
      replace(id, new Op.Conv(conv.width(), conv.kernel(), conv.stride(), conv.pad(), true));
    } else if (op instanceof Op.Depthwise conv && !conv.bias()) {
      replace(id, new Op.Depthwise(conv.kernel(), conv.stride(), conv.pad(), true));
    } else {
      return;
    }
    arrays.put(id + Parameters.BIAS, new double[width]);
  }

  /** Multiplies the numbers of each output channel. */
  private void scaleRows(String name, double[] factor) {
    double[] values = arrays.get(name);
    int perChannel = values == null ? 0 : values.length / factor.length;
    for (int i = 0; values != null && i < values.length; i++) {
      values[i] *= factor[Math.min(i / Math.max(1, perChannel), factor.length - 1)];
    }
  }

  /**
   * A convolution over the whole of its input, as the last node, is a dense map with the same
   * numbers in the same order.
   */
  public void convolutionAsHead() {
    Node node = last();
    TensorShape in = node.inputs().isEmpty() ? null : shapes.get(node.inputs().get(0));
    if (in != null
        && node.op() instanceof Op.Conv conv
        && conv.pad().most() == 0
        && conv.kernel() == in.height()
        && conv.kernel() == in.width()) {
      withBias(node.id(), conv, conv.width());
      replace(node.id(), new Op.Dense(conv.width()));
    }
  }

  /**
   * {@return the net, whose head is the last node}
   *
   * @param name shown and stored with the net
   * @param metadata what the file says about itself besides
   * @throws IllegalArgumentException in words when it cannot be grown or numbers do not fit
   */
  public Model model(String name, Map<String, String> metadata) {
    NetworkSpec spec = new NetworkSpec(name, nodes);
    Map<String, double[]> named = new HashMap<>(arrays);
    for (String part : new String[] {Parameters.WEIGHT, Parameters.BIAS}) {
      named.put(Parameters.HEAD + part, arrays.get(last().id() + part));
    }
    return new Model(spec, Parameters.weights(spec, named::get), metadata);
  }
}
