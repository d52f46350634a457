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

  /**
   * Temporaries of a type, none yet.
   *
   * @param type of the arrays that are allocated here
   */
  public Scratch(DataType type) {
    this.type = type;
  }

  /**
   * {@return that array, which is freed with the others}
   *
   * @param fresh not used by anything else
   */
  public INDArray keep(INDArray fresh) {
    arrays.add(fresh);
    return fresh;
  }

  /**
   * {@return an uninitialised array in C order}
   *
   * @param shape sizes of the dimensions, outermost first
   */
  public INDArray empty(long... shape) {
    return keep(Nd4j.createUninitialized(type, shape, 'c'));
  }

  /**
   * {@return an array of zeros in C order}
   *
   * @param shape sizes of the dimensions, outermost first
   */
  public INDArray zeros(long... shape) {
    return keep(Nd4j.create(type, shape, 'c'));
  }

  /**
   * {@return a C-order copy}
   *
   * @param source of any order; stays the caller's
   */
  public INDArray copy(INDArray source) {
    return keep(source.dup('c'));
  }

  /**
   * {@return the numbers as a vector on the device, in this object's type}
   *
   * @param values on the host
   */
  public INDArray vector(double[] values) {
    return cast(keep(Nd4j.createFromArray(values)), type);
  }

  /**
   * {@return the array itself where it already has the type, else a temporary copy}
   *
   * @param source stays the caller's
   * @param target type wanted
   */
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
