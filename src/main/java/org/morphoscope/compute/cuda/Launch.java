package org.morphoscope.compute.cuda;

import static org.morphoscope.compute.cuda.Driver.check;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The launch of one kernel: its arguments in the order of the CUDA text, then the grid. One object
 * serves all launches, one after another.
 */
final class Launch {
  /** Threads of a block, as in the CUDA text. */
  static final int THREADS = 256;

  /** Blocks per multiprocessor that keep a card busy with elementwise work. */
  private static final int BLOCKS_PER_PROCESSOR = 16;

  /** More than any kernel of the CUDA text takes. */
  private static final int MOST_ARGUMENTS = 24;

  private static final int VALUE_BYTES = 1024;
  private static final long STREAM = 0;

  private final Program program;
  private final DataType type;
  private final Vectors vectors;

  /**
   * The arguments themselves, 8 bytes each or a struct's ints, and the driver's table of where each
   * one is; both are read by the driver during the call.
   */
  private final HostMemory values = new HostMemory(VALUE_BYTES);

  private final HostMemory pointers = new HostMemory(MOST_ARGUMENTS * Long.BYTES);
  private String name = "";
  private long function;
  private int count;
  private int used;

  Launch(Program program, DataType type, Vectors vectors) {
    this.program = program;
    this.type = type;
    this.vectors = vectors;
  }

  /** Begins anew with a kernel of that name. */
  Launch kernel(String kernel) {
    name = kernel;
    function = program.function(kernel);
    count = 0;
    used = 0;
    return this;
  }

  /** An {@code int}, or a struct of them. A struct of ints lies as one argument, without gaps. */
  Launch ints(int... numbers) {
    begin();
    for (int number : numbers) {
      values.putInt(used, number);
      used += Integer.BYTES;
    }
    // the next argument may be an address, which must be aligned
    used = (used + Long.BYTES - 1) & -Long.BYTES;
    return this;
  }

  /** A {@code real}. What REAL stands for in the text that was compiled. */
  Launch real(double number) {
    begin();
    if (type == DataType.FLOAT) {
      values.putFloat(used, (float) number);
    } else {
      values.putDouble(used, number);
    }
    used += Double.BYTES;
    return this;
  }

  /** An address on the card; 0 for none. */
  Launch address(long address) {
    begin();
    values.putLong(used, address);
    used += Long.BYTES;
    return this;
  }

  /** An array's address. */
  Launch array(INDArray array) {
    return address(DeviceArrays.address(array));
  }

  private void begin() {
    pointers.putLong(count * Long.BYTES, values.address() + used);
    count++;
  }

  /** Launches for loops over so many elements. */
  void overElements(int elements, int multiprocessors) {
    int blocks = (elements + THREADS - 1) / THREADS;
    over(Math.min(blocks, multiprocessors * BLOCKS_PER_PROCESSOR), 1, 1);
  }

  /** Launches a grid of blocks. Vectors that were sent along go before it, in the same stream. */
  void over(int x, int y, int z) {
    vectors.flush();
    int code =
        Driver.cuLaunchKernel(function, x, y, z, THREADS, 1, 1, 0, STREAM, pointers.address(), 0);
    if (code != 0) {
      check(code, "launch " + name);
    }
  }
}
