package org.morphoscope.compute.cuda;

import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The elementwise part of {@link CudaKernels}, and the optimisers. */
abstract class CudaElementKernels implements Kernels {
  final CudaSession session;

  CudaElementKernels(CudaSession session) {
    this.session = session;
  }

  @Override
  public void addScaled(INDArray coefficient, INDArray v, INDArray r) {
    int length = length(v);
    session
        .kernel("add_scaled")
        .ints(length)
        .ints(length / Math.toIntExact(v.size(0)))
        .ints(channels(v))
        .array(coefficient)
        .array(v)
        .array(r)
        .overElements(length, processors());
  }

  @Override
  public void add(INDArray v, INDArray w, INDArray out) {
    int length = length(out);
    session
        .kernel("add")
        .ints(length)
        .array(v)
        .array(w)
        .array(out)
        .overElements(length, processors());
  }

  @Override
  public void copy(INDArray source, INDArray target) {
    session.enter();
    session.copy(
        DeviceArrays.address(source),
        DeviceArrays.address(target),
        source.length() * type().width());
  }

  @Override
  public void addRows(INDArray rows, double[] coefficient, INDArray target) {
    int length = length(target);
    session
        .kernel("add_rows")
        .ints(coefficient.length)
        .ints(length)
        .array(rows)
        .address(session.send(coefficient))
        .array(target)
        .overElements(length, processors());
  }

  @Override
  public void clear(INDArray target) {
    session.clear(target);
  }

  @Override
  public void axpy(double factor, INDArray source, INDArray target) {
    int length = length(target);
    session
        .kernel("axpy")
        .ints(length)
        .real(factor)
        .array(source)
        .array(target)
        .overElements(length, processors());
  }

  @Override
  public void momentumStep(
      INDArray weight,
      INDArray gradient,
      INDArray velocity,
      double rate,
      double momentum,
      double weightDecay) {
    int length = length(weight);
    session
        .kernel("momentum_step")
        .ints(length)
        .array(weight)
        .array(gradient)
        .array(velocity)
        .real(rate)
        .real(momentum)
        .real(weightDecay)
        .overElements(length, processors());
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
    int length = length(weight);
    session
        .kernel("adam_step")
        .ints(length)
        .array(weight)
        .array(gradient)
        .array(m)
        .array(v)
        .real(rate)
        .real(beta1)
        .real(beta2)
        .real(1 - beta1)
        .real(1 - beta2)
        .real(epsilon)
        .real(weightDecay)
        .overElements(length, processors());
  }

  @Override
  public void childrenDelta(INDArray plus, INDArray minus, INDArray z, INDArray dz) {
    int length = Math.toIntExact(dz.length());
    session
        .kernel("children_delta")
        .ints(length)
        .array(plus)
        .array(minus)
        .array(z)
        .array(dz)
        .overElements(length, processors());
  }

  final int processors() {
    return session.card().multiprocessors();
  }

  static int length(INDArray array) {
    return Math.toIntExact(array.length());
  }

  static int channels(INDArray array) {
    return Math.toIntExact(array.size(array.rank() - 1));
  }
}
