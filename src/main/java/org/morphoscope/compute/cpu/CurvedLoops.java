package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import org.morphoscope.net.Activation;

/**
 * The loops of {@link PixelLoops} for activations whose gradient is no matter of all or nothing:
 * apart, so that those of ReLU stay as short as they are. A part of the arrays goes through scratch
 * memory that stays in the first-level cache: u or both children there, then {@link Curves}, then
 * the loop of a chain without activation. Arguments are those of {@link FlatLoops}.
 */
final class CurvedLoops {
  /** Tiles of a part. */
  private static final int TILES = 4;

  private final ImageScratch scratch = new ImageScratch();
  private final PartLoops loops = new PartLoops();
  private final Curves curves = new Curves();
  private float[] zeros = {};

  /** {@code z = phi(u)}. */
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
    for (int base = from; base < to; base += TILES * tile) {
      int end = Math.min(to, base + TILES * tile);
      ByteBuffer u = affine(0, a, base, end, k, s, tile);
      curves.values(activation, u, u, end - base);
      copy(u, 0, z, base - shift, end - base);
    }
  }

  /** {@code ga = p phi'(u) gz}. */
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
    for (int base = from; base < to; base += TILES * tile) {
      int end = Math.min(to, base + TILES * tile);
      ByteBuffer gu = gated(activation, a, gz, base, end, shift, k, s, tile);
      loops.scale(gu, ga, base, end, p, tile);
    }
  }

  /** {@code ga = p gu + q a + r}, {@code gu = phi'(u) gz}. */
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
    for (int base = from; base < to; base += TILES * tile) {
      int end = Math.min(to, base + TILES * tile);
      ByteBuffer gu = gated(activation, a, gz, base, end, shift, k, s, tile);
      PixelLoops.backwardAffine(a, gu, ga, base, end, base, false, k, s, p, q, r, tile);
    }
  }

  /** Adds {@code sum gu} and {@code sum gu (a - o)}. */
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
    int tile = tiles.length();
    for (int base = from; base < to; base += TILES * tile) {
      int end = Math.min(to, base + TILES * tile);
      ByteBuffer gu = gated(activation, a, gz, base, end, shift, k, s, tile);
      PixelLoops.backwardSums(
          a, gu, base, end, base, false, k, s, o, tiles, accG, accGa, sumG, sumGa);
    }
  }

  /** {@code dz = (phi(u + d) + phi(u - d)) / 2 - phi(u)}. */
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
    for (int base = from; base < to; base += TILES * tile) {
      int end = Math.min(to, base + TILES * tile);
      int length = end - base;
      children(a, b, base, end, k, s, tile);
      for (int slot = 0; slot < 3; slot++) {
        curves.values(
            activation, scratch.floats(slot, length), scratch.floats(slot, length), length);
      }
      ByteBuffer z = scratch.floats(0, length);
      loops.childrenDelta(scratch.floats(1, length), scratch.floats(2, length), z, length);
      copy(z, 0, dz, base - shift, length);
    }
  }

  /** {@code gb = k (phi'(u + d) gPlus - phi'(u - d) gMinus) / 2}; for a split both are r. */
  void splitGradient(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer gPlus,
      ByteBuffer gMinus,
      ByteBuffer gb,
      int from,
      int to,
      int shift,
      Activation activation,
      float[] k,
      float[] s,
      float[] half,
      int tile) {
    for (int base = from; base < to; base += TILES * tile) {
      int end = Math.min(to, base + TILES * tile);
      int length = end - base;
      children(a, b, base, end, k, s, tile);
      ByteBuffer plus = scratch.floats(1, length);
      ByteBuffer minus = scratch.floats(2, length);
      ByteBuffer g = scratch.floats(3, length);
      copy(gPlus, base - shift, g, 0, length);
      curves.gate(activation, plus, g, plus, length);
      copy(gMinus, base - shift, g, 0, length);
      curves.gate(activation, minus, g, minus, length);
      loops.subtract(minus, plus, length);
      loops.scale(plus, gb, base, end, half, tile);
    }
  }

  /** {@code plus = phi(u + d)}, {@code minus = phi(u - d)}. */
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
    for (int base = 0; base < to; base += TILES * tile) {
      int end = Math.min(to, base + TILES * tile);
      int length = end - base;
      children(a, b, base, end, k, s, tile);
      for (int slot = 1; slot < 3; slot++) {
        ByteBuffer child = scratch.floats(slot, length);
        curves.values(activation, child, child, length);
        copy(child, 0, slot == 1 ? plus : minus, base, length);
      }
    }
  }

  /** {@code phi'(u) gz} of a part, in slot 1. */
  private ByteBuffer gated(
      Activation activation,
      ByteBuffer a,
      ByteBuffer gz,
      int base,
      int end,
      int shift,
      float[] k,
      float[] s,
      int tile) {
    ByteBuffer u = affine(0, a, base, end, k, s, tile);
    ByteBuffer g = scratch.floats(1, end - base);
    copy(gz, base - shift, g, 0, end - base);
    curves.gate(activation, u, g, g, end - base);
    return g;
  }

  /** {@code u}, {@code u + d} and {@code u - d} of a part in slots 0, 1 and 2; d = k b. */
  private void children(
      ByteBuffer a, ByteBuffer b, int base, int end, float[] k, float[] s, int tile) {
    if (zeros.length < tile) {
      zeros = new float[tile];
    }
    ByteBuffer u = affine(0, a, base, end, k, s, tile);
    ByteBuffer minus = affine(2, b, base, end, k, zeros, tile);
    loops.children(u, scratch.floats(1, end - base), minus, end - base);
  }

  private ByteBuffer affine(
      int slot, ByteBuffer v, int base, int end, float[] k, float[] s, int tile) {
    ByteBuffer part = scratch.floats(slot, end - base);
    loops.affine(v, part, base, end, k, s, tile);
    return part;
  }

  /** Elements, from one place to another. */
  private static void copy(ByteBuffer from, int at, ByteBuffer to, int target, int length) {
    to.put(target * Float.BYTES, from, at * Float.BYTES, length * Float.BYTES);
  }
}
