package org.morphoscope.compute.nd4j;

import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.Scratch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The elementwise part of {@link Nd4jKernels}, and the optimisers. */
abstract class Nd4jElementKernels implements Kernels {
  final DataType type;

  Nd4jElementKernels(DataType type) {
    this.type = type;
  }

  @Override
  public void addScaled(INDArray coefficient, INDArray v, INDArray r) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray product = scratch.copy(v);
      Nd4jChain.positions(product)
          .muli(coefficient.reshape('c', new long[] {v.size(0), 1, v.size(3)}));
      r.addi(product);
    }
  }

  @Override
  public void add(INDArray v, INDArray w, INDArray out) {
    v.addi(w, out);
  }

  @Override
  public void copy(INDArray source, INDArray target) {
    target.assign(source);
  }

  @Override
  public void addRows(INDArray rows, double[] coefficient, INDArray target) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray row = scratch.vector(coefficient).reshape('c', new long[] {1, coefficient.length});
      INDArray sum = scratch.keep(row.mmul(rows));
      target.addi(sum.reshape('c', target.shape()));
    }
  }

  @Override
  public void clear(INDArray target) {
    target.assign(0);
  }

  @Override
  public void axpy(double factor, INDArray source, INDArray target) {
    try (Scratch scratch = new Scratch(type)) {
      target.addi(scratch.keep(source.mul(factor)));
    }
  }

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
      v.muli(beta2).addi(g.muli(g).muli(1 - beta2));
      INDArray step = scratch.keep(m.mul(rate));
      weight.subi(step.divi(Transforms.sqrt(scratch.copy(v), false).addi(epsilon)));
    }
  }
}
