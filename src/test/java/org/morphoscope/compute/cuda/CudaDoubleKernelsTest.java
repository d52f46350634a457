package org.morphoscope.compute.cuda;

import org.junit.jupiter.api.BeforeAll;
import org.morphoscope.compute.kernels.GraphicsCard;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.KernelsContract;
import org.nd4j.linalg.api.buffer.DataType;

/** Kernels on a graphics card in double precision; skipped without one. */
class CudaDoubleKernelsTest extends KernelsContract {
  private static GraphicsCard card;

  @BeforeAll
  static void findCard() {
    card = Cards.assumed();
  }

  @Override
  protected Kernels create() {
    return card.create(DataType.DOUBLE);
  }

  @Override
  protected double tolerance() {
    return 1e-12;
  }
}
