package org.morphoscope.compute.cuda;

import static org.morphoscope.compute.cuda.Driver.check;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.text.Texts;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arrays cut one after another from large blocks of the card's memory, which stay. The driver's own
 * allocation waits for all work on the card, which for the constants of learning would be once per
 * array and round.
 */
final class DeviceArrayPool implements ArrayPool {
  private static final long BLOCK_BYTES = 64L << 20;

  /** What the driver aligns its own allocations to. */
  private static final long ALIGNMENT = 256;

  private final CudaCard card;
  private final DataType type;
  private final List<Block> blocks = new ArrayList<>();
  // the block that is being cut, and the bytes of it that are taken
  private int current;
  private long used;

  private record Block(long address, long bytes) {}

  DeviceArrayPool(CudaCard card, DataType type) {
    this.card = card;
    this.type = type;
  }

  /** What is left of a block that is too small is skipped until the next reset. */
  @Override
  public synchronized INDArray allocate(long... shape) {
    long bytes = (DeviceArrays.length(shape) * type.width() + ALIGNMENT - 1) & -ALIGNMENT;
    while (current < blocks.size() && used + bytes > blocks.get(current).bytes()) {
      current++;
      used = 0;
    }
    if (current == blocks.size()) {
      blocks.add(reserve(Math.max(BLOCK_BYTES, bytes)));
      used = 0;
    }
    long address = blocks.get(current).address() + used;
    used += bytes;
    return DeviceArrays.at(address, type, shape);
  }

  /** A new block; whichever thread asks enters the card. */
  private Block reserve(long bytes) {
    card.enter();
    HostMemory pointer = new HostMemory(Long.BYTES);
    check(Driver.cuMemAlloc_v2(pointer.address(), bytes), Texts.of("reserve %d MB", bytes >> 20));
    return new Block(pointer.getLong(0), bytes);
  }

  /** Nothing is cleared or freed: the next arrays overwrite the old ones. */
  @Override
  public synchronized void reset() {
    current = 0;
    used = 0;
  }

  /** Frees the blocks; arrays cut from them are invalid. */
  @Override
  public synchronized void close() {
    if (!blocks.isEmpty()) {
      card.enter();
    }
    blocks.forEach(block -> check(Driver.cuMemFree_v2(block.address()), "give back memory"));
    blocks.clear();
    reset();
  }
}
