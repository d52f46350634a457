package org.morphoscope.compute;

import static org.morphoscope.compute.ChannelTile.LANES;
import static org.morphoscope.compute.ChannelTile.SPECIES;
import static org.morphoscope.compute.PixelLoops.get;
import static org.morphoscope.compute.PixelLoops.load;
import static org.morphoscope.compute.PixelLoops.put;
import static org.morphoscope.compute.PixelLoops.store;

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
  private static final int COMBINE = 2;
  private static final int CHILDREN = 3;
  private static final int CHILDREN_DELTA = 4;
  private static final int DIFFERENCE = 5;
  private static final int AFFINE = 6;
  private static final int SCALE = 7;

  private static final float[] NONE = {};

  private interface Loop {
    void run(
        ByteBuffer x,
        ByteBuffer y,
        ByteBuffer out,
        int from,
        int to,
        float[] first,
        float[] second,
        int tile);
  }

  private final Loop[] loops = {
    (x, y, out, from, to, first, second, tile) -> productsLoop(x, y, from, to, first, tile),
    (x, y, out, from, to, first, second, tile) ->
        productsAndSumsLoop(x, y, from, to, first, second, tile),
    (x, y, out, from, to, first, second, tile) -> combineLoop(x, y, first, out, from, to, tile),
    (x, y, out, from, to, first, second, tile) -> childrenLoop(x, y, out, to),
    (x, y, out, from, to, first, second, tile) -> childrenDeltaLoop(x, y, out, to),
    (x, y, out, from, to, first, second, tile) -> differenceLoop(x, out, to),
    (x, y, out, from, to, first, second, tile) -> affineLoop(x, out, from, to, first, second, tile),
    (x, y, out, from, to, first, second, tile) -> scaleLoop(x, out, from, to, first, tile)
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
      int tile) {
    loops[which].run(x, y, out, from, to, first, second, tile);
  }

  /** Adds {@code part[i - from] v[i]} to the accumulators. */
  void products(ByteBuffer part, ByteBuffer v, int from, int to, float[] accumulator, int tile) {
    run(PRODUCTS, part, v, v, from, to, accumulator, accumulator, tile);
  }

  /** Adds {@code z[i] g[i]} and {@code g[i]} to accumulators. */
  void productsAndSums(
      ByteBuffer z, ByteBuffer g, int from, int to, float[] products, float[] sums, int tile) {
    run(PRODUCTS_AND_SUMS, z, g, g, from, to, products, sums, tile);
  }

  /** {@code part[i - from] = g[i] + coefficient[i] h[i]}. */
  void combine(
      ByteBuffer g,
      ByteBuffer h,
      float[] coefficient,
      ByteBuffer part,
      int from,
      int to,
      int tile) {
    run(COMBINE, g, h, part, from, to, coefficient, coefficient, tile);
  }

  /** {@code plus = u + d}, {@code minus = u - d}, where {@code minus} comes with d. */
  void children(ByteBuffer u, ByteBuffer plus, ByteBuffer minus, int length) {
    run(CHILDREN, u, minus, plus, 0, length, NONE, NONE, 0);
  }

  /** {@code z = (plus + minus) / 2 - z}. */
  void childrenDelta(ByteBuffer plus, ByteBuffer minus, ByteBuffer z, int length) {
    run(CHILDREN_DELTA, plus, minus, z, 0, length, NONE, NONE, 0);
  }

  /** {@code v -= w}. */
  void subtract(ByteBuffer w, ByteBuffer v, int length) {
    run(DIFFERENCE, w, w, v, 0, length, NONE, NONE, 0);
  }

  /** {@code part[i - from] = k[i] a[i] + s[i]}. */
  void affine(ByteBuffer a, ByteBuffer part, int from, int to, float[] k, float[] s, int tile) {
    run(AFFINE, a, a, part, from, to, k, s, tile);
  }

  /** {@code out[i] = factor[i] part[i - from]}. */
  void scale(ByteBuffer part, ByteBuffer out, int from, int to, float[] factor, int tile) {
    run(SCALE, part, part, out, from, to, factor, factor, tile);
  }

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

  private static void productsLoop(
      ByteBuffer part, ByteBuffer v, int from, int to, float[] accumulator, int tile) {
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        load(part, base + j - from)
            .fma(load(v, base + j), FloatVector.fromArray(SPECIES, accumulator, j))
            .intoArray(accumulator, j);
      }
      for (; j < end; j++) {
        accumulator[j] += get(part, base + j - from) * get(v, base + j);
      }
    }
  }

  private static void productsAndSumsLoop(
      ByteBuffer z, ByteBuffer g, int from, int to, float[] products, float[] sums, int tile) {
    for (int base = from; base < to; base += tile) {
      int end = Math.min(tile, to - base);
      int whole = end - end % LANES;
      int j = 0;
      for (; j < whole; j += LANES) {
        FloatVector vg = load(g, base + j);
        load(z, base + j)
            .fma(vg, FloatVector.fromArray(SPECIES, products, j))
            .intoArray(products, j);
        FloatVector.fromArray(SPECIES, sums, j).add(vg).intoArray(sums, j);
      }
      for (; j < end; j++) {
        products[j] += get(z, base + j) * get(g, base + j);
        sums[j] += get(g, base + j);
      }
    }
  }

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
