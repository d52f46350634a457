package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import org.morphoscope.net.Activation;

/**
 * Chains without pooling: the loops of {@link PixelLoops}, or those of {@link CappedLoops} for
 * ReLU6. Which, is asked once a loop and never within one.
 */
final class FlatLoops {
  private FlatLoops() {}

  /** See {@link PixelLoops#forward}. */
  static void forward(
      ByteBuffer a,
      ByteBuffer z,
      int from,
      int to,
      int shift,
      Activation activation,
      float[] k,
      float[] s,
      int tile) {
    if (activation == Activation.RELU6) {
      CappedLoops.forward(a, z, from, to, shift, k, s, tile);
    } else {
      PixelLoops.forward(a, z, from, to, shift, activation == Activation.RELU, k, s, tile);
    }
  }

  /** See {@link PixelLoops#backward}. */
  static void backward(
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
    if (activation == Activation.RELU6) {
      CappedLoops.backward(a, gz, ga, from, to, shift, k, s, p, tile);
    } else {
      PixelLoops.backward(a, gz, ga, from, to, shift, activation == Activation.RELU, k, s, p, tile);
    }
  }

  /** See {@link PixelLoops#backwardAffine}. */
  static void backwardAffine(
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
    if (activation == Activation.RELU6) {
      CappedLoops.backwardAffine(a, gz, ga, from, to, shift, k, s, p, q, r, tile);
    } else {
      PixelLoops.backwardAffine(
          a, gz, ga, from, to, shift, activation == Activation.RELU, k, s, p, q, r, tile);
    }
  }

  /** See {@link PixelLoops#backwardSums}. */
  static void backwardSums(
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
    if (activation == Activation.RELU6) {
      CappedLoops.backwardSums(a, gz, from, to, shift, k, s, o, tiles, accG, accGa, sumG, sumGa);
    } else {
      PixelLoops.backwardSums(
          a,
          gz,
          from,
          to,
          shift,
          activation == Activation.RELU,
          k,
          s,
          o,
          tiles,
          accG,
          accGa,
          sumG,
          sumGa);
    }
  }

  /** See {@link PixelLoops#splitDelta}. */
  static void splitDelta(
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
    if (activation == Activation.RELU6) {
      CappedLoops.splitDelta(a, b, dz, from, to, shift, k, s, tile);
    } else {
      PixelLoops.splitDelta(a, b, dz, from, to, shift, activation == Activation.RELU, k, s, tile);
    }
  }

  /** See {@link PixelLoops#splitGradient}. */
  static void splitGradient(
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
    if (activation == Activation.RELU6) {
      CappedLoops.splitGradient(a, b, r, gb, from, to, shift, k, s, half, tile);
    } else {
      PixelLoops.splitGradient(
          a, b, r, gb, from, to, shift, activation == Activation.RELU, k, s, half, tile);
    }
  }

  /** See {@link PixelLoops#children}. */
  static void children(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer plus,
      ByteBuffer minus,
      int to,
      Activation activation,
      float[] k,
      float[] s,
      int tile) {
    if (activation == Activation.RELU6) {
      CappedLoops.children(a, b, plus, minus, to, k, s, tile);
    } else {
      PixelLoops.children(a, b, plus, minus, to, activation == Activation.RELU, k, s, tile);
    }
  }

  /** See {@link PixelLoops#childrenBackward}. */
  static void childrenBackward(
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
    if (activation == Activation.RELU6) {
      CappedLoops.childrenBackward(a, b, gPlus, gMinus, gb, to, k, s, half, tile);
    } else {
      PixelLoops.childrenBackward(
          a, b, gPlus, gMinus, gb, to, activation == Activation.RELU, k, s, half, tile);
    }
  }
}
