package org.morphoscope.compute.nd4j;

import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.Scratch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The elementwise part of {@link Nd4jKernels}, and the optimisers. A method with {@code i} at the
 * end of its name ({@code addi}) works in place; all others allocate, and the scratch frees what
 * they allocate.
 */
abstract class Nd4jElementKernels implements Kernels {
  /** FLOAT or DOUBLE. */
  final DataType type;

  Nd4jElementKernels(DataType type) {
    this.type = type;
  }

  /**
   * {@code r += coefficient[n, c] v}: coefficient [N,C] is stretched over the positions as [N,1,C].
   */
  @Override
  public void addScaled(INDArray coefficient, INDArray v, INDArray r) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray product = scratch.copy(v);
      Nd4jChain.positions(product)
          .muli(coefficient.reshape('c', new long[] {v.size(0), 1, v.size(3)}));
      r.addi(product);
    }
  }

  /** {@code out = v + w}. */
  @Override
  public void add(INDArray v, INDArray w, INDArray out) {
    v.addi(w, out);
  }

  /** {@code target *= factor}. */
  @Override
  public void multiply(INDArray factor, INDArray target) {
    target.muli(factor);
  }

  /** {@code target = source}. */
  @Override
  public void copy(INDArray source, INDArray target) {
    target.assign(source);
  }

  /** {@code target += coefficient^T rows}: rows [N,P], as a row vector times a matrix. */
  @Override
  public void addRows(INDArray rows, double[] coefficient, INDArray target) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray row = scratch.vector(coefficient).reshape('c', new long[] {1, coefficient.length});
      INDArray sum = scratch.keep(row.mmul(rows));
      target.addi(sum.reshape('c', target.shape()));
    }
  }

  /** {@code target = 0}. */
  @Override
  public void clear(INDArray target) {
    target.assign(0);
  }

  /** {@code target += factor source}. */
  @Override
  public void axpy(double factor, INDArray source, INDArray target) {
    try (Scratch scratch = new Scratch(type)) {
      target.addi(scratch.keep(source.mul(factor)));
    }
  }

  /**
   * {@code velocity = momentum velocity + (g + decay w)}, {@code w -= rate velocity}.
   *
   * @param weight w, overwritten
   * @param velocity overwritten
   */
  @Override
  public void momentumStep(
      INDArray weight,
      INDArray gradient,
      INDArray velocity,
      double rate,
      double momentum,
      double weightDecay) {
    try (Scratch scratch = new Scratch(type)) {
      velocity.muli(momentum).addi(gradient).addi(scratch.keep(weight.mul(weightDecay)));
      weight.subi(scratch.keep(velocity.mul(rate)));
    }
  }

  /**
   * {@code m = beta1 m + (1 - beta1) g}, {@code v = beta2 v + (1 - beta2) g^2}, {@code w -= rate m
   * / (sqrt(v) + epsilon)}, with {@code g + decay w} for g.
   *
   * @param m first moment, overwritten
   * @param v second moment, overwritten
   * @param rate corrected for the bias of m and v, as epsilon is
   */
  @Override
  public void adamStep(
      INDArray weight,
      INDArray gradient,
      INDArray m,
      INDArray v,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray g = scratch.keep(weight.mul(weightDecay)).addi(gradient);
      m.muli(beta1).addi(scratch.keep(g.mul(1 - beta1)));
      // g is not needed any more: its square takes its memory
      v.muli(beta2).addi(g.muli(g).muli(1 - beta2));
      INDArray step = scratch.keep(m.mul(rate));
      weight.subi(step.divi(Transforms.sqrt(scratch.copy(v), false).addi(epsilon)));
    }
  }
}
