package org.morphoscope.compute.kernels;

import org.nd4j.linalg.api.buffer.DataType;

/** A graphics card that computes. */
public interface GraphicsCard {

  /** The card's own name, for example {@code "NVIDIA H100 80GB HBM3"}. */
  String name();

  /** What drives it in words, for example {@code "CUDA driver 13.0, NVRTC 13.0"}. */
  String versions();

  /**
   * Kernels whose arrays live on the card.
   *
   * @param type FLOAT or DOUBLE
   */
  Kernels create(DataType type);
}
