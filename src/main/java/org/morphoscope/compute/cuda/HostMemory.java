package org.morphoscope.compute.cuda;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A small piece of the host's memory with an address, for calls of the driver. It goes with the
 * object: whoever hands on the address and does not look at the contents afterwards calls {@link
 * #keep}.
 */
final class HostMemory {
  private final ByteBuffer buffer;
  private final long address;

  /** Zeros, at a place that the garbage collector never changes. */
  HostMemory(int bytes) {
    buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    address = Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
  }

  /** The host's address, for the driver to write to or read from. */
  long address() {
    return address;
  }

  /** Keeps the memory until here. */
  void keep() {
    Reference.reachabilityFence(this);
  }

  void putInt(int at, int value) {
    buffer.putInt(at, value);
  }

  void putLong(int at, long value) {
    buffer.putLong(at, value);
  }

  void putFloat(int at, float value) {
    buffer.putFloat(at, value);
  }

  void putDouble(int at, double value) {
    buffer.putDouble(at, value);
  }

  void put(int at, byte value) {
    buffer.put(at, value);
  }

  /** Fills the memory from its beginning. */
  void put(byte[] values) {
    buffer.put(0, values);
  }

  /** A copy of all bytes. */
  byte[] bytes() {
    byte[] copy = new byte[buffer.capacity()];
    buffer.get(0, copy);
    return copy;
  }

  int getInt(int at) {
    return buffer.getInt(at);
  }

  long getLong(int at) {
    return buffer.getLong(at);
  }

  /** The text that ends with a zero byte at an address. */
  String string(long at) {
    return new Pointer(at).getString(0, "US-ASCII");
  }

  /** Bytes at an address, native order. */
  static ByteBuffer at(long address, long bytes) {
    return new Pointer(address).getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
  }
}
