package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import org.morphoscope.net.Activation;

/**
 * Chains without pooling: the loops of {@link PixelLoops}, those of {@link CappedLoops} for ReLU6,
 * or those of {@link CurvedLoops}, in whose memory one thread works. Which, is asked once a loop
 * and never within one.
 *
 * <p>Arguments are the same everywhere: elements {@code [from, to)} of the arrays of all images,
 * {@code from} where a channel 0 lies; tables of C numbers repeated to {@code tile} entries ({@link
 * ChannelTile}): k is kappa, s the shift, so {@code u = k a + s}. What lies in scratch memory
 * begins at 0 there and is met at {@code i - shift}.
 */
final class FlatLoops {
  private final CurvedLoops curved = new CurvedLoops();

  /** See {@link PixelLoops#forward}. {@code z = phi(u)}. */
  void forward(
      ByteBuffer a,
      ByteBuffer z,
      int from,
      int to,
      int shift,
      Activation activation,
      float[] k,
      float[] s,
      int tile) {
    if (activation.curved()) {
      curved.forward(a, z, from, to, shift, activation, k, s, tile);
    } else if (activation.kind() == Activation.Kind.RELU6) {
      CappedLoops.forward(a, z, from, to, shift, k, s, tile);
    } else {
      PixelLoops.forward(a, z, from, to, shift, relu(activation), k, s, tile);
    }
  }

  /**
   * See {@link PixelLoops#backward}. {@code ga = p phi'(u) gz}, with {@code p = kappa} in a frozen
   * pass.
   */
  void backward(
      ByteBuffer a,
      ByteBuffer gz,
      ByteBuffer ga,
      int from,
      int to,
      int shift,
      Activation activation,
      float[] k,
      float[] s,
      float[] p,
      int tile) {
    if (activation.curved()) {
      curved.backward(a, gz, ga, from, to, shift, activation, k, s, p, tile);
    } else if (activation.kind() == Activation.Kind.RELU6) {
      CappedLoops.backward(a, gz, ga, from, to, shift, k, s, p, tile);
    } else {
      PixelLoops.backward(a, gz, ga, from, to, shift, relu(activation), k, s, p, tile);
    }
  }

  /**
   * See {@link PixelLoops#backwardAffine}. {@code ga = p gu + q a + r}, {@code gu = phi'(u) gz}: a
   * training BatchNorm's backward.
   */
  void backwardAffine(
      ByteBuffer a,
      ByteBuffer gz,
      ByteBuffer ga,
      int from,
      int to,
      int shift,
      Activation activation,
      float[] k,
      float[] s,
      float[] p,
      float[] q,
      float[] r,
      int tile) {
    if (activation.curved()) {
      curved.backwardAffine(a, gz, ga, from, to, shift, activation, k, s, p, q, r, tile);
    } else if (activation.kind() == Activation.Kind.RELU6) {
      CappedLoops.backwardAffine(a, gz, ga, from, to, shift, k, s, p, q, r, tile);
    } else {
      PixelLoops.backwardAffine(a, gz, ga, from, to, shift, relu(activation), k, s, p, q, r, tile);
    }
  }

  /**
   * See {@link PixelLoops#backwardSums}. {@code sum gu} and {@code sum gu (a - o)} per channel,
   * over all images and positions.
   *
   * @param accG zeros of a tile's length, cleared again at the end
   * @param accGa likewise
   * @param sumG {@code [C]}, added to
   * @param sumGa {@code [C]}, added to
   */
  void backwardSums(
      ByteBuffer a,
      ByteBuffer gz,
      int from,
      int to,
      int shift,
      Activation activation,
      float[] k,
      float[] s,
      float[] o,
      ChannelTile tiles,
      float[] accG,
      float[] accGa,
      double[] sumG,
      double[] sumGa) {
    if (activation.curved()) {
      curved.backwardSums(
          a, gz, from, to, shift, activation, k, s, o, tiles, accG, accGa, sumG, sumGa);
    } else if (activation.kind() == Activation.Kind.RELU6) {
      CappedLoops.backwardSums(a, gz, from, to, shift, k, s, o, tiles, accG, accGa, sumG, sumGa);
    } else {
      PixelLoops.backwardSums(
          a, gz, from, to, shift, relu(activation), k, s, o, tiles, accG, accGa, sumG, sumGa);
    }
  }

  /**
   * See {@link PixelLoops#splitDelta}. {@code dz = (phi(u + d) + phi(u - d)) / 2 - phi(u)}, {@code
   * d = k b} (method.md section 3.1).
   */
  void splitDelta(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer dz,
      int from,
      int to,
      int shift,
      Activation activation,
      float[] k,
      float[] s,
      int tile) {
    if (activation.curved()) {
      curved.splitDelta(a, b, dz, from, to, shift, activation, k, s, tile);
    } else if (activation.kind() == Activation.Kind.RELU6) {
      CappedLoops.splitDelta(a, b, dz, from, to, shift, k, s, tile);
    } else {
      PixelLoops.splitDelta(a, b, dz, from, to, shift, relu(activation), k, s, tile);
    }
  }

  /**
   * See {@link PixelLoops#splitGradient}. {@code gb = k (phi'(u + d) - phi'(u - d)) r / 2}, {@code
   * half = k / 2} (method.md section 5).
   *
   * @param r the multiplier, met at {@code i - shift}
   * @param gb may be b
   */
  void splitGradient(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer r,
      ByteBuffer gb,
      int from,
      int to,
      int shift,
      Activation activation,
      float[] k,
      float[] s,
      float[] half,
      int tile) {
    if (activation.curved()) {
      curved.splitGradient(a, b, r, r, gb, from, to, shift, activation, k, s, half, tile);
    } else if (activation.kind() == Activation.Kind.RELU6) {
      CappedLoops.splitGradient(a, b, r, gb, from, to, shift, k, s, half, tile);
    } else {
      PixelLoops.splitGradient(a, b, r, gb, from, to, shift, relu(activation), k, s, half, tile);
    }
  }

  /**
   * See {@link PixelLoops#children}. {@code plus = phi(u + d)}, {@code minus = phi(u - d)}.
   *
   * @param to elements of a and of both children
   */
  void children(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer plus,
      ByteBuffer minus,
      int to,
      Activation activation,
      float[] k,
      float[] s,
      int tile) {
    if (activation.curved()) {
      curved.children(a, b, plus, minus, to, activation, k, s, tile);
    } else if (activation.kind() == Activation.Kind.RELU6) {
      CappedLoops.children(a, b, plus, minus, to, k, s, tile);
    } else {
      PixelLoops.children(a, b, plus, minus, to, relu(activation), k, s, tile);
    }
  }

  /**
   * See {@link PixelLoops#childrenBackward}. {@code gb = k (phi'(u + d) gPlus - phi'(u - d) gMinus)
   * / 2}.
   *
   * @param gPlus gradient in the child plus
   * @param gMinus gradient in the child minus
   * @param gb may be b
   */
  void childrenBackward(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer gPlus,
      ByteBuffer gMinus,
      ByteBuffer gb,
      int to,
      Activation activation,
      float[] k,
      float[] s,
      float[] half,
      int tile) {
    if (activation.curved()) {
      curved.splitGradient(a, b, gPlus, gMinus, gb, 0, to, 0, activation, k, s, half, tile);
    } else if (activation.kind() == Activation.Kind.RELU6) {
      CappedLoops.childrenBackward(a, b, gPlus, gMinus, gb, to, k, s, half, tile);
    } else {
      PixelLoops.childrenBackward(a, b, gPlus, gMinus, gb, to, relu(activation), k, s, half, tile);
    }
  }

  private static boolean relu(Activation activation) {
    return activation.kind() == Activation.Kind.RELU;
  }
}
