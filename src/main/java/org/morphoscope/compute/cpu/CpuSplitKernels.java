package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ComposedSplits;
import org.morphoscope.compute.kernels.GlobalTail;
import org.morphoscope.compute.kernels.Kernels;
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
  public void splitDelta(
      ChainShape shape, INDArray a, INDArray b, double[] kappa, double[] shift, INDArray dz) {
    if (shape.thenGlobal()) {
      tail.average(
          shape, dz, (windowed, pooled) -> splitDelta(windowed, a, b, kappa, shift, pooled));
      return;
    }
    splits.delta(shape, buffers.of(a), buffers.of(b), kappa, shift, buffers.of(dz));
  }

  @Override
  public void splitGradient(
      ChainShape shape,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray r,
      INDArray gb) {
    if (shape.thenGlobal()) {
      tail.spread(
          shape, r, (windowed, pooled) -> splitGradient(windowed, a, b, kappa, shift, pooled, gb));
      return;
    }
    splits.gradient(
        shape, buffers.of(a), buffers.of(b), kappa, shift, buffers.of(r), buffers.of(gb));
  }

  @Override
  public void childrenForward(
      ChainShape shape,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray plus,
      INDArray minus) {
    if (shape.pooling() != ChainShape.Pooling.NONE) {
      composed.forward(shape, a, b, kappa, shift, plus, minus);
      return;
    }
    splits.childrenForward(
        shape, buffers.of(a), buffers.of(b), kappa, shift, buffers.of(plus), buffers.of(minus));
  }

  @Override
  public void childrenBackward(
      ChainShape shape,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray gPlus,
      INDArray gMinus,
      INDArray gb) {
    if (shape.pooling() != ChainShape.Pooling.NONE) {
      composed.backward(shape, a, b, kappa, shift, gPlus, gMinus, gb);
      return;
    }
    splits.childrenBackward(
        shape,
        buffers.of(a),
        buffers.of(b),
        kappa,
        shift,
        buffers.of(gPlus),
        buffers.of(gMinus),
        buffers.of(gb));
  }

  @Override
  public void childrenDelta(INDArray plus, INDArray minus, INDArray z, INDArray dz) {
    ElementLoops.meanDifference(
        buffers.of(plus), buffers.of(minus), buffers.of(z), buffers.of(dz), length(dz));
  }

  @Override
  public void learnSplits(
      ChainShape shape,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray g,
      INDArray h,
      double[] factor,
      double[] products,
      double[] rows,
      INDArray gb) {
    if (shape.thenGlobal()) {
      composed.learn(shape, a, b, kappa, shift, g, h, factor, products, rows, gb);
      return;
    }
    splits.learn(
        shape,
        buffers.of(a),
        buffers.of(b),
        kappa,
        shift,
        buffers.of(g),
        g == h ? buffers.of(g) : buffers.of(h),
        factor,
        products,
        rows,
        buffers.of(gb));
  }

  @Override
  public void scoreSplits(
      ChainShape shape,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray z,
      INDArray[] g,
      double[][] splits,
      double[][] values,
      double[][] sums) {
    if (shape.thenGlobal()) {
      composed.score(shape, a, b, kappa, shift, z, g, splits, values, sums);
      return;
    }
    ByteBuffer[] gradients = new ByteBuffer[g.length];
    for (int i = 0; i < g.length; i++) {
      gradients[i] = buffers.of(g[i]);
    }
    this.splits.score(
        shape,
        buffers.of(a),
        buffers.of(b),
        kappa,
        shift,
        buffers.of(z),
        gradients,
        splits,
        values,
        sums);
  }

  final void closeScratch() {
    tail.close();
    composed.close();
  }

  static int length(INDArray array) {
    return Math.toIntExact(array.length());
  }
}
