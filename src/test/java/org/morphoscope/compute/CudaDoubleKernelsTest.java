package org.morphoscope.compute;

import org.junit.jupiter.api.BeforeAll;
import org.nd4j.linalg.api.buffer.DataType;

/** Kernels on a graphics card in double precision; skipped without one. */
class CudaDoubleKernelsTest extends KernelsContract {
  private static GraphicsCard card;

  @BeforeAll
  static void findCard() {
    card = Cards.assumed();
  }

  @Override
  Kernels create() {
    return card.create(DataType.DOUBLE);
  }

  @Override
  double tolerance() {
    return 1e-12;
  }
}
