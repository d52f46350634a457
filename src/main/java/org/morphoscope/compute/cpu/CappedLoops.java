package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.LANES;
import static org.morphoscope.compute.cpu.ChannelTile.SPECIES;
import static org.morphoscope.compute.cpu.PixelLoops.affine;
import static org.morphoscope.compute.cpu.PixelLoops.get;
import static org.morphoscope.compute.cpu.PixelLoops.load;
import static org.morphoscope.compute.cpu.PixelLoops.put;
import static org.morphoscope.compute.cpu.PixelLoops.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops of {@link PixelLoops} for ReLU6, {@code relu6(u) = min(max(u, 0), 6)}: apart, so that
 * those of ReLU, which nearly every net has, stay as short as they are.
 *
 * <p>Both bounds are bit masks: {@code -u as bits >> 31} is all ones where {@code u > 0}, {@code u
 * - 6 as bits >> 31} where {@code u < 6}. The gradient is 0 at 0 and at 6.
 */
final class CappedLoops {
  private static final float SIX = 6;

  private CappedLoops() {}

  /** {@code u = relu6(u)} for the first elements of scratch memory, which has a vector to spare. */
  static void clampAll(ByteBuffer u, int length) {
    FloatVector six = FloatVector.broadcast(SPECIES, SIX);
    for (int i = 0; i < length; i += LANES) {
      store(u, i, clampFinite(load(u, i), six));
    }
  }

  /** {@code gu = 0} where relu6 does not let u through, in scratch memory. */
  static void gateAll(ByteBuffer u, ByteBuffer gu, int length) {
    FloatVector six = FloatVector.broadcast(SPECIES, SIX);
    for (int i = 0; i < length; i += LANES) {
      store(gu, i, gate(load(gu, i), load(u, i), six));
    }
  }

  /** {@code z = relu6(k a + s)}, {@code z[i - shift]} from {@code a[i]} for i in [from, to). */
  static void forward(
      ByteBuffer a, ByteBuffer z, int from, int to, int shift, float[] k, float[] s, int tile) {
    FloatVector six = FloatVector.broadcast(SPECIES, SIX);
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        store(z, base + j - shift, clampFinite(u, six));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        put(z, base + j - shift, clampFinite(u));
      }
    }
  }

  /** {@code ga = p gu} for i in [from, to), with {@code gz[i - shift]}. */
  static void backward(
      ByteBuffer a,
      ByteBuffer gz,
      ByteBuffer ga,
      int from,
      int to,
      int shift,
      float[] k,
      float[] s,
      float[] p,
      int tile) {
    FloatVector six = FloatVector.broadcast(SPECIES, SIX);
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        FloatVector gu = gate(load(gz, base + j - shift), u, six);
        store(ga, base + j, gu.mul(FloatVector.fromArray(SPECIES, p, j)));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        put(ga, base + j, gate(get(gz, base + j - shift), u) * p[j]);
      }
    }
  }

  /** {@code ga = p gu + q a + r} for i in [from, to), with {@code gz[i - shift]}. */
  static void backwardAffine(
      ByteBuffer a,
      ByteBuffer gz,
      ByteBuffer ga,
      int from,
      int to,
      int shift,
      float[] k,
      float[] s,
      float[] p,
      float[] q,
      float[] r,
      int tile) {
    FloatVector six = FloatVector.broadcast(SPECIES, SIX);
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector va = load(a, base + j);
        FloatVector gu = gate(load(gz, base + j - shift), affine(va, k, s, j), six);
        store(ga, base + j, affine(gu, p, affine(va, q, r, j), j));
      }
      for (; j < end; j++) {
        float va = get(a, base + j);
        float gu = gate(get(gz, base + j - shift), Math.fma(va, k[j], s[j]));
        put(ga, base + j, Math.fma(gu, p[j], Math.fma(va, q[j], r[j])));
      }
    }
  }

  /**
   * Adds {@code gu} to sumG and {@code gu (a - o)} to sumGa over [from, to), {@code gz[i - shift]}.
   */
  static void backwardSums(
      ByteBuffer a,
      ByteBuffer gz,
      int from,
      int to,
      int shift,
      float[] k,
      float[] s,
      float[] o,
      ChannelTile tiles,
      float[] accG,
      float[] accGa,
      double[] sumG,
      double[] sumGa) {
    FloatVector six = FloatVector.broadcast(SPECIES, SIX);
    int tile = tiles.length();
    for (int start = from; start < to; start += tiles.flushInterval()) {
      int stop = Math.min(to, start + tiles.flushInterval());
      for (int base = start; base < stop; base += tile) {
        int end = Math.min(tile, stop - base);
        int whole = end - end % LANES;
        int j = 0;
        for (; j < whole; j += LANES) {
          FloatVector va = load(a, base + j);
          FloatVector gu = gate(load(gz, base + j - shift), affine(va, k, s, j), six);
          FloatVector.fromArray(SPECIES, accG, j).add(gu).intoArray(accG, j);
          va.sub(FloatVector.fromArray(SPECIES, o, j))
              .fma(gu, FloatVector.fromArray(SPECIES, accGa, j))
              .intoArray(accGa, j);
        }
        for (; j < end; j++) {
          float va = get(a, base + j);
          float gu = gate(get(gz, base + j - shift), Math.fma(va, k[j], s[j]));
          accG[j] += gu;
          accGa[j] += gu * (va - o[j]);
        }
      }
      tiles.flush(accG, stop - start, sumG);
      tiles.flush(accGa, stop - start, sumGa);
    }
  }

  /**
   * {@code dz = (relu6(u + d) + relu6(u - d)) / 2 - relu6(u)}, {@code d = k b}, {@code dz[i -
   * shift]} for i in [from, to).
   */
  static void splitDelta(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer dz,
      int from,
      int to,
      int shift,
      float[] k,
      float[] s,
      int tile) {
    FloatVector six = FloatVector.broadcast(SPECIES, SIX);
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        FloatVector d = load(b, base + j).mul(FloatVector.fromArray(SPECIES, k, j));
        FloatVector plus = u.add(d);
        FloatVector minus = u.sub(d);
        FloatVector sum = clamp(plus, six).add(clamp(minus, six));
        store(dz, base + j - shift, sum.mul(0.5f).sub(clamp(u, six)));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        float d = get(b, base + j) * k[j];
        float sum = clamp(u + d) + clamp(u - d);
        put(dz, base + j - shift, 0.5f * sum - clamp(u));
      }
    }
  }

  /**
   * {@code gb = k ([0 < u + d < 6] r - [0 < u - d < 6] r) / 2}, with {@code half = k / 2} and
   * {@code r[i - shift]}, for i in [from, to).
   */
  static void splitGradient(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer r,
      ByteBuffer gb,
      int from,
      int to,
      int shift,
      float[] k,
      float[] s,
      float[] half,
      int tile) {
    FloatVector six = FloatVector.broadcast(SPECIES, SIX);
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        FloatVector d = load(b, base + j).mul(FloatVector.fromArray(SPECIES, k, j));
        FloatVector vr = load(r, base + j - shift);
        FloatVector gu = gate(vr, u.add(d), six).sub(gate(vr, u.sub(d), six));
        store(gb, base + j, gu.mul(FloatVector.fromArray(SPECIES, half, j)));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        float d = get(b, base + j) * k[j];
        float vr = get(r, base + j - shift);
        put(gb, base + j, (gate(vr, u + d) - gate(vr, u - d)) * half[j]);
      }
    }
  }

  /**
   * {@code plus = relu6(u + d)}, {@code minus = relu6(u - d)}, {@code d = k b}, for i in [0, to).
   */
  static void children(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer plus,
      ByteBuffer minus,
      int to,
      float[] k,
      float[] s,
      int tile) {
    FloatVector six = FloatVector.broadcast(SPECIES, SIX);
    for (int base = 0; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        FloatVector d = load(b, base + j).mul(FloatVector.fromArray(SPECIES, k, j));
        store(plus, base + j, clampFinite(u.add(d), six));
        store(minus, base + j, clampFinite(u.sub(d), six));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        float d = get(b, base + j) * k[j];
        put(plus, base + j, clampFinite(u + d));
        put(minus, base + j, clampFinite(u - d));
      }
    }
  }

  /**
   * {@code gb = k ([0 < u + d < 6] gPlus - [0 < u - d < 6] gMinus) / 2}, with {@code half = k / 2}.
   */
  static void childrenBackward(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer gPlus,
      ByteBuffer gMinus,
      ByteBuffer gb,
      int to,
      float[] k,
      float[] s,
      float[] half,
      int tile) {
    FloatVector six = FloatVector.broadcast(SPECIES, SIX);
    for (int base = 0; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        FloatVector d = load(b, base + j).mul(FloatVector.fromArray(SPECIES, k, j));
        FloatVector g =
            gate(load(gPlus, base + j), u.add(d), six)
                .sub(gate(load(gMinus, base + j), u.sub(d), six));
        store(gb, base + j, g.mul(FloatVector.fromArray(SPECIES, half, j)));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        float d = get(b, base + j) * k[j];
        float g = gate(get(gPlus, base + j), u + d) - gate(get(gMinus, base + j), u - d);
        put(gb, base + j, g * half[j]);
      }
    }
  }

  /** {@code v} where {@code 0 < u < 6}, else 0. */
  private static FloatVector gate(FloatVector v, FloatVector u, FloatVector six) {
    IntVector open = sign(FloatVector.zero(SPECIES).sub(u)).and(sign(u.sub(six)));
    return v.reinterpretAsInts().and(open).reinterpretAsFloats();
  }

  private static float gate(float v, float u) {
    return u > 0 && u < SIX ? v : 0f;
  }

  /** {@code relu6(u)} where u is a number. */
  private static FloatVector clamp(FloatVector u, FloatVector six) {
    IntVector below = sign(u.sub(six));
    IntVector open = sign(FloatVector.zero(SPECIES).sub(u)).and(below);
    IntVector above = six.reinterpretAsInts().lanewise(VectorOperators.AND_NOT, below);
    return u.reinterpretAsInts().and(open).or(above).reinterpretAsFloats();
  }

  /** The same for the elements behind the last whole vector. */
  private static float clamp(float u) {
    return u > 0 ? Math.min(u, SIX) : 0f;
  }

  /** {@code relu6(u)}; NaN where u is not finite, as a diverged net's. */
  private static FloatVector clampFinite(FloatVector u, FloatVector six) {
    return u.fma(FloatVector.zero(SPECIES), clamp(u, six));
  }

  private static float clampFinite(float u) {
    return Math.fma(u, 0f, clamp(u));
  }

  /** All ones where v is negative. */
  private static IntVector sign(FloatVector v) {
    return v.reinterpretAsInts().lanewise(VectorOperators.ASHR, 31);
  }
}
