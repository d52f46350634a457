package org.morphoscope.compute.kernels;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Temporaries of one kernel call, released together. Native memory that waits for the garbage
 * collector grows a process by hundreds of MB in a few thousand steps.
 */
public final class Scratch implements AutoCloseable {
  private final DataType type;
  private final List<INDArray> arrays = new ArrayList<>();

  /** Temporaries of a type, none yet. */
  public Scratch(DataType type) {
    this.type = type;
  }

  /** Takes over an array that an operation has just allocated. */
  public INDArray keep(INDArray fresh) {
    arrays.add(fresh);
    return fresh;
  }

  /** Uninitialised, C order. */
  public INDArray empty(long... shape) {
    return keep(Nd4j.createUninitialized(type, shape, 'c'));
  }

  /** Zeros, C order. */
  public INDArray zeros(long... shape) {
    return keep(Nd4j.create(type, shape, 'c'));
  }

  /** A C-order copy. */
  public INDArray copy(INDArray source) {
    return keep(source.dup('c'));
  }

  /** A vector on the device. */
  public INDArray vector(double[] values) {
    return cast(keep(Nd4j.createFromArray(values)), type);
  }

  /** The array itself where it already has the type. */
  public INDArray cast(INDArray source, DataType target) {
    return source.dataType() == target ? source : keep(source.castTo(target));
  }

  /** Frees what is an array of its own; views of others are left alone. */
  @Override
  public void close() {
    for (INDArray array : arrays) {
      if (array.closeable()) {
        array.close();
      }
    }
    arrays.clear();
  }
}
