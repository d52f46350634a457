package org.morphoscope.net;

import java.util.Optional;

/**
 * A convolution and the channel-wise chain behind it, up to the input of the next consumer.
 *
 * @param index position among the net's layers, from 0
 * @param id id of the convolution's node
 * @param conv the convolution
 * @param batchNorm the BatchNorm that follows, if any
 * @param relu whether a ReLU follows
 * @param pool the windowed pooling that follows, if any
 * @param globalPool whether a global average ends the chain
 * @param in shape of the convolution's input x
 * @param mid shape of the convolution's output a
 * @param out shape of z, the consumer's input
 */
public record Layer(
    int index,
    String id,
    Op.Conv conv,
    Optional<Op.BatchNorm> batchNorm,
    boolean relu,
    Optional<Op.Pool> pool,
    boolean globalPool,
    TensorShape in,
    TensorShape mid,
    TensorShape out) {

  /** Number of output channels. */
  public int width() {
    return conv.width();
  }

  /** Weights of one output channel: input channels x kernel x kernel. */
  public int fanIn() {
    return in.channels() * conv.kernel() * conv.kernel();
  }

  /** Trainable numbers of the layer itself: weights, gamma and beta, bias. */
  public long parameters() {
    return (long) width() * (fanIn() + (batchNorm.isPresent() ? 2 : 0) + (conv.bias() ? 1 : 0));
  }

  /** Multiply-accumulates of the convolution for one image. */
  public long multiplyAccumulates() {
    return (long) width() * fanIn() * mid.positions();
  }
}
