package org.morphoscope.compute.cpu;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.text.Texts;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Float arrays cut one after another from large blocks of the host's memory. The blocks stay when
 * the arrays are taken back: touching fresh memory costs a page fault per 4 KB, which for the
 * constants of learning is as much time as the learning itself.
 */
final class HostArrayPool implements ArrayPool {
  /** A block holds many arrays; a larger array gets a block of its own size. */
  private static final long BLOCK_BYTES = 64L << 20;

  /** Arrays begin at cache lines. */
  private static final long ALIGNMENT = 64;

  private final List<Block> blocks = new ArrayList<>();
  // the block that is being cut, and the byte in it where the next array begins
  private int current;
  private long used;

  /**
   * Memory that arrays are cut from.
   *
   * @param start first byte that is aligned
   */
  private record Block(FloatPointer memory, long start, long bytes) {
    static Block of(long bytes) {
      FloatPointer memory = new FloatPointer(Pointer.malloc(bytes));
      if (memory.isNull()) {
        throw new OutOfMemoryError(
            Texts.of("%d MB of memory outside the Java heap are not to be had", bytes >> 20));
      }
      return new Block(memory, -memory.address() & (ALIGNMENT - 1), bytes);
    }
  }

  /** What is left of a block that is too small is skipped until the next reset. */
  @Override
  public synchronized INDArray allocate(long... shape) {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    long bytes = (length * Float.BYTES + ALIGNMENT - 1) & -ALIGNMENT;
    while (current < blocks.size() && used + bytes > blocks.get(current).bytes()) {
      next();
    }
    if (current == blocks.size()) {
      blocks.add(Block.of(Math.max(BLOCK_BYTES, bytes + ALIGNMENT)));
      used = blocks.get(current).start();
    }
    FloatPointer at =
        blocks.get(current).memory().getPointer(FloatPointer.class, used / Float.BYTES);
    used += bytes;
    return Nd4j.create(
        Nd4j.createBuffer(at, length, DataType.FLOAT),
        shape,
        Nd4j.getStrides(shape, 'c'),
        0,
        'c',
        DataType.FLOAT);
  }

  /** Goes on in the next block. */
  private void next() {
    current++;
    used = current < blocks.size() ? blocks.get(current).start() : 0;
  }

  /** Nothing is cleared or freed: the next arrays overwrite the old ones. */
  @Override
  public synchronized void reset() {
    current = 0;
    used = blocks.isEmpty() ? 0 : blocks.get(0).start();
  }

  /** Frees the blocks; arrays cut from them are invalid. */
  @Override
  public synchronized void close() {
    blocks.forEach(block -> Pointer.free(block.memory()));
    blocks.clear();
    reset();
  }
}
