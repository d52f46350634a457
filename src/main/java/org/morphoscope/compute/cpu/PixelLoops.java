package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.LANES;
import static org.morphoscope.compute.cpu.ChannelTile.SPECIES;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Chains without pooling, as fused loops over {@code [N, H, W, C]}.
 *
 * <p>Each loop runs tile by tile, in whole vectors and, in the last tile only, a scalar tail. The
 * ReLU is a bit mask, {@code open = (-u as bits) >> 31}: all ones where {@code u > 0}, two
 * instructions, where vector masks and {@code max} are slow on JDK 17. {@code -u} is computed as
 * {@code 0 - u}, so that zero is closed. Going forward, {@code 0 u} is added: it lets the NaN of a
 * diverged net through, which a ReLU alone would hide.
 */
final class PixelLoops {
  private PixelLoops() {}

  /** {@code z = relu(k a + s)}, {@code z[i - shift]} from {@code a[i]} for i in [from, to). */
  static void forward(
      ByteBuffer a,
      ByteBuffer z,
      int from,
      int to,
      int shift,
      boolean relu,
      float[] k,
      float[] s,
      int tile) {
    int always = relu ? 0 : -1;
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        store(z, base + j - shift, rectify(u, always));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        put(z, base + j - shift, rectify(u, always));
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
      boolean relu,
      float[] k,
      float[] s,
      float[] p,
      int tile) {
    int always = relu ? 0 : -1;
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        FloatVector gu = select(load(gz, base + j - shift), u, always);
        store(ga, base + j, gu.mul(FloatVector.fromArray(SPECIES, p, j)));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        put(ga, base + j, select(get(gz, base + j - shift), u, always) * p[j]);
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
      boolean relu,
      float[] k,
      float[] s,
      float[] p,
      float[] q,
      float[] r,
      int tile) {
    int always = relu ? 0 : -1;
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector va = load(a, base + j);
        FloatVector gu = select(load(gz, base + j - shift), affine(va, k, s, j), always);
        store(ga, base + j, affine(gu, p, affine(va, q, r, j), j));
      }
      for (; j < end; j++) {
        float va = get(a, base + j);
        float gu = select(get(gz, base + j - shift), Math.fma(va, k[j], s[j]), always);
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
      boolean relu,
      float[] k,
      float[] s,
      float[] o,
      ChannelTile tiles,
      float[] accG,
      float[] accGa,
      double[] sumG,
      double[] sumGa) {
    int always = relu ? 0 : -1;
    int tile = tiles.length();
    for (int start = from; start < to; start += tiles.flushInterval()) {
      int stop = Math.min(to, start + tiles.flushInterval());
      for (int base = start; base < stop; base += tile) {
        int end = Math.min(tile, stop - base);
        int whole = end - end % LANES;
        int j = 0;
        for (; j < whole; j += LANES) {
          FloatVector va = load(a, base + j);
          FloatVector gu = select(load(gz, base + j - shift), affine(va, k, s, j), always);
          FloatVector.fromArray(SPECIES, accG, j).add(gu).intoArray(accG, j);
          va.sub(FloatVector.fromArray(SPECIES, o, j))
              .fma(gu, FloatVector.fromArray(SPECIES, accGa, j))
              .intoArray(accGa, j);
        }
        for (; j < end; j++) {
          float va = get(a, base + j);
          float gu = select(get(gz, base + j - shift), Math.fma(va, k[j], s[j]), always);
          accG[j] += gu;
          accGa[j] += gu * (va - o[j]);
        }
      }
      tiles.flush(accG, stop - start, sumG);
      tiles.flush(accGa, stop - start, sumGa);
    }
  }

  /**
   * {@code dz = (relu(u + d) + relu(u - d)) / 2 - relu(u)}, {@code d = k b}, {@code dz[i - shift]}
   * for i in [from, to).
   */
  static void splitDelta(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer dz,
      int from,
      int to,
      int shift,
      boolean relu,
      float[] k,
      float[] s,
      int tile) {
    int always = relu ? 0 : -1;
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        FloatVector d = load(b, base + j).mul(FloatVector.fromArray(SPECIES, k, j));
        FloatVector plus = u.add(d);
        FloatVector minus = u.sub(d);
        FloatVector sum = select(plus, plus, always).add(select(minus, minus, always));
        store(dz, base + j - shift, sum.mul(0.5f).sub(select(u, u, always)));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        float d = get(b, base + j) * k[j];
        float sum = select(u + d, u + d, always) + select(u - d, u - d, always);
        put(dz, base + j - shift, 0.5f * sum - select(u, u, always));
      }
    }
  }

  /**
   * {@code gb = k ([u + d > 0] r - [u - d > 0] r) / 2}, with {@code half = k / 2} and {@code r[i -
   * shift]}, for i in [from, to).
   */
  static void splitGradient(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer r,
      ByteBuffer gb,
      int from,
      int to,
      int shift,
      boolean relu,
      float[] k,
      float[] s,
      float[] half,
      int tile) {
    int always = relu ? 0 : -1;
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        FloatVector d = load(b, base + j).mul(FloatVector.fromArray(SPECIES, k, j));
        FloatVector vr = load(r, base + j - shift);
        FloatVector gu = select(vr, u.add(d), always).sub(select(vr, u.sub(d), always));
        store(gb, base + j, gu.mul(FloatVector.fromArray(SPECIES, half, j)));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        float d = get(b, base + j) * k[j];
        float vr = get(r, base + j - shift);
        put(gb, base + j, (select(vr, u + d, always) - select(vr, u - d, always)) * half[j]);
      }
    }
  }

  /** {@code plus = relu(u + d)}, {@code minus = relu(u - d)}, {@code d = k b}, for i in [0, to). */
  static void children(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer plus,
      ByteBuffer minus,
      int to,
      boolean relu,
      float[] k,
      float[] s,
      int tile) {
    int always = relu ? 0 : -1;
    for (int base = 0; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        FloatVector d = load(b, base + j).mul(FloatVector.fromArray(SPECIES, k, j));
        store(plus, base + j, rectify(u.add(d), always));
        store(minus, base + j, rectify(u.sub(d), always));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        float d = get(b, base + j) * k[j];
        put(plus, base + j, rectify(u + d, always));
        put(minus, base + j, rectify(u - d, always));
      }
    }
  }

  /** {@code gb = k ([u + d > 0] gPlus - [u - d > 0] gMinus) / 2}, with {@code half = k / 2}. */
  static void childrenBackward(
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer gPlus,
      ByteBuffer gMinus,
      ByteBuffer gb,
      int to,
      boolean relu,
      float[] k,
      float[] s,
      float[] half,
      int tile) {
    int always = relu ? 0 : -1;
    for (int base = 0; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector u = affine(load(a, base + j), k, s, j);
        FloatVector d = load(b, base + j).mul(FloatVector.fromArray(SPECIES, k, j));
        FloatVector g =
            select(load(gPlus, base + j), u.add(d), always)
                .sub(select(load(gMinus, base + j), u.sub(d), always));
        store(gb, base + j, g.mul(FloatVector.fromArray(SPECIES, half, j)));
      }
      for (; j < end; j++) {
        float u = Math.fma(get(a, base + j), k[j], s[j]);
        float d = get(b, base + j) * k[j];
        float g =
            select(get(gPlus, base + j), u + d, always)
                - select(get(gMinus, base + j), u - d, always);
        put(gb, base + j, g * half[j]);
      }
    }
  }

  /** {@code v} where {@code u > 0} (or always), else 0. */
  static FloatVector select(FloatVector v, FloatVector u, int always) {
    FloatVector negative = FloatVector.zero(SPECIES).sub(u);
    IntVector open = negative.reinterpretAsInts().lanewise(VectorOperators.ASHR, 31).or(always);
    return v.reinterpretAsInts().and(open).reinterpretAsFloats();
  }

  /** {@code u} where it is positive (or always), else 0; NaN where it is not finite. */
  static FloatVector rectify(FloatVector u, int always) {
    return u.fma(FloatVector.zero(SPECIES), select(u, u, always));
  }

  static float rectify(float u, int always) {
    return Math.fma(u, 0f, select(u, u, always));
  }

  static float select(float v, float u, int always) {
    return u > 0 || always != 0 ? v : 0f;
  }

  /** {@code k v + s} for channels from table entry j on. */
  static FloatVector affine(FloatVector v, float[] k, float[] s, int j) {
    return affine(v, k, FloatVector.fromArray(SPECIES, s, j), j);
  }

  static FloatVector affine(FloatVector v, float[] k, FloatVector s, int j) {
    return v.fma(FloatVector.fromArray(SPECIES, k, j), s);
  }

  static FloatVector load(ByteBuffer buffer, int element) {
    return VectorMemory.load(buffer, element);
  }

  static void store(ByteBuffer buffer, int element, FloatVector v) {
    VectorMemory.store(buffer, element, v);
  }

  static float get(ByteBuffer buffer, int element) {
    return buffer.getFloat(element << 2);
  }

  static void put(ByteBuffer buffer, int element, float value) {
    buffer.putFloat(element << 2, value);
  }
}
