package org.morphoscope.compute.nd4j;

import org.morphoscope.compute.kernels.ComposedSplits;
import org.morphoscope.compute.kernels.GlobalTail;
import org.morphoscope.compute.kernels.LayerSplits;
import org.morphoscope.compute.kernels.Scratch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The splits of {@link Nd4jKernels} (method.md sections 3.1 and 5), with {@code u = kappa a +
 * shift} and {@code d = kappa b}. Learning and scoring are composed of the other kernels ({@link
 * ComposedSplits}): this is the reference, where a formula in one place counts more than a sweep
 * over memory.
 */
abstract class Nd4jSplitKernels extends Nd4jElementKernels {
  // both keep arrays by shape until they are closed; of one thread
  final GlobalTail tail = new GlobalTail(this);
  private final ComposedSplits composed = new ComposedSplits(this);

  Nd4jSplitKernels(DataType type) {
    super(type);
  }

  /** {@code dz = (phi(u + d) + phi(u - d)) / 2 - phi(u)}: a, b [N,H,W,C], dz [N,H',W',C]. */
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
      // without the shift: u carries it
      INDArray d = chain.affine(split.b(), split.kappa(), new double[split.kappa().length]);
      INDArray minus = scratch.empty(dz.shape());
      chain.forward(scratch.keep(u.add(d)), dz);
      chain.forward(scratch.keep(u.sub(d)), minus);
      dz.addi(minus).muli(0.5);
      // u last: the forward uses it up
      chain.forward(u, minus);
      dz.subi(minus);
    }
  }

  /**
   * {@code gb = kappa (phi'(u + d)^T r - phi'(u - d)^T r) / 2}; gb is written last and may be b.
   */
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

  /** {@code plus = phi(u + d)}, {@code minus = phi(u - d)}. */
  @Override
  public void childrenForward(LayerSplits split, INDArray plus, INDArray minus) {
    composed.forward(split, plus, minus);
  }

  /** {@code gb = kappa (phi'(u + d)^T gPlus - phi'(u - d)^T gMinus) / 2}. */
  @Override
  public void childrenBackward(LayerSplits split, INDArray gPlus, INDArray gMinus, INDArray gb) {
    composed.backward(split, gPlus, gMinus, gb);
  }

  /** {@code dz = (plus + minus) / 2 - z}, [N,H',W',C] each. */
  @Override
  public void childrenDelta(INDArray plus, INDArray minus, INDArray z, INDArray dz) {
    // (z_+ + z_- - 2 z) / 2, in this order to lose few digits
    try (Scratch scratch = new Scratch(type)) {
      INDArray twice = scratch.keep(z.mul(2));
      INDArray sum = scratch.keep(plus.add(minus));
      dz.assign(sum.subi(twice).muli(0.5));
    }
  }

  /**
   * {@code dz . g}, {@code dz . h} and the gradient in b of {@code sum dz . g + (f_n dz . h)^2 /
   * 2}.
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
    composed.learn(split, g, h, factor, products, rows, gb);
  }

  /**
   * {@code dz . g}, {@code z . g} and sums of g per sample and channel, for every gradient.
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
    composed.score(split, z, g, splits, values, sums);
  }

  final void closeScratch() {
    tail.close();
    composed.close();
  }
}
