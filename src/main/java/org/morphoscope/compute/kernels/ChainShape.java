package org.morphoscope.compute.kernels;

import org.morphoscope.net.Activation;
import org.morphoscope.net.Padding;
import org.morphoscope.text.Texts;

/**
 * What stands between a convolution's output {@code a} and the next consumer's input {@code z}, the
 * same for every channel: {@code u = kappa_c a + shift_c}, then the activation (or nothing), then
 * pooling.
 *
 * <p>a is {@code [N, H, W, C]}, z {@code [N, H', W', C]}. A maximum of the activation is the
 * activation of the maximum where it never falls, which SiLU does; an average is not.
 *
 * @param batch number of images N
 * @param height height of {@code a} in pixels
 * @param width width of {@code a} in pixels
 * @param channels channels C
 * @param activation what follows the affine map
 * @param pooling what follows the activation
 * @param window side of the pooling window in pixels (1 for {@code NONE}; ignored for {@code
 *     GLOBAL})
 * @param stride step of the pooling window in pixels; an incomplete last window is dropped
 * @param pad what lies around a map before a maximum is taken, and is never the largest
 * @param thenGlobal whether a global average follows a windowed pooling
 */
public record ChainShape(
    int batch,
    int height,
    int width,
    int channels,
    Activation activation,
    Pooling pooling,
    int window,
    int stride,
    Padding pad,
    boolean thenGlobal) {

  /** Pooling at the end of a chain. {@code GLOBAL} averages over all positions. */
  public enum Pooling {
    /** No pooling: z has the size of a. */
    NONE,
    /** The largest value of a window; padding never wins. */
    MAX,
    /** The mean of a window. */
    AVERAGE,
    /** The mean of all positions: z is {@code [N, 1, 1, C]}. */
    GLOBAL
  }

  /**
   * A chain with a ReLU or without, its pooling not padded.
   *
   * @param batch number of images N
   * @param height height of {@code a} in pixels
   * @param width width of {@code a} in pixels
   * @param channels channels C
   * @param relu whether the activation is ReLU; else there is none
   * @param pooling what follows the activation
   * @param window side of the pooling window in pixels (1 for {@code NONE}; ignored for {@code
   *     GLOBAL})
   * @param stride step of the pooling window in pixels; an incomplete last window is dropped
   * @param thenGlobal whether a global average follows a windowed pooling
   */
  public ChainShape(
      int batch,
      int height,
      int width,
      int channels,
      boolean relu,
      Pooling pooling,
      int window,
      int stride,
      boolean thenGlobal) {
    this(
        batch,
        height,
        width,
        channels,
        relu ? Activation.RELU : Activation.NONE,
        pooling,
        window,
        stride,
        Padding.NONE,
        thenGlobal);
  }

  /**
   * A chain with at most one pooling.
   *
   * @param batch number of images N
   * @param height height of {@code a} in pixels
   * @param width width of {@code a} in pixels
   * @param channels channels C
   * @param relu whether the activation is ReLU; else there is none
   * @param pooling what follows the activation
   * @param window side of the pooling window in pixels (1 for {@code NONE}; ignored for {@code
   *     GLOBAL})
   * @param stride of the window in both directions
   */
  public ChainShape(
      int batch,
      int height,
      int width,
      int channels,
      boolean relu,
      Pooling pooling,
      int window,
      int stride) {
    this(batch, height, width, channels, relu, pooling, window, stride, false);
  }

  /**
   * Checks that sizes are positive, that a window fits into the map, and that only a maximum is
   * padded, by less than its window.
   *
   * @param batch number of images N
   * @param height height of {@code a} in pixels
   * @param width width of {@code a} in pixels
   * @param channels channels C
   * @param activation what follows the affine map
   * @param pooling what follows the activation
   * @param window side of the pooling window in pixels (1 for {@code NONE}; ignored for {@code
   *     GLOBAL})
   * @param stride step of the pooling window in pixels; an incomplete last window is dropped
   * @param pad what lies around a map before a maximum is taken, and is never the largest
   * @param thenGlobal whether a global average follows a windowed pooling
   */
  public ChainShape {
    if (batch < 1 || height < 1 || width < 1 || channels < 1 || window < 1 || stride < 1) {
      throw new IllegalArgumentException("a chain needs positive sizes");
    }
    boolean windowed = pooling == Pooling.MAX || pooling == Pooling.AVERAGE;
    if (!pad.equals(Padding.NONE) && (pooling != Pooling.MAX || pad.most() >= window)) {
      throw new IllegalArgumentException(
          "only a maximum is padded, by less than its window, got " + pad);
    }
    if (thenGlobal && !windowed) {
      throw new IllegalArgumentException("only a windowed pooling is followed by a global one");
    }
    if (windowed && (window > height + pad.rows() || window > width + pad.columns())) {
      throw new IllegalArgumentException(
          Texts.of("pooling window %d does not fit into %d x %d pixels", window, height, width));
    }
  }

  /**
   * {@return the height of {@code z}} {@code (H + pad - window) / stride + 1} behind a window, 1
   * behind a global average.
   */
  public int outHeight() {
    return thenGlobal ? 1 : windowedHeight();
  }

  /** Height behind the activation's pooling, before a global average that follows. */
  private int windowedHeight() {
    return switch (pooling) {
      case NONE -> height;
      case GLOBAL -> 1;
      case MAX, AVERAGE -> (height + pad.rows() - window) / stride + 1;
    };
  }

  /** {@return the width of {@code z}, from W as the height is from H} */
  public int outWidth() {
    return thenGlobal ? 1 : windowedWidth();
  }

  /** Width behind the pooling, before a global average that follows. */
  private int windowedWidth() {
    return switch (pooling) {
      case NONE -> width;
      case GLOBAL -> 1;
      case MAX, AVERAGE -> (width + pad.columns() - window) / stride + 1;
    };
  }

  /**
   * {@return the same chain over another number of images}
   *
   * @param newBatch number of images N, at least 1
   */
  public ChainShape withBatch(int newBatch) {
    return new ChainShape(
        newBatch, height, width, channels, activation, pooling, window, stride, pad, thenGlobal);
  }

  /**
   * {@return the same chain over another number of channels}
   *
   * @param newChannels number of channels C, at least 1
   */
  public ChainShape withChannels(int newChannels) {
    return new ChainShape(
        batch, height, width, newChannels, activation, pooling, window, stride, pad, thenGlobal);
  }

  /**
   * {@return the same chain with another activation}
   *
   * @param newActivation what is computed of {@code kappa a + shift}
   */
  public ChainShape withActivation(Activation newActivation) {
    return new ChainShape(
        batch, height, width, channels, newActivation, pooling, window, stride, pad, thenGlobal);
  }

  /**
   * {@return the chain behind a padding that was laid around the map, which it no longer has}
   * {@code [N, H + rows, W + columns, C]}.
   */
  public ChainShape padded() {
    return new ChainShape(
        batch,
        height + pad.rows(),
        width + pad.columns(),
        channels,
        activation,
        pooling,
        window,
        stride,
        Padding.NONE,
        thenGlobal);
  }

  /** {@return the same chain without the global average behind its windowed pooling} */
  public ChainShape withoutGlobal() {
    return new ChainShape(
        batch, height, width, channels, activation, pooling, window, stride, pad, false);
  }
}
