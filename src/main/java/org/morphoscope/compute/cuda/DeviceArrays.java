package org.morphoscope.compute.cuda;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.morphoscope.text.Texts;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays over the card's memory: shape, views and closing are ND4J's, but the address is the
 * card's, so that only kernels may look at the contents. ND4J itself never does unless asked for a
 * value or an operation.
 */
final class DeviceArrays {
  private DeviceArrays() {}

  /** A pointer to any address. */
  private static final class Address extends Pointer {
    Address(long target) {
      address = target;
    }
  }

  /** Elements of a shape; kernels count them in 32 bits. */
  static long length(long... shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          Texts.of("an array of %d elements is too large for the card's kernels", length));
    }
    return length;
  }

  /**
   * An array in C order over memory at an address of the card. ND4J's buffer thinks the address is
   * the host's: nothing of it may be asked for a value.
   */
  static INDArray at(long address, DataType type, long... shape) {
    Pointer pointer = new Address(address);
    long length = length(shape);
    DataBuffer buffer =
        Nd4j.createBuffer(
            type == DataType.FLOAT ? new FloatPointer(pointer) : new DoublePointer(pointer),
            length,
            type);
    return Nd4j.create(buffer, shape, Nd4j.getStrides(shape, 'c'), 0, 'c', type);
  }

  /** Address of the array's first element on the card. Throws when the array has been closed. */
  static long address(INDArray array) {
    DataBuffer data = array.data();
    return data.pointer().address() + array.offset() * data.getElementSize();
  }
}
