package org.morphoscope.compute.nd4j;

import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.KernelsContract;
import org.nd4j.linalg.api.buffer.DataType;

/** ND4J operations in single precision. */
class Nd4jFloatKernelsTest extends KernelsContract {
  @Override
  protected Kernels create() {
    return new Nd4jKernels(DataType.FLOAT);
  }

  @Override
  protected double tolerance() {
    return 5e-6;
  }
}
