package org.morphoscope.compute.kernels;

import org.morphoscope.text.Texts;

/**
 * What stands between a convolution's output {@code a} and the next consumer's input {@code z}, the
 * same for every channel: {@code u = kappa_c a + shift_c}, then ReLU (or nothing), then pooling.
 *
 * @param batch number of images N
 * @param height height of {@code a} in pixels
 * @param width width of {@code a} in pixels
 * @param channels channels C
 * @param relu whether a ReLU follows the affine map
 * @param pooling what follows the ReLU
 * @param window side of the pooling window in pixels (1 for {@code NONE}; ignored for {@code
 *     GLOBAL})
 * @param stride step of the pooling window in pixels; an incomplete last window is dropped
 * @param thenGlobal whether a global average follows a windowed pooling
 */
public record ChainShape(
    int batch,
    int height,
    int width,
    int channels,
    boolean relu,
    Pooling pooling,
    int window,
    int stride,
    boolean thenGlobal) {

  /** Pooling at the end of a chain. {@code GLOBAL} averages over all positions. */
  public enum Pooling {
    NONE,
    MAX,
    AVERAGE,
    GLOBAL
  }

  /** A chain with at most one pooling. */
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

  public ChainShape {
    if (batch < 1 || height < 1 || width < 1 || channels < 1 || window < 1 || stride < 1) {
      throw new IllegalArgumentException("a chain needs positive sizes");
    }
    boolean windowed = pooling == Pooling.MAX || pooling == Pooling.AVERAGE;
    if (thenGlobal && !windowed) {
      throw new IllegalArgumentException("only a windowed pooling is followed by a global one");
    }
    if (windowed && (window > height || window > width)) {
      throw new IllegalArgumentException(
          Texts.of("pooling window %d does not fit into %d x %d pixels", window, height, width));
    }
  }

  /** Height of {@code z}. */
  public int outHeight() {
    return thenGlobal ? 1 : windowedHeight();
  }

  private int windowedHeight() {
    return switch (pooling) {
      case NONE -> height;
      case GLOBAL -> 1;
      case MAX, AVERAGE -> (height - window) / stride + 1;
    };
  }

  /** Width of {@code z}. */
  public int outWidth() {
    return thenGlobal ? 1 : windowedWidth();
  }

  private int windowedWidth() {
    return switch (pooling) {
      case NONE -> width;
      case GLOBAL -> 1;
      case MAX, AVERAGE -> (width - window) / stride + 1;
    };
  }

  public ChainShape withBatch(int newBatch) {
    return new ChainShape(
        newBatch, height, width, channels, relu, pooling, window, stride, thenGlobal);
  }

  /** The same chain over another number of channels. */
  public ChainShape withChannels(int newChannels) {
    return new ChainShape(
        batch, height, width, newChannels, relu, pooling, window, stride, thenGlobal);
  }

  /** The same chain without the global average behind its windowed pooling. */
  public ChainShape withoutGlobal() {
    return new ChainShape(batch, height, width, channels, relu, pooling, window, stride, false);
  }
}
