package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ComposedSplits;
import org.morphoscope.compute.kernels.GlobalTail;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.LayerSplits;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The splits of {@link CpuKernels}, and the memory that both work in. */
abstract class CpuSplitKernels implements Kernels {
  final GlobalTail tail = new GlobalTail(this);
  final FloatBuffers buffers = new FloatBuffers();
  final ChannelTile tiles = new ChannelTile();
  final ImageScratch scratch = new ImageScratch();
  private final ComposedSplits composed = new ComposedSplits(this);
  private final CpuSplits splits = new CpuSplits(tiles, scratch);

  @Override
  public void splitDelta(LayerSplits split, INDArray dz) {
    if (split.shape().thenGlobal()) {
      tail.average(
          split.shape(), dz, (windowed, pooled) -> splitDelta(split.with(windowed), pooled));
      return;
    }
    splits.delta(buffers(split), buffers.of(dz));
  }

  @Override
  public void splitGradient(LayerSplits split, INDArray r, INDArray gb) {
    if (split.shape().thenGlobal()) {
      tail.spread(
          split.shape(), r, (windowed, pooled) -> splitGradient(split.with(windowed), pooled, gb));
      return;
    }
    splits.gradient(buffers(split), buffers.of(r), buffers.of(gb));
  }

  @Override
  public void childrenForward(LayerSplits split, INDArray plus, INDArray minus) {
    if (split.shape().pooling() != ChainShape.Pooling.NONE) {
      composed.forward(split, plus, minus);
      return;
    }
    splits.childrenForward(buffers(split), buffers.of(plus), buffers.of(minus));
  }

  @Override
  public void childrenBackward(LayerSplits split, INDArray gPlus, INDArray gMinus, INDArray gb) {
    if (split.shape().pooling() != ChainShape.Pooling.NONE) {
      composed.backward(split, gPlus, gMinus, gb);
      return;
    }
    splits.childrenBackward(buffers(split), buffers.of(gPlus), buffers.of(gMinus), buffers.of(gb));
  }

  @Override
  public void childrenDelta(INDArray plus, INDArray minus, INDArray z, INDArray dz) {
    ElementLoops.meanDifference(
        buffers.of(plus), buffers.of(minus), buffers.of(z), buffers.of(dz), length(dz));
  }

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
        g == h ? buffers.of(g) : buffers.of(h),
        factor,
        products,
        rows,
        buffers.of(gb));
  }

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

  private SplitBuffers buffers(LayerSplits split) {
    return new SplitBuffers(
        split.shape(), buffers.of(split.a()), buffers.of(split.b()), split.kappa(), split.shift());
  }

  final void closeScratch() {
    tail.close();
    composed.close();
  }

  static int length(INDArray array) {
    return Math.toIntExact(array.length());
  }
}
