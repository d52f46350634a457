package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.LANES;
import static org.morphoscope.compute.cpu.ChannelTile.SPECIES;
import static org.morphoscope.compute.cpu.PixelLoops.get;
import static org.morphoscope.compute.cpu.PixelLoops.load;
import static org.morphoscope.compute.cpu.PixelLoops.put;
import static org.morphoscope.compute.cpu.PixelLoops.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * Loops over a part of an image that lies in scratch memory, against the same part {@code [from,
 * to)} of the whole arrays. {@code from} is where a channel 0 lies.
 *
 * <p>All of them are called from the one place in {@link #run}: HotSpot sees several receivers
 * there and compiles each loop on its own. Inlined into one method they exceed its limit, and
 * vectors are boxed then (see {@link WindowRow}).
 */
final class PartLoops {
  private static final int PRODUCTS = 0;
  private static final int PRODUCTS_AND_SUMS = 1;
  private static final int CHILDREN = 2;
  private static final int CHILDREN_DELTA = 3;
  private static final int DIFFERENCE = 4;
  private static final int AFFINE = 5;
  private static final int SCALE = 6;
  private static final int COMBINE = 7;

  /** For loops that need fewer tables. */
  private static final float[] NONE = {};

  /** The arguments of all loops in one form; each takes those it needs. */
  private interface Loop {
    void run(
        ByteBuffer x,
        ByteBuffer y,
        ByteBuffer out,
        int from,
        int to,
        float[] first,
        float[] second,
        float[] third,
        int tile);
  }

  private final Loop[] loops = {
    (x, y, out, from, to, first, second, third, c) ->
        productsLoop(x, y, out, from, to, first, second, c),
    (x, y, out, from, to, first, second, third, c) ->
        productsAndSumsLoop(x, y, out, from, to, first, second, third, c),
    (x, y, out, from, to, first, second, third, tile) -> childrenLoop(x, y, out, to),
    (x, y, out, from, to, first, second, third, tile) -> childrenDeltaLoop(x, y, out, to),
    (x, y, out, from, to, first, second, third, tile) -> differenceLoop(x, out, to),
    (x, y, out, from, to, first, second, third, tile) ->
        affineLoop(x, out, from, to, first, second, tile),
    (x, y, out, from, to, first, second, third, tile) -> scaleLoop(x, out, from, to, first, tile),
    (x, y, out, from, to, first, second, third, tile) ->
        combineLoop(x, y, first, out, from, to, tile)
  };

  private void run(
      int which,
      ByteBuffer x,
      ByteBuffer y,
      ByteBuffer out,
      int from,
      int to,
      float[] first,
      float[] second,
      float[] third,
      int tile) {
    loops[which].run(x, y, out, from, to, first, second, third, tile);
  }

  /**
   * Per channel, the sums over a part of {@code part[i - from] g[i]} and of {@code part[i - from]
   * h[i]}: {@code dz . g} and {@code dz . h} (method.md section 5).
   *
   * @param part dz, in scratch memory
   * @param withG overwritten, long enough for whole vectors of channels
   * @param withH likewise
   */
  void products(
      ByteBuffer part,
      ByteBuffer g,
      ByteBuffer h,
      int from,
      int to,
      int channels,
      float[] withG,
      float[] withH) {
    run(PRODUCTS, part, g, h, from, to, withG, withH, NONE, channels);
  }

  /**
   * Per channel, the sums over a part of {@code part[i - from] g[i]}, of {@code z[i] g[i]} and of
   * {@code g[i]}.
   *
   * @param withPart overwritten, long enough for whole vectors of channels
   * @param withZ likewise
   * @param alone likewise
   */
  void productsAndSums(
      ByteBuffer part,
      ByteBuffer z,
      ByteBuffer g,
      int from,
      int to,
      int channels,
      float[] withPart,
      float[] withZ,
      float[] alone) {
    run(PRODUCTS_AND_SUMS, part, z, g, from, to, withPart, withZ, alone, channels);
  }

  /**
   * {@code part[i - from] = g[i] + coefficient[i] h[i]}: the multiplier r of method.md section 5.
   */
  void combine(
      ByteBuffer g,
      ByteBuffer h,
      float[] coefficient,
      ByteBuffer part,
      int from,
      int to,
      int tile) {
    run(COMBINE, g, h, part, from, to, coefficient, NONE, NONE, tile);
  }

  /** {@code plus = u + d}, {@code minus = u - d}, where {@code minus} comes with d. */
  void children(ByteBuffer u, ByteBuffer plus, ByteBuffer minus, int length) {
    run(CHILDREN, u, minus, plus, 0, length, NONE, NONE, NONE, 0);
  }

  /** {@code z = (plus + minus) / 2 - z}: dz in the place of the parent's z. */
  void childrenDelta(ByteBuffer plus, ByteBuffer minus, ByteBuffer z, int length) {
    run(CHILDREN_DELTA, plus, minus, z, 0, length, NONE, NONE, NONE, 0);
  }

  /** {@code v -= w}. The children's gradients in u: plus minus minus. */
  void subtract(ByteBuffer w, ByteBuffer v, int length) {
    run(DIFFERENCE, w, w, v, 0, length, NONE, NONE, NONE, 0);
  }

  /**
   * {@code part[i - from] = k[i] a[i] + s[i]}. u of an image, with {@code k = kappa}; or d, with
   * {@code s = 0}.
   */
  void affine(ByteBuffer a, ByteBuffer part, int from, int to, float[] k, float[] s, int tile) {
    run(AFFINE, a, a, part, from, to, k, s, NONE, tile);
  }

  /**
   * {@code out[i] = factor[i] part[i - from]}: from a gradient in u to one in a ({@code kappa}) or
   * in b ({@code kappa / 2}).
   */
  void scale(ByteBuffer part, ByteBuffer out, int from, int to, float[] factor, int tile) {
    run(SCALE, part, part, out, from, to, factor, NONE, NONE, tile);
  }

  // s and k are met modulo the tile: every part begins with channel 0
  private static void affineLoop(
      ByteBuffer a, ByteBuffer part, int from, int to, float[] k, float[] s, int tile) {
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        store(part, base + j - from, PixelLoops.affine(load(a, base + j), k, s, j));
      }
      for (; j < end; j++) {
        put(part, base + j - from, Math.fma(get(a, base + j), k[j], s[j]));
      }
    }
  }

  private static void scaleLoop(
      ByteBuffer part, ByteBuffer out, int from, int to, float[] factor, int tile) {
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector f = FloatVector.fromArray(SPECIES, factor, j);
        store(out, base + j, load(part, base + j - from).mul(f));
      }
      for (; j < end; j++) {
        put(out, base + j, get(part, base + j - from) * factor[j]);
      }
    }
  }

  /** Whole vectors only: scratch memory has one to spare. */
  private static void childrenLoop(ByteBuffer u, ByteBuffer minus, ByteBuffer plus, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = load(u, i);
      FloatVector d = load(minus, i);
      store(plus, i, v.add(d));
      store(minus, i, v.sub(d));
    }
  }

  private static void childrenDeltaLoop(
      ByteBuffer plus, ByteBuffer minus, ByteBuffer z, int length) {
    for (int i = 0; i < length; i += LANES) {
      store(z, i, load(plus, i).add(load(minus, i)).mul(0.5f).sub(load(z, i)));
    }
  }

  private static void differenceLoop(ByteBuffer w, ByteBuffer v, int length) {
    for (int i = 0; i < length; i += LANES) {
      store(v, i, load(v, i).sub(load(w, i)));
    }
  }

  /**
   * LANES channels at a time, whose sums stay in registers. Two positions in turn, because a sum
   * has to wait for the one before. The last vector of a pixel reaches into the next one; its
   * surplus lanes are nobody's sums.
   */
  private static void productsLoop(
      ByteBuffer part,
      ByteBuffer g,
      ByteBuffer h,
      int from,
      int to,
      float[] withG,
      float[] withH,
      int c) {
    for (int j = 0; j < c; j += LANES) {
      int whole = wholePositions(g, from + j, to, c);
      FloatVector g0 = FloatVector.zero(SPECIES);
      FloatVector g1 = g0;
      FloatVector h0 = g0;
      FloatVector h1 = g0;
      for (int i = from + j; i < whole; i += 2 * c) {
        FloatVector v0 = load(part, i - from);
        FloatVector v1 = load(part, i - from + c);
        g0 = v0.fma(load(g, i), g0);
        g1 = v1.fma(load(g, i + c), g1);
        h0 = v0.fma(load(h, i), h0);
        h1 = v1.fma(load(h, i + c), h1);
      }
      // lanes beyond C are sums of the next pixel's channels; nobody reads them
      g0.add(g1).intoArray(withG, j);
      h0.add(h1).intoArray(withH, j);
      for (int i = whole; i < to; i += c) {
        for (int lane = 0; lane < Math.min(LANES, c - j); lane++) {
          float v = get(part, i + lane - from);
          withG[j + lane] += v * get(g, i + lane);
          withH[j + lane] += v * get(h, i + lane);
        }
      }
    }
  }

  /** As above. */
  private static void productsAndSumsLoop(
      ByteBuffer part,
      ByteBuffer z,
      ByteBuffer g,
      int from,
      int to,
      float[] withPart,
      float[] withZ,
      float[] alone,
      int c) {
    for (int j = 0; j < c; j += LANES) {
      int whole = wholePositions(g, from + j, to, c);
      FloatVector p0 = FloatVector.zero(SPECIES);
      FloatVector p1 = p0;
      FloatVector z0 = p0;
      FloatVector z1 = p0;
      FloatVector g0 = p0;
      FloatVector g1 = p0;
      for (int i = from + j; i < whole; i += 2 * c) {
        FloatVector v0 = load(g, i);
        FloatVector v1 = load(g, i + c);
        p0 = v0.fma(load(part, i - from), p0);
        p1 = v1.fma(load(part, i - from + c), p1);
        z0 = v0.fma(load(z, i), z0);
        z1 = v1.fma(load(z, i + c), z1);
        g0 = g0.add(v0);
        g1 = g1.add(v1);
      }
      p0.add(p1).intoArray(withPart, j);
      z0.add(z1).intoArray(withZ, j);
      g0.add(g1).intoArray(alone, j);
      for (int i = whole; i < to; i += c) {
        for (int lane = 0; lane < Math.min(LANES, c - j); lane++) {
          float v = get(g, i + lane);
          withPart[j + lane] += v * get(part, i + lane - from);
          withZ[j + lane] += v * get(z, i + lane);
          alone[j + lane] += v;
        }
      }
    }
  }

  /**
   * Where pairs of positions end that can be read in whole vectors: most often at the first
   * position from {@code to} on, with fewer channels than lanes earlier at the end of the array.
   */
  private static int wholePositions(ByteBuffer v, int first, int to, int c) {
    int last = Math.min(to - 1, v.capacity() / Float.BYTES - LANES);
    int positions = last < first ? 0 : (last - first) / c + 1;
    return first + positions / 2 * 2 * c;
  }

  // one fused multiply-add per element: r is rounded once
  private static void combineLoop(
      ByteBuffer g,
      ByteBuffer h,
      float[] coefficient,
      ByteBuffer part,
      int from,
      int to,
      int tile) {
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector factor = FloatVector.fromArray(SPECIES, coefficient, j);
        store(part, base + j - from, load(h, base + j).fma(factor, load(g, base + j)));
      }
      for (; j < end; j++) {
        float r = Math.fma(get(h, base + j), coefficient[j], get(g, base + j));
        put(part, base + j - from, r);
      }
    }
  }
}
