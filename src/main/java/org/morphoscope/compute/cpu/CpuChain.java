package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.net.Activation;

/**
 * The chain on the host: without pooling one fused loop over everything ({@link FlatLoops}), with
 * pooling image by image through scratch memory ({@link PoolingLoops}).
 *
 * <p>{@code u = kappa a + shift}, {@code z = phi(u)}: a [N,H,W,C], z [N,H',W',C]. With pooling,
 * slot 0 of the scratch memory holds u of one image, slot 1 z or its gradient, slot 2 the gradient
 * in u.
 */
final class CpuChain {
  private final ChannelTile tiles;
  private final PoolingLoops pooling = new PoolingLoops();
  private final PartLoops loops = new PartLoops();
  private final ImageScratch scratch;
  private final FlatLoops flatLoops = new FlatLoops();

  /** Works in the tables and slots of the kernels that own it. */
  CpuChain(ChannelTile tiles, ImageScratch scratch) {
    this.tiles = tiles;
    this.scratch = scratch;
  }

  /**
   * {@code z = phi(kappa a + shift)}.
   *
   * @param kappa {@code [C]}
   * @param shift {@code [C]}
   */
  void forward(ChainShape s, ByteBuffer a, double[] kappa, double[] shift, ByteBuffer z) {
    tiles.reset(s.channels());
    float[] k = tiles.table(kappa, 1);
    float[] t = tiles.table(shift, 1);
    if (s.pooling() == ChainShape.Pooling.NONE) {
      flatLoops.forward(
          a, z, 0, ImageScratch.size(s) * s.batch(), 0, s.activation(), k, t, tiles.length());
      return;
    }
    ByteBuffer u = scratch.floats(0, ImageScratch.size(s));
    ByteBuffer pooled = scratch.floats(1, ImageScratch.pooledSize(s));
    for (int n = 0; n < s.batch(); n++) {
      affine(s, n, a, u, k, t);
      pooling.forward(s, u, pooled);
      ImageScratch.copyOut(s, n, pooled, z);
    }
  }

  /**
   * {@code ga = kappa phi'(u)^T gz}; ga may be a, since an image of a is read before that of ga is
   * written.
   */
  void backward(
      ChainShape s, ByteBuffer a, double[] kappa, double[] shift, ByteBuffer gz, ByteBuffer ga) {
    tiles.reset(s.channels());
    float[] k = tiles.table(kappa, 1);
    float[] t = tiles.table(shift, 1);
    int tile = tiles.length();
    int m = ImageScratch.size(s);
    if (s.pooling() == ChainShape.Pooling.NONE) {
      // p is kappa itself
      flatLoops.backward(a, gz, ga, 0, m * s.batch(), 0, s.activation(), k, t, k, tile);
      return;
    }
    for (int n = 0; n < s.batch(); n++) {
      ByteBuffer gu = gradient(s, n, a, gz, k, t);
      loops.scale(gu, ga, n * m, (n + 1) * m, k, tile);
    }
  }

  /**
   * {@code sum gu} and {@code sum gu (a - origin)} per channel, over images and positions: what a
   * training BatchNorm needs of its batch before it can send a gradient on.
   *
   * @param sumG {@code [C]}, overwritten
   * @param sumGa {@code [C]}, overwritten
   */
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
    int m = ImageScratch.size(s);
    boolean flat = s.pooling() == ChainShape.Pooling.NONE;
    int parts = flat ? 1 : s.batch();
    int part = flat ? m * s.batch() : m;
    for (int n = 0; n < parts; n++) {
      // without pooling the loop gates gz itself; with it, gu has passed the activation already
      ByteBuffer gu = flat ? gz : gradient(s, n, a, gz, k, t);
      Activation activation = flat ? s.activation() : Activation.NONE;
      int from = n * part;
      flatLoops.backwardSums(
          a, gu, from, from + part, from, activation, k, t, o, tiles, accG, accGa, sumG, sumGa);
    }
  }

  /**
   * {@code ga = p gu + q a + r} per channel, the second half of a training BatchNorm's backward; ga
   * may be a.
   */
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
    int m = ImageScratch.size(s);
    boolean flat = s.pooling() == ChainShape.Pooling.NONE;
    int parts = flat ? 1 : s.batch();
    int part = flat ? m * s.batch() : m;
    for (int n = 0; n < parts; n++) {
      ByteBuffer gu = flat ? gz : gradient(s, n, a, gz, k, t);
      Activation activation = flat ? s.activation() : Activation.NONE;
      int from = n * part;
      flatLoops.backwardAffine(
          a, gu, ga, from, from + part, from, activation, k, t, tp, tq, tr, tiles.length());
    }
  }

  /**
   * {@code phi'(u)^T gz} of image n, in scratch memory. Slot 6 is memory for the maxima; nobody
   * else uses it during the call.
   */
  private ByteBuffer gradient(
      ChainShape s, int n, ByteBuffer a, ByteBuffer gz, float[] k, float[] t) {
    ByteBuffer u = scratch.floats(0, ImageScratch.size(s));
    ByteBuffer pooled = scratch.floats(1, ImageScratch.pooledSize(s));
    ByteBuffer gu = scratch.floats(2, ImageScratch.size(s));
    affine(s, n, a, u, k, t);
    ImageScratch.copyIn(s, n, gz, pooled);
    pooling.backward(s, u, pooled, scratch.floats(6, ImageScratch.pooledSize(s)), gu);
    return gu;
  }

  /** u of image n into scratch memory. */
  private void affine(ChainShape s, int n, ByteBuffer a, ByteBuffer u, float[] k, float[] t) {
    int m = ImageScratch.size(s);
    loops.affine(a, u, n * m, (n + 1) * m, k, t, tiles.length());
  }
}
