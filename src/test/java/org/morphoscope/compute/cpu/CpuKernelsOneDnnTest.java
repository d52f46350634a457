package org.morphoscope.compute.cpu;

import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.KernelsContract;

/** The fast kernels with oneDNN's convolutions. */
class CpuKernelsOneDnnTest extends KernelsContract {
  @Override
  protected Kernels create() {
    return new CpuKernels(new OneDnnConvolver());
  }

  @Override
  protected double tolerance() {
    return 5e-6;
  }
}
