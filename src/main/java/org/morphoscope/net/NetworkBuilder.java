package org.morphoscope.net;

import java.util.ArrayList;
import java.util.List;

/** Writes a chain of nodes in reading order. */
public final class NetworkBuilder {
  private final String name;
  private final List<Node> nodes = new ArrayList<>();
  private int layer;

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

  public NetworkBuilder batchNorm(double epsilon) {
    return add("bn", new Op.BatchNorm(epsilon));
  }

  public NetworkBuilder relu() {
    return add("relu", new Op.Relu());
  }

  public NetworkBuilder pool(Op.Pool.Kind kind, int window, int stride) {
    return add("pool", new Op.Pool(kind, window, stride));
  }

  public NetworkBuilder globalAveragePool() {
    return add("gap", new Op.GlobalAveragePool());
  }

  /** Adds the dense head and finishes. */
  public NetworkSpec dense(int classes) {
    nodes.add(new Node("dense", new Op.Dense(classes), List.of(last())));
    return new NetworkSpec(name, nodes);
  }

  private NetworkBuilder add(String kind, Op op) {
    nodes.add(new Node(kind + layer, op, List.of(last())));
    return this;
  }

  private String last() {
    return nodes.get(nodes.size() - 1).id();
  }
}
