package org.morphoscope.compute.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** For backends whose memory is not the host's: plain arrays, freed when they are taken back. */
final class PlainArrayPool implements ArrayPool {
  private final Kernels kernels;

  /** Given out since the last reset. */
  private final List<INDArray> arrays = new ArrayList<>();

  PlainArrayPool(Kernels kernels) {
    this.kernels = kernels;
  }

  /** From the kernels, one by one: this pool saves nothing but the closing. */
  @Override
  public synchronized INDArray allocate(long... shape) {
    INDArray array = kernels.allocate(shape);
    arrays.add(array);
    return array;
  }

  /** Closes what its user has not closed. */
  @Override
  public synchronized void reset() {
    for (INDArray array : arrays) {
      if (array.closeable() && !array.wasClosed()) {
        array.close();
      }
    }
    arrays.clear();
  }

  @Override
  public void close() {
    reset();
  }
}
