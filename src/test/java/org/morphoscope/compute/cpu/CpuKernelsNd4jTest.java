package org.morphoscope.compute.cpu;

import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.KernelsContract;
import org.morphoscope.compute.nd4j.Nd4jConvolver;
import org.nd4j.linalg.api.buffer.DataType;

/** The fast kernels where oneDNN does not load. */
class CpuKernelsNd4jTest extends KernelsContract {
  @Override
  protected Kernels create() {
    return new CpuKernels(new Nd4jConvolver(DataType.FLOAT));
  }

  @Override
  protected double tolerance() {
    return 5e-6;
  }
}
