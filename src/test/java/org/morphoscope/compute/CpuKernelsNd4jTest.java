package org.morphoscope.compute;

import org.nd4j.linalg.api.buffer.DataType;

/** The fast kernels where oneDNN does not load. */
class CpuKernelsNd4jTest extends KernelsContract {
  @Override
  Kernels create() {
    return new CpuKernels(new Nd4jConvolver(DataType.FLOAT));
  }

  @Override
  double tolerance() {
    return 5e-6;
  }
}
