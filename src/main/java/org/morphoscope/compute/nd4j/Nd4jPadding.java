package org.morphoscope.compute.nd4j;

import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Scratch;
import org.morphoscope.net.Padding;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Unequal zero padding, which ND4J's convolutions do not have, as a copy with zeros around it. */
final class Nd4jPadding {
  private Nd4jPadding() {}

  /**
   * The same convolution over an image that has its padding already. The output's size stays what
   * it was.
   */
  static ConvShape without(ConvShape s) {
    return new ConvShape(
        s.batch(),
        s.inHeight() + s.pad().rows(),
        s.inWidth() + s.pad().columns(),
        s.inChannels(),
        s.outChannels(),
        s.kernel(),
        s.stride(),
        Padding.NONE,
        s.groups());
  }

  /** x [N,H,W,C] with zeros around it. */
  static INDArray around(ConvShape s, INDArray x, Scratch scratch) {
    ConvShape whole = without(s);
    INDArray padded = scratch.zeros(s.batch(), whole.inHeight(), whole.inWidth(), s.inChannels());
    inner(s, padded).assign(x);
    return padded;
  }

  /**
   * The image within a padded one, as a view. Writing to it writes into the padded one; a
   * gradient's border is left behind.
   */
  static INDArray inner(ConvShape s, INDArray padded) {
    ConvShape whole = without(s);
    long channels = s.inChannels();
    long row = whole.inWidth() * channels;
    long[] shape = {s.batch(), s.inHeight(), s.inWidth(), channels};
    long[] strides = {whole.inHeight() * row, row, channels, 1};
    long first = s.pad().top() * row + s.pad().left() * channels;
    return Nd4j.create(padded.data(), shape, strides, padded.offset() + first, 'c');
  }
}
