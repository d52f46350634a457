package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ComposedSplits;
import org.morphoscope.compute.kernels.GlobalTail;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.LayerSplits;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The splits of {@link CpuKernels} (method.md sections 3.1 and 5), and the memory that both work
 * in. Three cases: fused loops ({@link CpuSplits}); a global average behind a window, which {@link
 * GlobalTail} takes apart; and children through a pooling, which {@link ComposedSplits} puts
 * together.
 */
abstract class CpuSplitKernels implements Kernels {
  // all of one thread and reused by every call; only tail and composed own native memory
  final GlobalTail tail = new GlobalTail(this);
  final FloatBuffers buffers = new FloatBuffers();
  final ChannelTile tiles = new ChannelTile();
  final ImageScratch scratch = new ImageScratch();
  private final ComposedSplits composed = new ComposedSplits(this);
  // works in the same tables and slots as the chain
  private final CpuSplits splits = new CpuSplits(tiles, scratch);

  /** {@code dz = (phi(u + d) + phi(u - d)) / 2 - phi(u)}; an average of dz is dz of the average. */
  @Override
  public void splitDelta(LayerSplits split, INDArray dz) {
    if (split.shape().thenGlobal()) {
      tail.average(
          split.shape(), dz, (windowed, pooled) -> splitDelta(split.with(windowed), pooled));
      return;
    }
    splits.delta(buffers(split), buffers.of(dz));
  }

  /** {@code gb = kappa (phi'(u + d)^T r - phi'(u - d)^T r) / 2}. */
  @Override
  public void splitGradient(LayerSplits split, INDArray r, INDArray gb) {
    if (split.shape().thenGlobal()) {
      tail.spread(
          split.shape(), r, (windowed, pooled) -> splitGradient(split.with(windowed), pooled, gb));
      return;
    }
    splits.gradient(buffers(split), buffers.of(r), buffers.of(gb));
  }

  /** Both children of a tied layer. Those with a pooling are rare: they share the plain chain. */
  @Override
  public void childrenForward(LayerSplits split, INDArray plus, INDArray minus) {
    if (split.shape().pooling() != ChainShape.Pooling.NONE) {
      composed.forward(split, plus, minus);
      return;
    }
    splits.childrenForward(buffers(split), buffers.of(plus), buffers.of(minus));
  }

  /** {@code gb = kappa (phi'(u + d)^T gPlus - phi'(u - d)^T gMinus) / 2}. */
  @Override
  public void childrenBackward(LayerSplits split, INDArray gPlus, INDArray gMinus, INDArray gb) {
    if (split.shape().pooling() != ChainShape.Pooling.NONE) {
      composed.backward(split, gPlus, gMinus, gb);
      return;
    }
    splits.childrenBackward(buffers(split), buffers.of(gPlus), buffers.of(gMinus), buffers.of(gb));
  }

  /** {@code dz = (plus + minus) / 2 - z}. */
  @Override
  public void childrenDelta(INDArray plus, INDArray minus, INDArray z, INDArray dz) {
    ElementLoops.meanDifference(
        buffers.of(plus), buffers.of(minus), buffers.of(z), buffers.of(dz), length(dz));
  }

  /**
   * dz, both products and the gradient of a learning step in one go, image by image.
   *
   * @param factor f, one per image
   * @param products {@code [N, C]}, overwritten
   * @param rows {@code [N, C]}, overwritten
   */
  @Override
  public void learnSplits(
      LayerSplits split,
      INDArray g,
      INDArray h,
      double[] factor,
      double[] products,
      double[] rows,
      INDArray gb) {
    if (split.shape().thenGlobal()) {
      composed.learn(split, g, h, factor, products, rows, gb);
      return;
    }
    splits.learn(
        buffers(split),
        buffers.of(g),
        // the buffer's look-up is by address: one look-up for one array
        g == h ? buffers.of(g) : buffers.of(h),
        factor,
        products,
        rows,
        buffers.of(gb));
  }

  /**
   * {@code dz . g}, {@code z . g} and the sums of g, per sample and channel, for every gradient.
   *
   * @param splits per gradient {@code [N, C]}: {@code dz . g}
   * @param values per gradient {@code [N, C]}: {@code z . g}
   * @param sums per gradient {@code [N, C]}: sum of g over positions
   */
  @Override
  public void scoreSplits(
      LayerSplits split,
      INDArray z,
      INDArray[] g,
      double[][] splits,
      double[][] values,
      double[][] sums) {
    if (split.shape().thenGlobal()) {
      composed.score(split, z, g, splits, values, sums);
      return;
    }
    ByteBuffer[] gradients = new ByteBuffer[g.length];
    for (int i = 0; i < g.length; i++) {
      gradients[i] = buffers.of(g[i]);
    }
    this.splits.score(buffers(split), buffers.of(z), gradients, splits, values, sums);
  }

  /** The arrays' memory, valid during the call. */
  private SplitBuffers buffers(LayerSplits split) {
    return new SplitBuffers(
        split.shape(), buffers.of(split.a()), buffers.of(split.b()), split.kappa(), split.shift());
  }

  /** Frees what the composed ways have allocated. */
  final void closeScratch() {
    tail.close();
    composed.close();
  }

  static int length(INDArray array) {
    return Math.toIntExact(array.length());
  }
}
