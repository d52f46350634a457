package org.morphoscope.compute;

/** The fast kernels with oneDNN's convolutions. */
class CpuKernelsOneDnnTest extends KernelsContract {
  @Override
  Kernels create() {
    return new CpuKernels(new OneDnnConvolver());
  }

  @Override
  double tolerance() {
    return 5e-6;
  }
}
