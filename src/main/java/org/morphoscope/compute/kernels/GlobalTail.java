package org.morphoscope.compute.kernels;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Chains that end with a windowed pooling and then a global average, put together from the two:
 * rare (the last block of some nets), so clarity counts more than a pass over memory. With P
 * positions behind the window, {@code z = sum over positions of windowed / P}, and the gradient at
 * every position is {@code gz / P}.
 */
public final class GlobalTail implements AutoCloseable {
  private final Kernels kernels;
  private final Map<ChainShape, Arrays> arrays = new HashMap<>();

  /**
   * Memory for one shape. Zeros and ones, because the kernels have no "fill" with a number.
   *
   * @param windowed {@code [N, H', W', C]} between the two poolings
   * @param nothing zeros of that shape
   * @param ones ones of that shape
   * @param sums {@code [N, C]}
   * @param zeros zeros of that shape
   */
  private record Arrays(
      INDArray windowed, INDArray nothing, INDArray ones, INDArray sums, INDArray zeros) {}

  /** What a kernel does with the windowed chain. */
  @FunctionalInterface
  public interface Windowed {
    /**
     * Runs the windowed chain.
     *
     * @param windowed the chain without the global average
     * @param pooled {@code [N, P, P', C]} at the windowed positions: overwritten on the way
     *     forward, a gradient on the way back
     */
    void run(ChainShape windowed, INDArray pooled);
  }

  /**
   * Sums with the given kernels; memory is allocated when a shape first comes.
   *
   * @param kernels what does the arithmetic; stays the caller's and is used by the caller's thread
   */
  public GlobalTail(Kernels kernels) {
    this.kernels = kernels;
  }

  /**
   * Runs the windowed chain into scratch memory and averages it into {@code z}. The average of a
   * difference is the difference of the averages, so this serves dz as well.
   *
   * @param shape a chain with a global average behind its window
   * @param z {@code [N, 1, 1, C]}, overwritten
   * @param chain what the windowed chain is
   */
  public void average(ChainShape shape, INDArray z, Windowed chain) {
    Arrays memory = arrays(shape);
    chain.run(shape.withoutGlobal(), memory.windowed());
    kernels.positionSums(memory.windowed(), memory.sums());
    INDArray rows = z.reshape('c', z.size(0), z.size(3));
    kernels.copy(memory.zeros(), rows);
    kernels.axpy(1.0 / positions(shape), memory.sums(), rows);
  }

  /**
   * Spreads a gradient at z over the windowed positions and runs the windowed chain with it.
   *
   * @param shape a chain with a global average behind its window
   * @param gz {@code [N, 1, 1, C]}
   * @param chain reads the spread gradient as its gz
   */
  public void spread(ChainShape shape, INDArray gz, Windowed chain) {
    Arrays memory = arrays(shape);
    INDArray rows = gz.reshape('c', gz.size(0), gz.size(3));
    kernels.copy(memory.zeros(), memory.sums());
    kernels.axpy(1.0 / positions(shape), rows, memory.sums());
    kernels.copy(memory.nothing(), memory.windowed());
    kernels.addScaled(memory.sums(), memory.ones(), memory.windowed());
    chain.run(shape.withoutGlobal(), memory.windowed());
  }

  /** P, per image. */
  private static int positions(ChainShape shape) {
    ChainShape windowed = shape.withoutGlobal();
    return windowed.outHeight() * windowed.outWidth();
  }

  /** Memory for a shape, made when it first comes. */
  private Arrays arrays(ChainShape shape) {
    return arrays.computeIfAbsent(
        shape,
        key -> {
          ChainShape w = key.withoutGlobal();
          long[] size = {w.batch(), w.outHeight(), w.outWidth(), w.channels()};
          double[] one = new double[Math.toIntExact(size[0] * size[1] * size[2] * size[3])];
          java.util.Arrays.fill(one, 1);
          INDArray ones = kernels.allocate(size);
          kernels.upload(one, ones);
          return new Arrays(
              kernels.allocate(size),
              kernels.allocate(size),
              ones,
              kernels.allocate(w.batch(), w.channels()),
              kernels.allocate(w.batch(), w.channels()));
        });
  }

  @Override
  public void close() {
    for (Arrays memory : arrays.values()) {
      memory.windowed().close();
      memory.nothing().close();
      memory.ones().close();
      memory.sums().close();
      memory.zeros().close();
    }
    arrays.clear();
  }
}
