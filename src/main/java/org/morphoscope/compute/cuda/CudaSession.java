package org.morphoscope.compute.cuda;

import static org.morphoscope.compute.cuda.Driver.check;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One user's way to the card: launches, transfers and the memory that they need. Everything goes to
 * the context's default stream, so it happens in the order of the calls, and a call returns before
 * the card has done its work unless it brings numbers back.
 *
 * <p>Used by one thread at a time, but not always the same.
 */
final class CudaSession implements AutoCloseable {
  /** The context's default stream: work happens in the order of the calls. */
  private static final long STREAM = 0;

  /** Enough for several batches of images on their way. */
  private static final int TRANSFER_BYTES = 32 << 20;

  private final CudaCard card;
  private final DataType type;
  private final Launch launch;
  private final Vectors vectors;
  private final PinnedMemory transfers;
  private final DeviceMemory memory;
  // intermediate sums, results on their way to the host, and copies of what a kernel overwrites:
  // apart, because one call may need all three
  private final Workspace workspace = new Workspace();
  private final Workspace results = new Workspace();
  private final Workspace copies = new Workspace();
  // the thread that has entered the card last; only the thread that uses the session writes it
  private Thread inside;

  /**
   * The calling thread has entered the card.
   *
   * @param program the kernels compiled for this type
   * @param type FLOAT or DOUBLE
   */
  CudaSession(CudaCard card, Program program, DataType type) {
    this.card = card;
    this.type = type;
    this.inside = Thread.currentThread();
    this.transfers = new PinnedMemory(TRANSFER_BYTES);
    this.vectors = new Vectors(type, this::waitForCard);
    this.launch = new Launch(program, type, vectors);
    this.memory = new DeviceMemory(type);
  }

  /** Lets the calling thread use the card; nothing happens when it already may. */
  void enter() {
    if (inside != Thread.currentThread()) {
      card.enter();
      inside = Thread.currentThread();
    }
  }

  /** The type of all arrays. */
  DataType type() {
    return type;
  }

  CudaCard card() {
    return card;
  }

  /** Memory behind arrays; owned by the session. */
  DeviceMemory memory() {
    return memory;
  }

  /** Begins the launch of a kernel. One launch at a time: the object is the same every time. */
  Launch kernel(String name) {
    enter();
    return launch.kernel(name);
  }

  /**
   * Sends a vector along with the next launch; address of its numbers, of {@link #type}. Valid for
   * that launch only.
   */
  long send(double[] vector) {
    enter();
    return vectors.send(vector);
  }

  /**
   * Sends addresses along with the next launch; address of the table. For kernels that take any
   * number of arrays.
   */
  long sendAddresses(INDArray[] arrays) {
    enter();
    return vectors.sendAddresses(arrays);
  }

  /** Card memory of any contents for one call's intermediate sums, valid until the next call. */
  long workspace(long bytes) {
    enter();
    return workspace.atLeast(bytes);
  }

  /** Card memory for one call's results in double. */
  long results(long numbers) {
    enter();
    return results.atLeast(numbers * Double.BYTES);
  }

  /** A copy of an array, for a kernel that overwrites it while it still looks at neighbours. */
  long copyOf(INDArray array) {
    long bytes = array.length() * type.width();
    enter();
    long target = copies.atLeast(bytes);
    copy(DeviceArrays.address(array), target, bytes);
    return target;
  }

  /** From one place of the card's memory to another, in the order of the stream. */
  void copy(long source, long target, long bytes) {
    check(Driver.cuMemcpyDtoDAsync_v2(target, source, bytes, STREAM), "copy an array");
  }

  /** Zero in both types is all bits 0. */
  void clear(INDArray array) {
    enter();
    check(
        Driver.cuMemsetD8Async(
            DeviceArrays.address(array), (byte) 0, array.length() * type.width(), STREAM),
        "clear an array");
  }

  /**
   * Brings results in double back, one target after another; waits for the card once. More than the
   * transfer memory holds comes piece by piece.
   */
  void fetch(long source, double[]... targets) {
    enter();
    int length = 0;
    for (double[] target : targets) {
      length += target.length;
    }
    if (length * Double.BYTES > transfers.bytes()) {
      int from = 0;
      for (double[] target : targets) {
        fetchNumbers(source + (long) from * Double.BYTES, target, target.length, DataType.DOUBLE);
        from += target.length;
      }
      return;
    }
    DoubleBuffer numbers = receive(source, length * Double.BYTES).asDoubleBuffer();
    for (double[] target : targets) {
      numbers.get(target);
    }
  }

  /** Numbers from the card in pinned memory; valid until the next piece is taken. */
  private ByteBuffer receive(long source, int bytes) {
    int offset = piece(bytes);
    check(
        Driver.cuMemcpyDtoHAsync_v2(transfers.address(offset), source, bytes, STREAM),
        "send numbers");
    waitForCard();
    return slice(offset, bytes);
  }

  /**
   * Brings numbers of a type back; waits for the card.
   *
   * @param source address on the card
   * @param target overwritten from its beginning
   * @param length how many numbers
   * @param of their type on the card
   */
  void fetchNumbers(long source, double[] target, int length, DataType of) {
    enter();
    int width = of.width();
    int most = transfers.bytes() / width;
    for (int from = 0; from < length; from += most) {
      int count = Math.min(most, length - from);
      ByteBuffer part = receive(source + (long) from * width, count * width);
      if (of == DataType.DOUBLE) {
        part.asDoubleBuffer().get(target, from, count);
      } else {
        for (int i = 0; i < count; i++) {
          target[from + i] = part.getFloat(i * Float.BYTES);
        }
      }
    }
  }

  /**
   * Sends {@code source[offset ..]} to the array, whose type it need not have. Returns when the
   * numbers are in pinned memory; the copy follows in the stream.
   */
  void upload(float[] source, int offset, INDArray array) {
    int length = Math.toIntExact(array.length());
    upload(
        array,
        (part, from, count) -> {
          if (type == DataType.FLOAT) {
            part.asFloatBuffer().put(source, offset + from, count);
          } else {
            DoubleBuffer doubles = part.asDoubleBuffer();
            for (int i = 0; i < count; i++) {
              doubles.put(i, source[offset + from + i]);
            }
          }
        },
        length);
  }

  /** Sends {@code source} to the array. */
  void upload(double[] source, INDArray array) {
    upload(
        array,
        (part, from, count) -> {
          if (type == DataType.FLOAT) {
            for (int i = 0; i < count; i++) {
              part.putFloat(i * Float.BYTES, (float) source[from + i]);
            }
          } else {
            part.asDoubleBuffer().put(source, from, count);
          }
        },
        source.length);
  }

  /** Writes numbers {@code from .. from + count} of something into transfer memory. */
  @FunctionalInterface
  private interface Writer {
    void write(ByteBuffer part, int from, int count);
  }

  /**
   * Sends piece by piece: a piece of pinned memory is filled while the card copies the one before.
   */
  private void upload(INDArray array, Writer writer, int length) {
    enter();
    long target = DeviceArrays.address(array);
    int width = type.width();
    int most = transfers.bytes() / width;
    for (int from = 0; from < length; from += most) {
      int count = Math.min(most, length - from);
      int offset = piece(count * width);
      writer.write(slice(offset, count * width), from, count);
      check(
          Driver.cuMemcpyHtoDAsync_v2(
              target + (long) from * width,
              transfers.address(offset),
              (long) count * width,
              STREAM),
          "take numbers");
    }
  }

  /**
   * Offset of a free piece; at the end of a round it waits, since the card may still read old ones.
   */
  private int piece(int bytes) {
    if (!transfers.fits(bytes)) {
      waitForCard();
      transfers.restart();
    }
    return transfers.take(bytes);
  }

  /** A view of pinned memory in the host's byte order. */
  private ByteBuffer slice(int offset, int bytes) {
    return transfers.buffer().slice(offset, bytes).order(transfers.buffer().order());
  }

  /** Returns when everything queued so far is done, and throws what has gone wrong in it. */
  private void waitForCard() {
    check(Driver.cuStreamSynchronize(STREAM), "finish its work");
  }

  /** Waits for the card, then frees all memory; arrays of the session are invalid. */
  @Override
  public void close() {
    enter();
    waitForCard();
    vectors.close();
    transfers.close();
    memory.close();
    workspace.close();
    results.close();
    copies.close();
  }
}
