package org.morphoscope.compute;

import static org.morphoscope.compute.ChannelTile.LANES;
import static org.morphoscope.compute.ChannelTile.SPECIES;
import static org.morphoscope.compute.PixelLoops.load;
import static org.morphoscope.compute.PixelLoops.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The chain on the host: without pooling one fused loop over everything ({@link PixelLoops}), with
 * pooling image by image through scratch memory ({@link PoolingLoops}).
 */
final class CpuChain {
  private final ChannelTile tiles;
  private final PoolingLoops pooling = new PoolingLoops();
  private ByteBuffer[] scratch = new ByteBuffer[6];

  CpuChain(ChannelTile tiles) {
    this.tiles = tiles;
  }

  void forward(ChainShape s, ByteBuffer a, double[] kappa, double[] shift, ByteBuffer z) {
    tiles.reset(s.channels());
    float[] k = tiles.table(kappa, 1);
    float[] t = tiles.table(shift, 1);
    if (s.pooling() == ChainShape.Pooling.NONE) {
      PixelLoops.forward(a, z, 0, size(s) * s.batch(), 0, s.relu(), k, t, tiles.length());
      return;
    }
    ByteBuffer u = scratch(0, size(s));
    ByteBuffer pooled = scratch(1, pooledSize(s));
    for (int n = 0; n < s.batch(); n++) {
      affine(s, n, a, u, k, t);
      pooling.forward(s, u, pooled);
      copyOut(s, n, pooled, z);
    }
  }

  void backward(
      ChainShape s, ByteBuffer a, double[] kappa, double[] shift, ByteBuffer gz, ByteBuffer ga) {
    tiles.reset(s.channels());
    float[] k = tiles.table(kappa, 1);
    float[] t = tiles.table(shift, 1);
    int tile = tiles.length();
    int m = size(s);
    if (s.pooling() == ChainShape.Pooling.NONE) {
      PixelLoops.backward(a, gz, ga, 0, m * s.batch(), 0, s.relu(), k, t, k, tile);
      return;
    }
    for (int n = 0; n < s.batch(); n++) {
      ByteBuffer gu = gradient(s, n, a, gz, k, t);
      PixelLoops.backward(a, gu, ga, n * m, (n + 1) * m, n * m, false, k, t, k, tile);
    }
  }

  void backwardSums(
      ChainShape s,
      ByteBuffer a,
      double[] kappa,
      double[] shift,
      ByteBuffer gz,
      double[] origin,
      double[] sumG,
      double[] sumGa) {
    tiles.reset(s.channels());
    float[] k = tiles.table(kappa, 1);
    float[] t = tiles.table(shift, 1);
    float[] o = tiles.table(origin, 1);
    float[] accG = tiles.accumulator();
    float[] accGa = tiles.accumulator();
    Arrays.fill(sumG, 0);
    Arrays.fill(sumGa, 0);
    int m = size(s);
    boolean flat = s.pooling() == ChainShape.Pooling.NONE;
    int parts = flat ? 1 : s.batch();
    int part = flat ? m * s.batch() : m;
    for (int n = 0; n < parts; n++) {
      ByteBuffer gu = flat ? gz : gradient(s, n, a, gz, k, t);
      boolean relu = flat && s.relu();
      int from = n * part;
      PixelLoops.backwardSums(
          a, gu, from, from + part, from, relu, k, t, o, tiles, accG, accGa, sumG, sumGa);
    }
  }

  void backwardAffine(
      ChainShape s,
      ByteBuffer a,
      double[] kappa,
      double[] shift,
      ByteBuffer gz,
      double[] p,
      double[] q,
      double[] r,
      ByteBuffer ga) {
    tiles.reset(s.channels());
    float[] k = tiles.table(kappa, 1);
    float[] t = tiles.table(shift, 1);
    float[] tp = tiles.table(p, 1);
    float[] tq = tiles.table(q, 1);
    float[] tr = tiles.table(r, 1);
    int m = size(s);
    boolean flat = s.pooling() == ChainShape.Pooling.NONE;
    int parts = flat ? 1 : s.batch();
    int part = flat ? m * s.batch() : m;
    for (int n = 0; n < parts; n++) {
      ByteBuffer gu = flat ? gz : gradient(s, n, a, gz, k, t);
      boolean relu = flat && s.relu();
      int from = n * part;
      PixelLoops.backwardAffine(
          a, gu, ga, from, from + part, from, relu, k, t, tp, tq, tr, tiles.length());
    }
  }

  void splitDelta(
      ChainShape s, ByteBuffer a, ByteBuffer b, double[] kappa, double[] shift, ByteBuffer dz) {
    tiles.reset(s.channels());
    float[] k = tiles.table(kappa, 1);
    float[] t = tiles.table(shift, 1);
    if (s.pooling() == ChainShape.Pooling.NONE) {
      PixelLoops.splitDelta(a, b, dz, size(s) * s.batch(), s.relu(), k, t, tiles.length());
      return;
    }
    float[] zero = tiles.accumulator();
    ByteBuffer[] u = {scratch(0, size(s)), scratch(2, size(s)), scratch(3, size(s))};
    ByteBuffer[] z = {
      scratch(1, pooledSize(s)), scratch(4, pooledSize(s)), scratch(5, pooledSize(s))
    };
    for (int n = 0; n < s.batch(); n++) {
      children(s, n, a, b, u, k, t, zero);
      for (int i = 0; i < 3; i++) {
        pooling.forward(s, u[i], z[i]);
      }
      for (int i = 0; i < pooledSize(s); i += LANES) {
        store(z[0], i, load(z[1], i).add(load(z[2], i)).mul(0.5f).sub(load(z[0], i)));
      }
      copyOut(s, n, z[0], dz);
    }
  }

  void splitGradient(
      ChainShape s,
      ByteBuffer a,
      ByteBuffer b,
      double[] kappa,
      double[] shift,
      ByteBuffer r,
      ByteBuffer gb) {
    tiles.reset(s.channels());
    float[] k = tiles.table(kappa, 1);
    float[] t = tiles.table(shift, 1);
    float[] half = tiles.table(kappa, 0.5);
    int tile = tiles.length();
    int m = size(s);
    if (s.pooling() == ChainShape.Pooling.NONE) {
      PixelLoops.splitGradient(a, b, r, gb, m * s.batch(), s.relu(), k, t, half, tile);
      return;
    }
    float[] zero = tiles.accumulator();
    ByteBuffer[] u = {scratch(0, m), scratch(2, m), scratch(3, m)};
    ByteBuffer pooled = scratch(1, pooledSize(s));
    ByteBuffer plus = scratch(4, m);
    ByteBuffer minus = scratch(5, m);
    for (int n = 0; n < s.batch(); n++) {
      children(s, n, a, b, u, k, t, zero);
      copyIn(s, n, r, pooled);
      pooling.backward(s, u[1], pooled, plus);
      pooling.backward(s, u[2], pooled, minus);
      for (int i = 0; i < m; i += LANES) {
        store(plus, i, load(plus, i).sub(load(minus, i)));
      }
      PixelLoops.backward(a, plus, gb, n * m, (n + 1) * m, n * m, false, k, t, half, tile);
    }
  }

  /** {@code u = {kappa a + shift, u + d, u - d}} of image n. */
  private void children(
      ChainShape s,
      int n,
      ByteBuffer a,
      ByteBuffer b,
      ByteBuffer[] u,
      float[] k,
      float[] t,
      float[] zero) {
    affine(s, n, a, u[0], k, t);
    affine(s, n, b, u[2], k, zero);
    for (int i = 0; i < size(s); i += LANES) {
      FloatVector v = load(u[0], i);
      FloatVector d = load(u[2], i);
      store(u[1], i, v.add(d));
      store(u[2], i, v.sub(d));
    }
  }

  /** {@code phi'(u)^T gz} of image n, in scratch memory. */
  private ByteBuffer gradient(
      ChainShape s, int n, ByteBuffer a, ByteBuffer gz, float[] k, float[] t) {
    ByteBuffer u = scratch(0, size(s));
    ByteBuffer pooled = scratch(1, pooledSize(s));
    ByteBuffer gu = scratch(2, size(s));
    affine(s, n, a, u, k, t);
    copyIn(s, n, gz, pooled);
    pooling.backward(s, u, pooled, gu);
    return gu;
  }

  private void affine(ChainShape s, int n, ByteBuffer a, ByteBuffer u, float[] k, float[] t) {
    int m = size(s);
    PixelLoops.forward(a, u, n * m, (n + 1) * m, n * m, false, k, t, tiles.length());
  }

  private static void copyIn(ChainShape s, int n, ByteBuffer all, ByteBuffer image) {
    int bytes = pooledSize(s) * Float.BYTES;
    image.put(0, all, n * bytes, bytes);
  }

  private static void copyOut(ChainShape s, int n, ByteBuffer image, ByteBuffer all) {
    int bytes = pooledSize(s) * Float.BYTES;
    all.put(n * bytes, image, 0, bytes);
  }

  private static int size(ChainShape s) {
    return s.height() * s.width() * s.channels();
  }

  private static int pooledSize(ChainShape s) {
    return s.outHeight() * s.outWidth() * s.channels();
  }

  /** At least {@code elements} floats and a vector to spare. */
  private ByteBuffer scratch(int slot, int elements) {
    int bytes = (elements + SPECIES.length()) * Float.BYTES;
    ByteBuffer buffer = scratch[slot];
    if (buffer == null || buffer.capacity() < bytes) {
      buffer =
          ByteBuffer.allocateDirect(bytes + 2 * SPECIES.vectorByteSize())
              .alignedSlice(SPECIES.vectorByteSize())
              .order(ByteOrder.nativeOrder());
      scratch[slot] = buffer;
    }
    return buffer;
  }
}
