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

  /**
   * A net that only has its input.
   *
   * @param name of the net, shown and stored with it
   * @param input channels, height and width of an image
   */
  public NetworkBuilder(String name, TensorShape input) {
    this.name = name;
    nodes.add(new Node("input", new Op.Input(input), List.of()));
  }

  /**
   * {@return this builder, behind a convolution without bias, BatchNorm and ReLU: the usual layer}
   *
   * @param width number of filters, at least 1
   * @param kernel side of the square filter in pixels, at least 1
   * @param stride step in pixels, the same in both directions, at least 1
   * @param pad zero padding in pixels on every side, 0 or more
   * @param epsilon added to the variance before the root, above 0
   */
  public NetworkBuilder convBnRelu(int width, int kernel, int stride, int pad, double epsilon) {
    return conv(width, kernel, stride, pad, false).batchNorm(epsilon).relu();
  }

  /**
   * {@return this builder, behind a convolution of all channels}
   *
   * @param width number of filters, at least 1
   * @param kernel side of the square filter in pixels, at least 1
   * @param stride step in pixels, the same in both directions, at least 1
   * @param pad zero padding in pixels on every side, 0 or more
   * @param bias whether a number per output channel is added
   */
  public NetworkBuilder conv(int width, int kernel, int stride, int pad, boolean bias) {
    layer++;
    return add("conv", new Op.Conv(width, kernel, stride, pad, bias));
  }

  /**
   * {@return this builder, behind a convolution of every channel by its own filter, without bias}
   *
   * @param kernel side of the square filter in pixels, at least 1
   * @param stride step in pixels, the same in both directions, at least 1
   * @param pad zero padding in pixels on every side, 0 or more
   */
  public NetworkBuilder depthwise(int kernel, int stride, int pad) {
    layer++;
    return add("dw", new Op.Depthwise(kernel, stride, pad, false));
  }

  /**
   * {@return this builder, behind the sum of the last output and that of an earlier node}
   *
   * @param other id of the earlier node, whose output has the same shape
   */
  public NetworkBuilder plus(String other) {
    sums++;
    String next = "add" + sums;
    nodes.add(new Node(next, new Op.Add(), List.of(last, other)));
    last = next;
    return this;
  }

  /**
   * {@return this builder, going on from an earlier node}
   *
   * @param id of a node that was written
   */
  public NetworkBuilder from(String id) {
    last = id;
    return this;
  }

  /** {@return the id of the node that the next one will read} */
  public String last() {
    return last;
  }

  /**
   * {@return this builder, behind a batch normalisation}
   *
   * @param epsilon added to the variance before the root, above 0
   */
  public NetworkBuilder batchNorm(double epsilon) {
    return add("bn", new Op.BatchNorm(epsilon));
  }

  /** {@return this builder, behind a ReLU} */
  public NetworkBuilder relu() {
    return add("relu", new Op.Relu());
  }

  /** {@return this builder, behind a ReLU that is cut off at 6} */
  public NetworkBuilder relu6() {
    return add("relu", new Op.Relu6());
  }

  /** {@return this builder, behind a SiLU} */
  public NetworkBuilder silu() {
    return add("silu", new Op.Silu());
  }

  /**
   * {@return this builder, behind a leaky ReLU}
   *
   * @param slope below 0, above 0 and below 1
   */
  public NetworkBuilder leakyRelu(double slope) {
    return add("leaky", new Op.LeakyRelu(slope));
  }

  /**
   * {@return this builder, behind a dropout}
   *
   * @param rate share that is 0 while the net trains, above 0 and below 1
   */
  public NetworkBuilder dropout(double rate) {
    return add("dropout", new Op.Dropout(rate));
  }

  /**
   * {@return this builder, behind any other node}
   *
   * @param kind first part of the node's id
   * @param op what it computes
   */
  public NetworkBuilder op(String kind, Op op) {
    return add(kind, op);
  }

  /**
   * {@return this builder, behind a pooling without padding}
   *
   * @param kind maximum or average
   * @param window side of the square window in pixels, at least 1
   * @param stride step in pixels, the same in both directions, at least 1
   */
  public NetworkBuilder pool(Op.Pool.Kind kind, int window, int stride) {
    return add("pool", new Op.Pool(kind, window, stride));
  }

  /** {@return this builder, behind the average over all pixels} */
  public NetworkBuilder globalAveragePool() {
    return add("gap", new Op.GlobalAveragePool());
  }

  /**
   * {@return the net with a dense head behind what was written so far; the builder stays as it is}
   *
   * @param classes outputs of the head, at least 1
   */
  public NetworkSpec dense(int classes) {
    List<Node> all = new ArrayList<>(nodes);
    all.add(new Node("dense", new Op.Dense(classes), List.of(last)));
    return new NetworkSpec(name, all);
  }

  /**
   * {@return this builder, behind a dense layer with a bias in the middle of the net}
   *
   * @param width number of outputs, at least 1
   */
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
