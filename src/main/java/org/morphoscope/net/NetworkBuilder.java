package org.morphoscope.net;

import java.util.ArrayList;
import java.util.List;

/** Writes nodes in reading order; each reads the one before it unless told otherwise. */
public final class NetworkBuilder {
  private final String name;
  private final List<Node> nodes = new ArrayList<>();
  private int layer;
  private int sums;
  private String last = "input";

  public NetworkBuilder(String name, TensorShape input) {
    this.name = name;
    nodes.add(new Node("input", new Op.Input(input), List.of()));
  }

  /** Convolution without bias, BatchNorm, ReLU: the usual layer. */
  public NetworkBuilder convBnRelu(int width, int kernel, int stride, int pad, double epsilon) {
    return conv(width, kernel, stride, pad, false).batchNorm(epsilon).relu();
  }

  public NetworkBuilder conv(int width, int kernel, int stride, int pad, boolean bias) {
    layer++;
    return add("conv", new Op.Conv(width, kernel, stride, pad, bias));
  }

  /** Convolution of every channel by its own filter, without bias. */
  public NetworkBuilder depthwise(int kernel, int stride, int pad) {
    layer++;
    return add("dw", new Op.Depthwise(kernel, stride, pad, false));
  }

  /** Adds the output of an earlier node to the last one. */
  public NetworkBuilder plus(String other) {
    sums++;
    String next = "add" + sums;
    nodes.add(new Node(next, new Op.Add(), List.of(last, other)));
    last = next;
    return this;
  }

  /** Goes on from an earlier node. */
  public NetworkBuilder from(String id) {
    last = id;
    return this;
  }

  /** Id of the node that the next one will read. */
  public String last() {
    return last;
  }

  public NetworkBuilder batchNorm(double epsilon) {
    return add("bn", new Op.BatchNorm(epsilon));
  }

  public NetworkBuilder relu() {
    return add("relu", new Op.Relu());
  }

  public NetworkBuilder relu6() {
    return add("relu", new Op.Relu6());
  }

  /** A node of its own kind behind the last one. */
  public NetworkBuilder op(String kind, Op op) {
    return add(kind, op);
  }

  public NetworkBuilder pool(Op.Pool.Kind kind, int window, int stride) {
    return add("pool", new Op.Pool(kind, window, stride));
  }

  public NetworkBuilder globalAveragePool() {
    return add("gap", new Op.GlobalAveragePool());
  }

  /** The net with a dense head behind what was written so far; the builder stays as it is. */
  public NetworkSpec dense(int classes) {
    List<Node> all = new ArrayList<>(nodes);
    all.add(new Node("dense", new Op.Dense(classes), List.of(last)));
    return new NetworkSpec(name, all);
  }

  /** A dense layer in the middle of the net, with a bias. */
  public NetworkBuilder hiddenDense(int width) {
    layer++;
    return add("hidden", new Op.Dense(width));
  }

  private NetworkBuilder add(String kind, Op op) {
    String id = kind + layer;
    for (int i = 2; isTaken(id); i++) {
      id = kind + layer + "-" + i;
    }
    nodes.add(new Node(id, op, List.of(last)));
    last = id;
    return this;
  }

  private boolean isTaken(String id) {
    return nodes.stream().anyMatch(node -> node.id().equals(id));
  }
}
