package org.morphoscope.compute;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many threads native code uses for a call from the current thread. */
final class NativeThreads {
  private NativeThreads() {}

  /**
   * One thread for what the calling thread asks of ND4J, OpenBLAS and oneDNN: all three take their
   * OpenMP team from it. No effect on a GPU.
   */
  static void useOne() {
    // Nd4j must be initialised before NativeOpsHolder, which otherwise fails for good
    if (Nd4j.getEnvironment().isCPU()) {
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }
  }
}
