package org.morphoscope.compute.cuda;

import static org.morphoscope.compute.cuda.Driver.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.morphoscope.text.Texts;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Memory of the card behind arrays. What closed arrays leave is kept for arrays of about the same
 * size: a net that grows asks for the same again and again, and the driver's own allocation waits
 * for the card. Arrays are found closed when memory is next needed.
 */
final class DeviceMemory implements AutoCloseable {
  private static final long SMALLEST = 512;

  private final DataType type;

  /** Arrays that have been given out and were not found closed yet. */
  private final List<Held> held = new ArrayList<>();

  /** By size class, addresses that closed arrays have left. */
  private final Map<Long, Deque<Long>> free = new HashMap<>();

  /** An array that is in use, with its block. */
  private record Held(INDArray array, long address, long bytes) {}

  DeviceMemory(DataType type) {
    this.type = type;
  }

  /**
   * An array with any contents. The array does not own its memory: whoever closes it only marks the
   * block as free.
   */
  synchronized INDArray allocate(long... shape) {
    long bytes = sizeClass(DeviceArrays.length(shape) * type.width());
    long address = take(bytes);
    INDArray array = DeviceArrays.at(address, type, shape);
    held.add(new Held(array, address, bytes));
    return array;
  }

  /**
   * A block of a size class: one that lies free, one of an array that has been closed meanwhile, or
   * a new one; when the card is full, everything that lies free is given back first.
   */
  private long take(long bytes) {
    Deque<Long> blocks = free.get(bytes);
    if (blocks == null || blocks.isEmpty()) {
      collectClosed();
      blocks = free.get(bytes);
    }
    if (blocks != null && !blocks.isEmpty()) {
      return blocks.pop();
    }
    HostMemory pointer = new HostMemory(Long.BYTES);
    int code = Driver.cuMemAlloc_v2(pointer.address(), bytes);
    if (code == Driver.OUT_OF_MEMORY) {
      giveBack();
      code = Driver.cuMemAlloc_v2(pointer.address(), bytes);
    }
    check(code, Texts.of("reserve %d MB", (bytes >> 20) + 1));
    return pointer.getLong(0);
  }

  /** Moves the memory of closed arrays to the free blocks. */
  private void collectClosed() {
    for (Iterator<Held> i = held.iterator(); i.hasNext(); ) {
      Held h = i.next();
      if (h.array().wasClosed()) {
        free.computeIfAbsent(h.bytes(), size -> new ArrayDeque<>()).push(h.address());
        i.remove();
      }
    }
  }

  /** Returns all free blocks to the driver, which may then cut them otherwise. */
  private void giveBack() {
    for (Deque<Long> blocks : free.values()) {
      blocks.forEach(address -> check(Driver.cuMemFree_v2(address), "give back memory"));
    }
    free.clear();
  }

  /** Rounds up to 4, 5, 6 or 7 times a power of two, so that at most a quarter is wasted. */
  static long sizeClass(long bytes) {
    long size = Math.max(bytes, SMALLEST);
    long step = Math.max(SMALLEST, Long.highestOneBit(size) / 4);
    return (size + step - 1) / step * step;
  }

  /** Frees every block, of arrays that are still open too. */
  @Override
  public synchronized void close() {
    giveBack();
    held.forEach(h -> check(Driver.cuMemFree_v2(h.address()), "give back memory"));
    held.clear();
  }
}
