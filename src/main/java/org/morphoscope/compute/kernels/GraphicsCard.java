package org.morphoscope.compute.kernels;

import org.nd4j.linalg.api.buffer.DataType;

/** A graphics card that computes. */
public interface GraphicsCard {

  /** {@return the card's own name, for example {@code "NVIDIA H100 80GB HBM3"}} */
  String name();

  /** {@return what drives it in words, for example {@code "CUDA driver 13.0, NVRTC 13.0"}} */
  String versions();

  /**
   * {@return kernels whose arrays live on the card; the caller closes them}
   *
   * @param type FLOAT or DOUBLE
   */
  Kernels create(DataType type);
}
