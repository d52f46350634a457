package org.morphoscope.compute.cuda;

import static org.morphoscope.compute.cuda.Driver.check;

import org.morphoscope.text.Texts;

/** A block of the card's memory that grows when asked for more; the contents are then lost. */
final class Workspace implements AutoCloseable {
  private static final long SMALLEST = 1 << 20;

  // of the card; 0 bytes until asked for
  private long address;
  private long bytes;

  /** Address of at least so many bytes; a power of two, so that growing nets seldom ask anew. */
  long atLeast(long wanted) {
    if (wanted > bytes) {
      close();
      long size = Math.max(SMALLEST, Long.highestOneBit(wanted - 1) << 1);
      HostMemory pointer = new HostMemory(Long.BYTES);
      check(Driver.cuMemAlloc_v2(pointer.address(), size), Texts.of("reserve %d MB", size >> 20));
      address = pointer.getLong(0);
      bytes = size;
    }
    return address;
  }

  @Override
  public void close() {
    if (bytes > 0) {
      // the driver waits for kernels that still use it
      check(Driver.cuMemFree_v2(address), "give back memory");
      bytes = 0;
    }
  }
}
