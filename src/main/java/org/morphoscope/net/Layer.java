package org.morphoscope.net;

import java.util.List;
import java.util.Optional;

/**
 * One step of the computation: a source (a convolution, a dense map, a depthwise convolution, or a
 * sum) and the channel-wise chain behind it, up to where something else reads the result.
 *
 * @param index position among the net's layers, from 0; the head's is the number of layers
 * @param id id of the source's node
 * @param kind what the source does
 * @param kernel side of the source's filter in pixels, 0 for a sum; a dense map reads the whole of
 *     its input at once, so that its kernel is the side of the input
 * @param stride step of the filter in pixels
 * @param pad zero padding of the source
 * @param bias whether the source adds a bias
 * @param inputs indices of the layers whose z the source reads, -1 for the images; more than one
 *     only for a sum
 * @param batchNorm the BatchNorm that follows, if any
 * @param activation the function that follows
 * @param pool the windowed pooling that follows, if any
 * @param globalPool whether a global average ends the chain
 * @param dropout share of z that is 0 while the net trains, at the end of the chain; 0: none
 * @param in shape of the source's input x (of each input of a sum)
 * @param mid shape of the source's output a
 * @param out shape of z, which the next layers read
 * @param group the {@link WidthGroup} that the layer's channels belong to, -1 when their number
 *     cannot change
 */
public record Layer(
    int index,
    String id,
    Kind kind,
    int kernel,
    int stride,
    Padding pad,
    boolean bias,
    List<Integer> inputs,
    Optional<Op.BatchNorm> batchNorm,
    Activation activation,
    Optional<Op.Pool> pool,
    boolean globalPool,
    double dropout,
    TensorShape in,
    TensorShape mid,
    TensorShape out,
    int group) {

  /** What the source of a layer does. */
  public enum Kind {
    /** Mixes channels: {@code a = w * x}. */
    CONV,
    /** Reads its whole input at once. */
    DENSE,
    /** Every channel by its own filter. */
    DEPTHWISE,
    /** Adds its inputs; with one input it hands it on. */
    SUM
  }

  /**
   * Copies the list.
   *
   * @param index position among the net's layers, from 0; the head's is the number of layers
   * @param id id of the source's node
   * @param kind what the source does
   * @param kernel side of the source's filter in pixels, 0 for a sum
   * @param stride step of the filter in pixels
   * @param pad zero padding of the source
   * @param bias whether the source adds a bias
   * @param inputs indices of the layers whose z the source reads, -1 for the images
   * @param batchNorm the BatchNorm that follows, if any
   * @param activation the function that follows
   * @param pool the windowed pooling that follows, if any
   * @param globalPool whether a global average ends the chain
   * @param dropout share of z that is 0 while the net trains, at the end of the chain; 0: none
   * @param in shape of the source's input x (of each input of a sum)
   * @param mid shape of the source's output a
   * @param out shape of z, which the next layers read
   * @param group the {@link WidthGroup} that the layer's channels belong to, -1 when their number
   *     cannot change
   */
  public Layer {
    inputs = List.copyOf(inputs);
  }

  /** {@return whether the source mixes channels, so that its output channels are units} */
  public boolean producer() {
    return kind == Kind.CONV || kind == Kind.DENSE;
  }

  /** {@return the number of output channels} */
  public int width() {
    return mid.channels();
  }

  /**
   * {@return the number of channels that one filter reads: 1 for a depthwise convolution, 0 for a
   * sum}
   */
  public int filterInputs() {
    return switch (kind) {
      case CONV, DENSE -> in.channels();
      case DEPTHWISE -> 1;
      case SUM -> 0;
    };
  }

  /**
   * {@return the number of weights of one output channel: channels read x kernel x kernel; 0 for a
   * sum}
   */
  public int fanIn() {
    return filterInputs() * kernel * kernel;
  }

  /**
   * {@return whether a constant added to the source's output can be taken up by the layer's
   * numbers}
   */
  public boolean absorbsConstants() {
    return bias || batchNorm.isPresent();
  }

  /**
   * {@return the number of trainable numbers of the layer itself: weights, gamma and beta, bias}
   */
  public long parameters() {
    return (long) width() * (fanIn() + (batchNorm.isPresent() ? 2 : 0) + (bias ? 1 : 0));
  }

  /**
   * {@return the multiply-accumulates of the source for one image; those of chains and sums are not
   * counted}
   */
  public long multiplyAccumulates() {
    return (long) width() * fanIn() * mid.positions();
  }

  Layer inGroup(int ofGroup) {
    return new Layer(
        index,
        id,
        kind,
        kernel,
        stride,
        pad,
        bias,
        inputs,
        batchNorm,
        activation,
        pool,
        globalPool,
        dropout,
        in,
        mid,
        out,
        ofGroup);
  }
}
