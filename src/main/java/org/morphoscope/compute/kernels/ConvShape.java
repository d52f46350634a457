package org.morphoscope.compute.kernels;

import org.morphoscope.net.Padding;
import org.morphoscope.text.Texts;

/**
 * One convolution without bias: {@code a = w * x} with square kernel and explicit zero padding.
 *
 * <p>Batch, height and width are of the input; the output is {@code [N, H', W', O]} with {@code H'
 * = (H + pad - k) / stride + 1}. Weights are {@code [O, I, k, k]}.
 *
 * @param batch number of images N
 * @param inHeight input height in pixels
 * @param inWidth input width in pixels
 * @param inChannels input channels I
 * @param outChannels output channels O
 * @param kernel side of the kernel in pixels
 * @param stride step in pixels, the same in both directions
 * @param pad zero padding in pixels
 * @param groups 1, or the number of channels of a depthwise convolution (I = O): every output
 *     channel then reads the input channel of the same index, and weights are {@code [O, 1, k, k]}
 */
public record ConvShape(
    int batch,
    int inHeight,
    int inWidth,
    int inChannels,
    int outChannels,
    int kernel,
    int stride,
    Padding pad,
    int groups) {

  /**
   * With the same padding on every side.
   *
   * @param batch number of images N
   * @param inHeight input height in pixels
   * @param inWidth input width in pixels
   * @param inChannels input channels I
   * @param outChannels output channels O
   * @param kernel side of the kernel in pixels
   * @param stride step in pixels, the same in both directions
   * @param pad zero padding in pixels
   * @param groups 1, or the number of channels of a depthwise convolution (I = O)
   */
  public ConvShape(
      int batch,
      int inHeight,
      int inWidth,
      int inChannels,
      int outChannels,
      int kernel,
      int stride,
      int pad,
      int groups) {
    this(
        batch, inHeight, inWidth, inChannels, outChannels, kernel, stride, Padding.of(pad), groups);
  }

  /**
   * A convolution that mixes all channels.
   *
   * @param batch number of images N
   * @param inHeight input height in pixels
   * @param inWidth input width in pixels
   * @param inChannels input channels I
   * @param outChannels output channels O
   * @param kernel side of the kernel in pixels
   * @param stride step in pixels, the same in both directions
   * @param pad zero padding in pixels
   */
  public ConvShape(
      int batch,
      int inHeight,
      int inWidth,
      int inChannels,
      int outChannels,
      int kernel,
      int stride,
      int pad) {
    this(batch, inHeight, inWidth, inChannels, outChannels, kernel, stride, pad, 1);
  }

  /**
   * Checks that the grouping is none or depthwise and that a window fits into the padded input.
   *
   * @param batch number of images N
   * @param inHeight input height in pixels
   * @param inWidth input width in pixels
   * @param inChannels input channels I
   * @param outChannels output channels O
   * @param kernel side of the kernel in pixels
   * @param stride step in pixels, the same in both directions
   * @param pad zero padding in pixels
   * @param groups 1, or the number of channels of a depthwise convolution (I = O)
   */
  public ConvShape {
    if (groups != 1 && (groups != inChannels || groups != outChannels)) {
      throw new IllegalArgumentException(
          Texts.of(
              "a depthwise convolution has as many groups as channels in and out, got %d groups, %d -> %d channels",
              groups, inChannels, outChannels));
    }
    if (batch < 1 || inChannels < 1 || outChannels < 1 || kernel < 1 || stride < 1) {
      throw new IllegalArgumentException(
          Texts.of(
              "a convolution needs positive sizes, got batch %d, %d -> %d channels, kernel %d, stride %d, pad %s",
              batch, inChannels, outChannels, kernel, stride, pad));
    }
    if (inHeight + pad.rows() < kernel || inWidth + pad.columns() < kernel) {
      throw new IllegalArgumentException(
          Texts.of(
              "kernel %d does not fit into %d x %d pixels with padding %s",
              kernel, inHeight, inWidth, pad));
    }
  }

  /**
   * {@return {@code H' = (H + pad - k) / stride + 1}, rounded down: what is left at the bottom is
   * not read}
   */
  public int outHeight() {
    return (inHeight + pad.rows() - kernel) / stride + 1;
  }

  /** {@return {@code W'}, likewise} */
  public int outWidth() {
    return (inWidth + pad.columns() - kernel) / stride + 1;
  }

  /**
   * {@return the multiply-accumulates of the forward pass over the whole batch} {@code N H' W' O (I
   * / groups) k k}; each gradient costs as many.
   */
  public long multiplyAccumulates() {
    return (long) batch
        * outHeight()
        * outWidth()
        * outChannels
        * (inChannels / groups)
        * kernel
        * kernel;
  }

  /**
   * {@return the same convolution with another number of filters}
   *
   * @param channels number of output channels O
   */
  public ConvShape withOutChannels(int channels) {
    return new ConvShape(batch, inHeight, inWidth, inChannels, channels, kernel, stride, pad, 1);
  }

  /**
   * {@return the same convolution over another number of channels}
   *
   * @param channels number of input channels I
   */
  public ConvShape withInChannels(int channels) {
    return new ConvShape(batch, inHeight, inWidth, channels, outChannels, kernel, stride, pad, 1);
  }

  /**
   * {@return the same depthwise convolution of another number of channels}
   *
   * @param channels number of channels, as many in as out
   */
  public ConvShape withDepthwiseChannels(int channels) {
    return new ConvShape(
        batch, inHeight, inWidth, channels, channels, kernel, stride, pad, channels);
  }

  /**
   * {@return the same convolution of another number of images}
   *
   * @param newBatch number of images N, at least 1
   */
  public ConvShape withBatch(int newBatch) {
    return new ConvShape(
        newBatch, inHeight, inWidth, inChannels, outChannels, kernel, stride, pad, groups);
  }
}
