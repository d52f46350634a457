package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of arrays as byte buffers in native order, made once per array and found again by
 * address and size. A buffer does not keep its array alive; it is valid during the call that asked.
 */
public final class FloatBuffers {
  /** 512 places: arrays that meet in one take turns. */
  private static final int SLOT_BITS = 9;

  private final long[] addresses = new long[1 << SLOT_BITS];
  private final ByteBuffer[] buffers = new ByteBuffer[1 << SLOT_BITS];
  private final NativeAddress pointer = new NativeAddress();

  /**
   * {@return the elements of a contiguous float array of less than 2 GB} Two arrays in one slot
   * take turns, which costs a buffer object and no more.
   *
   * @param array contiguous, of floats, below 2 GB
   */
  public ByteBuffer of(INDArray array) {
    long address = NativeAddress.of(array);
    long bytes = array.length() * Float.BYTES;
    int slot = (int) ((address * 0x9E3779B97F4A7C15L + bytes) >>> (Long.SIZE - SLOT_BITS));
    ByteBuffer buffer = buffers[slot];
    if (buffer == null || addresses[slot] != address || buffer.capacity() != bytes) {
      Math.toIntExact(bytes);
      buffer = pointer.at(address).bytes(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
      addresses[slot] = address;
      buffers[slot] = buffer;
    }
    return buffer;
  }
}
