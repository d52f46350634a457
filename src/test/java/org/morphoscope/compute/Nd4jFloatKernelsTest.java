package org.morphoscope.compute;

import org.nd4j.linalg.api.buffer.DataType;

/** ND4J operations in single precision. */
class Nd4jFloatKernelsTest extends KernelsContract {
  @Override
  Kernels create() {
    return new Nd4jKernels(DataType.FLOAT);
  }

  @Override
  double tolerance() {
    return 5e-6;
  }
}
