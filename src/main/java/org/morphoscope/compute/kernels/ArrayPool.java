package org.morphoscope.compute.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Memory for arrays that are needed together and given up together, again and again. May be used by
 * several threads at once, but for {@link #reset} and {@link #close}.
 */
public interface ArrayPool extends AutoCloseable {

  /**
   * {@return an array of the kernels' type in C order with any contents; valid until the next
   * reset}
   *
   * @param shape sizes of the dimensions, outermost first
   */
  INDArray allocate(long... shape);

  /** Takes all arrays back. Closing them before is allowed and changes nothing. */
  void reset();

  /** Frees the memory; all arrays are invalid from now on. */
  @Override
  void close();
}
