package org.morphoscope.compute.cuda;

import static org.morphoscope.compute.cuda.Driver.check;

import java.nio.ByteBuffer;
import org.morphoscope.text.Texts;

/**
 * Host memory that the card copies from and to without the processor's help, handed out piece by
 * piece, round and round: a piece may be filled again only when the copies from the last round are
 * done, so whoever starts a new round waits for the card.
 */
final class PinnedMemory implements AutoCloseable {
  private static final int ALIGNMENT = 256;

  private final long address;
  private final int bytes;
  private final ByteBuffer buffer;
  private int used;

  /** Fixed in the host's memory; scarce, since the system cannot swap it. */
  PinnedMemory(int bytes) {
    HostMemory pointer = new HostMemory(Long.BYTES);
    check(Driver.cuMemHostAlloc(pointer.address(), bytes, 0), "reserve memory of the host");
    this.address = pointer.getLong(0);
    this.bytes = bytes;
    this.buffer = HostMemory.at(address, bytes);
  }

  /**
   * Whether a piece still fits into this round. Whoever asks and hears no has to wait for the card
   * and {@link #restart}.
   */
  boolean fits(int size) {
    return used + size <= bytes;
  }

  /** Begins a new round; all copies must be done. */
  void restart() {
    used = 0;
  }

  /** Offset of a new piece. */
  int take(int size) {
    if (!fits(size)) {
      throw new IllegalStateException(
          Texts.of("%d bytes do not fit into %d bytes of transfer memory", size, bytes));
    }
    int offset = used;
    used = Math.min(bytes, (used + size + ALIGNMENT - 1) & -ALIGNMENT);
    return offset;
  }

  int bytes() {
    return bytes;
  }

  /** Host address of a piece, for the driver. */
  long address(int offset) {
    return address + offset;
  }

  /** All of the memory, to write and read pieces at their offsets. */
  ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public void close() {
    check(Driver.cuMemFreeHost(address), "give back memory of the host");
  }
}
