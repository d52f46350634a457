package org.morphoscope.compute.cpu;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A JavaCPP pointer that can be moved, so that handing an array to native code allocates nothing.
 * Owns nothing.
 */
final class NativeAddress extends Pointer {

  /** Address of the array's first element. Throws when the array has been closed. */
  static long of(INDArray array) {
    return array.data().pointer().address() + array.offset() * array.data().getElementSize();
  }

  /**
   * Points at {@code target} from now on. Nothing keeps the memory alive: whoever calls holds the
   * array.
   */
  NativeAddress at(long target) {
    address = target;
    return this;
  }

  /** Points at the array's first element from now on. */
  NativeAddress at(INDArray array) {
    return at(of(array));
  }

  /** One byte per element: positions and limits count bytes. */
  @Override
  public int sizeof() {
    return 1;
  }

  /** Makes {@link #asByteBuffer} cover this many bytes. */
  NativeAddress bytes(long count) {
    position = 0;
    limit = count;
    capacity = count;
    return this;
  }
}
