package org.morphoscope.compute.kernels;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many threads native code uses for a call from the current thread. */
public final class NativeThreads {
  private NativeThreads() {}

  /**
   * One thread for what the calling thread asks of ND4J, OpenBLAS and oneDNN. ND4J and oneDNN take
   * their OpenMP team from the calling thread; OpenBLAS has threads of its own, for the whole
   * process, which go on spinning for some 25 ms after every product and take the cores from the
   * shards. No effect on a GPU. Called once by each thread of a team.
   */
  public static void useOne() {
    // Nd4j must be initialised before NativeOpsHolder, which otherwise fails for good
    if (Nd4j.getEnvironment().isCPU()) {
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
      Nd4j.factory().blas().setMaxThreads(1);
    }
  }
}
