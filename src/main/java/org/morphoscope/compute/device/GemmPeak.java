package org.morphoscope.compute.device;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.morphoscope.compute.cpu.FloatBuffers;
import org.morphoscope.compute.cpu.OneDnn;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix product in float32, 768 x 768 on every thread of a team at the same time: what this
 * machine's arithmetic can be asked for in practice. By oneDNN where the convolutions are oneDNN's
 * too, since it knows wider vectors than the BLAS of ND4J; by that BLAS otherwise.
 */
public final class GemmPeak implements AutoCloseable {
  private static final int SIZE = 768;

  private final Team team;

  /** Per shard, {@code {a, b, c}} of {@code c = a b}, 2.3 MB each. */
  private final INDArray[][] operands;

  private final boolean oneDnn;

  /** The same memory as oneDNN's interface takes it; empty without oneDNN. */
  private final FloatBuffer[][] buffers;

  /**
   * Three matrices for every member of the team.
   *
   * @param team threads and their kernels; stays the caller's
   */
  public GemmPeak(Team team) {
    this.team = team;
    oneDnn = team.lead().id().equals("onednn");
    operands = new INDArray[team.shards()][3];
    buffers = new FloatBuffer[team.shards()][3];
    for (INDArray[] ofShard : operands) {
      Arrays.setAll(ofShard, i -> Nd4j.create(DataType.FLOAT, new long[] {SIZE, SIZE}, 'f'));
      ofShard[0].assign(0.5);
      ofShard[1].assign(0.25);
    }
    if (oneDnn) {
      FloatBuffers memory = new FloatBuffers();
      for (int shard = 0; shard < operands.length; shard++) {
        INDArray[] its = operands[shard];
        Arrays.setAll(buffers[shard], i -> memory.of(its[i]).asFloatBuffer());
      }
    }
  }

  /**
   * {@return the number of floating-point operations of a {@link #run}, all threads together}
   * {@code 2 n^3} per product: a multiplication and an addition.
   */
  public double flops() {
    return 2.0 * SIZE * SIZE * SIZE * operands.length;
  }

  /** One product on every thread. Returns when the slowest thread is done. */
  public void run() {
    team.run(
        (shard, kernels) -> {
          if (oneDnn) {
            OneDnn.gemm(SIZE, buffers[shard]);
          } else {
            INDArray[] its = operands[shard];
            Nd4j.gemm(its[0], its[1], its[2], false, false, 1, 0);
          }
        });
  }

  @Override
  public void close() {
    for (INDArray[] ofShard : operands) {
      for (INDArray array : ofShard) {
        array.close();
      }
    }
  }
}
