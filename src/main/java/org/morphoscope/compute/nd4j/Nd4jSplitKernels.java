package org.morphoscope.compute.nd4j;

import org.morphoscope.compute.kernels.ComposedSplits;
import org.morphoscope.compute.kernels.GlobalTail;
import org.morphoscope.compute.kernels.LayerSplits;
import org.morphoscope.compute.kernels.Scratch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The splits of {@link Nd4jKernels}. */
abstract class Nd4jSplitKernels extends Nd4jElementKernels {
  final GlobalTail tail = new GlobalTail(this);
  private final ComposedSplits composed = new ComposedSplits(this);

  Nd4jSplitKernels(DataType type) {
    super(type);
  }

  @Override
  public void splitDelta(LayerSplits split, INDArray dz) {
    if (split.shape().thenGlobal()) {
      tail.average(
          split.shape(), dz, (windowed, pooled) -> splitDelta(split.with(windowed), pooled));
      return;
    }
    try (Scratch scratch = new Scratch(type)) {
      Nd4jChain chain = new Nd4jChain(split.shape(), type, scratch);
      INDArray u = chain.affine(split.a(), split.kappa(), split.shift());
      INDArray d = chain.affine(split.b(), split.kappa(), new double[split.kappa().length]);
      INDArray minus = scratch.empty(dz.shape());
      chain.forward(scratch.keep(u.add(d)), dz);
      chain.forward(scratch.keep(u.sub(d)), minus);
      dz.addi(minus).muli(0.5);
      chain.forward(u, minus);
      dz.subi(minus);
    }
  }

  @Override
  public void splitGradient(LayerSplits split, INDArray r, INDArray gb) {
    if (split.shape().thenGlobal()) {
      tail.spread(
          split.shape(), r, (windowed, pooled) -> splitGradient(split.with(windowed), pooled, gb));
      return;
    }
    try (Scratch scratch = new Scratch(type)) {
      Nd4jChain chain = new Nd4jChain(split.shape(), type, scratch);
      INDArray u = chain.affine(split.a(), split.kappa(), split.shift());
      INDArray d = chain.affine(split.b(), split.kappa(), new double[split.kappa().length]);
      INDArray gradient = chain.backward(scratch.keep(u.add(d)), r);
      gradient.subi(chain.backward(u.subi(d), r)).muli(0.5);
      Nd4jChain.rows(gradient).muliRowVector(scratch.vector(split.kappa()));
      gb.assign(gradient);
    }
  }

  @Override
  public void childrenForward(LayerSplits split, INDArray plus, INDArray minus) {
    composed.forward(split, plus, minus);
  }

  @Override
  public void childrenBackward(LayerSplits split, INDArray gPlus, INDArray gMinus, INDArray gb) {
    composed.backward(split, gPlus, gMinus, gb);
  }

  @Override
  public void childrenDelta(INDArray plus, INDArray minus, INDArray z, INDArray dz) {
    // (z_+ + z_- - 2 z) / 2, in this order to lose few digits
    try (Scratch scratch = new Scratch(type)) {
      INDArray twice = scratch.keep(z.mul(2));
      INDArray sum = scratch.keep(plus.add(minus));
      dz.assign(sum.subi(twice).muli(0.5));
    }
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
    composed.learn(split, g, h, factor, products, rows, gb);
  }

  @Override
  public void scoreSplits(
      LayerSplits split,
      INDArray z,
      INDArray[] g,
      double[][] splits,
      double[][] values,
      double[][] sums) {
    composed.score(split, z, g, splits, values, sums);
  }

  final void closeScratch() {
    tail.close();
    composed.close();
  }
}
