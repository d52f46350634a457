package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.LANES;
import static org.morphoscope.compute.cpu.ImageScratch.pooledSize;
import static org.morphoscope.compute.cpu.ImageScratch.size;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.Kernels;

/**
 * Splits through a chain on the host. What learning and scoring need of a layer is taken image by
 * image, and without pooling part by part of an image, while it is in the cache: the large arrays
 * are read once.
 */
final class CpuSplits {
  /** Tiles of a part: what a part touches fits into the first-level cache or nearly. */
  private static final int TILES_PER_PART = 4;

  // of the kernels that own this: one thread uses both
  private final ChannelTile tiles;
  private final ImageScratch scratch;
  private final PoolingLoops pooling = new PoolingLoops();
  private final PartLoops loops = new PartLoops();
  private final FlatLoops flatLoops = new FlatLoops();
  // [C]: coefficients f^2 k of one image; below, the float sums of one part
  private double[] totals = new double[0];
  private final float[][] ofPart = new float[3][0];

  CpuSplits(ChannelTile tiles, ImageScratch scratch) {
    this.tiles = tiles;
    this.scratch = scratch;
  }

  /**
   * See {@link Kernels#splitDelta}. {@code dz = (phi(u + d) + phi(u - d)) / 2 - phi(u)} (method.md
   * section 3.1): flat over all images without pooling, else image by image.
   */
  void delta(SplitBuffers split, ByteBuffer dz) {
    tiles.reset(split.shape().channels());
    float[] k = tiles.table(split.kappa(), 1);
    float[] t = tiles.table(split.shift(), 1);
    if (split.shape().pooling() == ChainShape.Pooling.NONE) {
      int all = size(split.shape()) * split.shape().batch();
      flatLoops.splitDelta(
          split.a(), split.b(), dz, 0, all, 0, split.shape().activation(), k, t, tiles.length());
      return;
    }
    float[] zero = tiles.accumulator();
    for (int n = 0; n < split.shape().batch(); n++) {
      children(split.shape(), n, split.a(), split.b(), k, t, zero);
      ImageScratch.copyOut(split.shape(), n, pooledDelta(split.shape()), dz);
    }
  }

  /**
   * See {@link Kernels#splitGradient}. {@code gb = kappa (phi'(u + d)^T r - phi'(u - d)^T r) / 2};
   * the table {@code half} is {@code kappa / 2}. gb may be b: a part of b is read before the same
   * part of gb is written.
   */
  void gradient(SplitBuffers split, ByteBuffer r, ByteBuffer gb) {
    tiles.reset(split.shape().channels());
    float[] k = tiles.table(split.kappa(), 1);
    float[] t = tiles.table(split.shift(), 1);
    float[] half = tiles.table(split.kappa(), 0.5);
    int tile = tiles.length();
    int m = size(split.shape());
    if (split.shape().pooling() == ChainShape.Pooling.NONE) {
      flatLoops.splitGradient(
          split.a(),
          split.b(),
          r,
          gb,
          0,
          m * split.shape().batch(),
          0,
          split.shape().activation(),
          k,
          t,
          half,
          tile);
      return;
    }
    float[] zero = tiles.accumulator();
    ByteBuffer pooled = scratch.floats(4, pooledSize(split.shape()));
    for (int n = 0; n < split.shape().batch(); n++) {
      children(split.shape(), n, split.a(), split.b(), k, t, zero);
      ImageScratch.copyIn(split.shape(), n, r, pooled);
      loops.scale(pooledGradient(split.shape(), pooled), gb, n * m, (n + 1) * m, half, tile);
    }
  }

  /**
   * See {@link Kernels#childrenForward}; without pooling. {@code plus = phi(u + d)}, {@code minus =
   * phi(u - d)}. a, b, plus, minus {@code [N, H, W, C]}.
   */
  void childrenForward(SplitBuffers split, ByteBuffer plus, ByteBuffer minus) {
    tiles.reset(split.shape().channels());
    float[] k = tiles.table(split.kappa(), 1);
    float[] t = tiles.table(split.shift(), 1);
    int all = size(split.shape()) * split.shape().batch();
    flatLoops.children(
        split.a(), split.b(), plus, minus, all, split.shape().activation(), k, t, tiles.length());
  }

  /**
   * See {@link Kernels#childrenBackward}; without pooling. Two gradients, since behind sums and
   * depthwise convolutions the children's differ.
   */
  void childrenBackward(SplitBuffers split, ByteBuffer gPlus, ByteBuffer gMinus, ByteBuffer gb) {
    tiles.reset(split.shape().channels());
    float[] k = tiles.table(split.kappa(), 1);
    float[] t = tiles.table(split.shift(), 1);
    float[] half = tiles.table(split.kappa(), 0.5);
    int all = size(split.shape()) * split.shape().batch();
    flatLoops.childrenBackward(
        split.a(),
        split.b(),
        gPlus,
        gMinus,
        gb,
        all,
        split.shape().activation(),
        k,
        t,
        half,
        tiles.length());
  }

  /**
   * See {@link Kernels#learnSplits}. Two rounds over each image: the coefficient {@code f_n^2
   * rows[n, c]} of the multiplier is known only when the products of the whole image are. In the
   * second, g and h come from the cache, and r exists for one part at a time.
   *
   * @param factor f, one per image
   * @param products {@code [N, C]}: {@code dz . g}
   * @param rows {@code [N, C]}: {@code dz . h}
   * @param gb {@code [N, H, W, C]}, may be b
   */
  void learn(
      SplitBuffers split,
      ByteBuffer g,
      ByteBuffer h,
      double[] factor,
      double[] products,
      double[] rows,
      ByteBuffer gb) {
    tiles.reset(split.shape().channels());
    float[] k = tiles.table(split.kappa(), 1);
    float[] t = tiles.table(split.shift(), 1);
    float[] half = tiles.table(split.kappa(), 0.5);
    float[] zero = tiles.accumulator();
    float[] coefficient = tiles.accumulator();
    int c = split.shape().channels();
    prepare(c);
    // elements of one image behind the chain; a part is a piece of it, or all of it with pooling
    int m = pooledSize(split.shape());
    boolean flat = split.shape().pooling() == ChainShape.Pooling.NONE;
    int part = flat ? TILES_PER_PART * tiles.length() : m;
    ByteBuffer r = scratch.floats(4, part);
    Arrays.fill(products, 0, split.shape().batch() * c, 0);
    Arrays.fill(rows, 0, split.shape().batch() * c, 0);
    for (int n = 0; n < split.shape().batch(); n++) {
      if (!flat) {
        children(split.shape(), n, split.a(), split.b(), k, t, zero);
      }
      int stop = (n + 1) * m;
      for (int from = n * m; from < stop; from += part) {
        int to = Math.min(stop, from + part);
        ByteBuffer dz =
            flat
                ? flatDelta(split.shape(), split.a(), split.b(), from, to, k, t)
                : pooledDelta(split.shape());
        // k = dz . h over the whole image first
        loops.products(dz, g, h, from, to, c, ofPart[0], ofPart[1]);
        add(ofPart[0], products, n * c, c);
        add(ofPart[1], rows, n * c, c);
      }
      for (int i = 0; i < c; i++) {
        totals[i] = factor[n] * factor[n] * rows[n * c + i];
      }
      // r = g + f^2 k h, per channel, for as much of the table as an image needs
      tiles.fill(coefficient, totals, 1, m);
      for (int from = n * m; from < stop; from += part) {
        int to = Math.min(stop, from + part);
        loops.combine(g, h, coefficient, r, from, to, tiles.length());
        if (flat) {
          flatLoops.splitGradient(
              split.a(),
              split.b(),
              r,
              gb,
              from,
              to,
              from,
              split.shape().activation(),
              k,
              t,
              half,
              tiles.length());
        } else {
          int image = size(split.shape());
          int first = n * image;
          ByteBuffer gu = pooledGradient(split.shape(), r);
          loops.scale(gu, gb, first, first + image, half, tiles.length());
        }
      }
    }
  }

  /**
   * See {@link Kernels#scoreSplits}. dz of a part is formed once and meets all gradients while it
   * is in the cache.
   *
   * @param z {@code [N, H', W', C]} of the unmodified net, for prunes
   * @param splits per gradient {@code [N, C]}: {@code dz . g}
   * @param values per gradient {@code [N, C]}: {@code z . g}
   * @param sums per gradient {@code [N, C]}: sum of g over positions
   */
  void score(
      SplitBuffers split,
      ByteBuffer z,
      ByteBuffer[] g,
      double[][] splits,
      double[][] values,
      double[][] sums) {
    tiles.reset(split.shape().channels());
    float[] k = tiles.table(split.kappa(), 1);
    float[] t = tiles.table(split.shift(), 1);
    float[] zero = tiles.accumulator();
    int c = split.shape().channels();
    prepare(c);
    int m = pooledSize(split.shape());
    boolean flat = split.shape().pooling() == ChainShape.Pooling.NONE;
    int part = flat ? TILES_PER_PART * tiles.length() : m;
    for (int i = 0; i < g.length; i++) {
      Arrays.fill(splits[i], 0, split.shape().batch() * c, 0);
      Arrays.fill(values[i], 0, split.shape().batch() * c, 0);
      Arrays.fill(sums[i], 0, split.shape().batch() * c, 0);
    }
    for (int n = 0; n < split.shape().batch(); n++) {
      if (!flat) {
        children(split.shape(), n, split.a(), split.b(), k, t, zero);
      }
      int stop = (n + 1) * m;
      for (int from = n * m; from < stop; from += part) {
        int to = Math.min(stop, from + part);
        ByteBuffer dz =
            flat
                ? flatDelta(split.shape(), split.a(), split.b(), from, to, k, t)
                : pooledDelta(split.shape());
        for (int i = 0; i < g.length; i++) {
          loops.productsAndSums(dz, z, g[i], from, to, c, ofPart[0], ofPart[1], ofPart[2]);
          add(ofPart[0], splits[i], n * c, c);
          add(ofPart[1], values[i], n * c, c);
          add(ofPart[2], sums[i], n * c, c);
        }
      }
    }
  }

  /** dz of elements {@code [from, to)} of all images, without pooling, in scratch memory. */
  private ByteBuffer flatDelta(
      ChainShape s, ByteBuffer a, ByteBuffer b, int from, int to, float[] k, float[] t) {
    ByteBuffer dz = scratch.floats(5, to - from);
    flatLoops.splitDelta(a, b, dz, from, to, from, s.activation(), k, t, tiles.length());
    return dz;
  }

  /**
   * dz of the image whose children are in scratch memory: each child is pooled on its own, so that
   * a maximum may lie elsewhere than the parent's.
   */
  private ByteBuffer pooledDelta(ChainShape s) {
    int m = pooledSize(s);
    ByteBuffer z = scratch.floats(5, m);
    ByteBuffer plus = scratch.floats(6, m);
    ByteBuffer minus = scratch.floats(7, m);
    pooling.forward(s, scratch.floats(0, size(s)), z);
    pooling.forward(s, scratch.floats(1, size(s)), plus);
    pooling.forward(s, scratch.floats(2, size(s)), minus);
    loops.childrenDelta(plus, minus, z, m);
    return z;
  }

  /**
   * {@code phi'(u + d)^T r - phi'(u - d)^T r} of the image whose children are in scratch memory.
   * The result takes the place of u, which is no longer needed; each child's maximum sends r to its
   * own position.
   */
  private ByteBuffer pooledGradient(ChainShape s, ByteBuffer r) {
    int m = size(s);
    ByteBuffer used = scratch.floats(6, pooledSize(s));
    ByteBuffer z = scratch.floats(7, pooledSize(s));
    ByteBuffer gradient = scratch.floats(0, m);
    ByteBuffer minus = scratch.floats(3, m);
    // the pooling's backward uses its gradient up
    used.put(0, r, 0, pooledSize(s) * Float.BYTES);
    pooling.backward(s, scratch.floats(1, m), used, z, gradient);
    used.put(0, r, 0, pooledSize(s) * Float.BYTES);
    pooling.backward(s, scratch.floats(2, m), used, z, minus);
    loops.subtract(minus, gradient, m);
    return gradient;
  }

  /**
   * {@code u}, {@code u + d} and {@code u - d} of image n in slots 0, 1 and 2. d is formed in
   * minus's place first. With ReLU6 the pooling clamps the slots afterwards.
   */
  private void children(
      ChainShape s, int n, ByteBuffer a, ByteBuffer b, float[] k, float[] t, float[] zero) {
    int m = size(s);
    ByteBuffer u = scratch.floats(0, m);
    ByteBuffer plus = scratch.floats(1, m);
    ByteBuffer minus = scratch.floats(2, m);
    loops.affine(a, u, n * m, (n + 1) * m, k, t, tiles.length());
    // d = kappa b, without the shift
    loops.affine(b, minus, n * m, (n + 1) * m, k, zero, tiles.length());
    loops.children(u, plus, minus, m);
  }

  /** Room for the sums of a part. */
  private void prepare(int channels) {
    if (totals.length < channels) {
      totals = new double[channels];
      for (int i = 0; i < ofPart.length; i++) {
        ofPart[i] = new float[(channels + LANES - 1) / LANES * LANES];
      }
    }
  }

  /** Adds the sums of a part: within it they are float, across parts double. */
  private static void add(float[] ofPart, double[] to, int at, int channels) {
    for (int c = 0; c < channels; c++) {
      to[at + c] += ofPart[c];
    }
  }
}
