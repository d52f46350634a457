package org.morphoscope.compute.cuda;

import org.morphoscope.compute.GraphicsCard;
import org.morphoscope.compute.GraphicsCards;

/** NVIDIA cards. */
public final class CudaCards implements GraphicsCards {

  @Override
  public boolean preferred() {
    return CompilerLibrary.onClassPath();
  }

  @Override
  public GraphicsCard open() {
    try {
      Driver.load();
    } catch (UnsatisfiedLinkError e) {
      throw new IllegalStateException(
          "NVIDIA's driver does not load (%s)".formatted(e.getMessage().strip()), e);
    }
    return new CudaCard(new Compiler());
  }
}
