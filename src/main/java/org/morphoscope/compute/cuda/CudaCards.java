package org.morphoscope.compute.cuda;

import org.morphoscope.compute.kernels.GraphicsCard;
import org.morphoscope.compute.kernels.GraphicsCards;
import org.morphoscope.text.Texts;

/** NVIDIA cards. */
public final class CudaCards implements GraphicsCards {

  @Override
  public boolean preferred() {
    return CompilerLibrary.onClassPath();
  }

  /** Loads the driver first: without one nothing else of CUDA is looked for. */
  @Override
  public GraphicsCard open() {
    try {
      Driver.load();
      return new CudaCard(new Compiler());
    } catch (LinkageError e) {
      // a library or one of its functions is missing; later calls find classes that failed to load
      throw new IllegalStateException(
          Texts.of("NVIDIA's libraries do not load (%s)", LoadFailure.reason(e)), e);
    }
  }
}
