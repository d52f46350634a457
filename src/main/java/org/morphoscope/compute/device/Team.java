package org.morphoscope.compute.device;

import java.util.List;
import java.util.stream.IntStream;
import org.morphoscope.compute.kernels.CountingKernels;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.Precision;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Threads with one {@link Kernels} each. A batch is cut into as many shards as there are members; a
 * pass runs every shard on its own thread.
 */
public final class Team implements AutoCloseable {
  private final List<CountingKernels> counters;
  private final List<Kernels> kernels;
  private final Workers workers;

  /** Work on one shard. */
  @FunctionalInterface
  public interface ShardTask {
    /**
     * Does one shard's part of the work.
     *
     * @param shard number of the shard, 0 to {@link Team#shards} - 1
     * @param kernels the shard's own, of this thread
     */
    void run(int shard, Kernels kernels);
  }

  /**
   * A team of {@code kernels.size()} members; closes the kernels with itself. Whichever thread
   * calls {@link #run} is member 0.
   *
   * @param kernels one for each member, at least one; closed with the team
   */
  public Team(List<? extends Kernels> kernels) {
    this.counters = kernels.stream().map(CountingKernels::new).toList();
    this.kernels = counters.stream().map(CountingKernels::kernels).toList();
    this.workers = new Workers(kernels.size());
    run((shard, k) -> k.enterThread());
  }

  /**
   * {@return a team of the backend's fastest kernels of a precision, one shard per thread; the
   * caller closes it}
   *
   * @param backend what computes here
   * @param precision of every array
   */
  public static Team of(Backend backend, Precision precision) {
    DataType type = precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
    return new Team(
        IntStream.range(0, backend.shards()).mapToObj(shard -> backend.create(type)).toList());
  }

  /** {@return the number of members} */
  public int shards() {
    return kernels.size();
  }

  /**
   * {@return the kernels of the calling thread's member, for work that is not cut into shards}
   * Weights, theta and sums over shards lie with them.
   */
  public Kernels lead() {
    return kernels.get(0);
  }

  /**
   * {@return the kernels of one member, for its own thread while a task runs}
   *
   * @param shard number of the member, 0 to {@link #shards} - 1
   */
  public Kernels kernels(int shard) {
    return kernels.get(shard);
  }

  /**
   * {@return the multiply-accumulates of all convolutions and matrix products so far} Not while
   * {@link #run} does its work.
   */
  public long multiplyAccumulates() {
    return counters.stream().mapToLong(CountingKernels::multiplyAccumulates).sum();
  }

  /**
   * Runs the task for every shard and waits. What one shard throws is thrown here when all are done
   * (see {@link Workers#run}).
   *
   * @param task called once for every shard, on the shard's thread
   */
  public void run(ShardTask task) {
    workers.run(shard -> task.run(shard, kernels.get(shard)));
  }

  /**
   * {@return the first image of a shard when {@code count} images are cut into {@link #shards}
   * parts}
   *
   * @param count number of images
   * @param shard number of the shard, or {@link #shards} for the end of the last
   */
  public int start(int count, int shard) {
    return (int) ((long) count * shard / shards());
  }

  @Override
  public void close() {
    workers.close();
    kernels.forEach(Kernels::close);
  }
}
