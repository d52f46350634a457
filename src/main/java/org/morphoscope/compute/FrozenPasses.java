package org.morphoscope.compute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.device.Team;

/**
 * Runs frozen passes over any number of images, batch by batch, every batch cut into shards. A
 * frozen pass is {@code u = kappa a + shift} with the running statistics, so that no image
 * influences another (method.md section 2).
 *
 * <p>Used by the thread that owns the team, which is member 0 of it.
 */
public final class FrozenPasses implements AutoCloseable {
  private final Network network;
  private final Team team;
  private final int batch;

  /** By shard and number of images, made by the shard's thread when first needed. */
  private final List<Map<Integer, FrozenPass>> passes = new ArrayList<>();

  /** Work on a shard whose forward is done. */
  @FunctionalInterface
  public interface ShardAction {
    /**
     * @param shard index of the shard (and thread)
     * @param pass its activations
     * @param first position of its first image in the whole pass
     */
    void accept(int shard, FrozenPass pass, int first);
  }

  /**
   * Called on the calling thread after every batch.
   *
   * @param <E> what it may throw to stop the passes
   */
  @FunctionalInterface
  public interface AfterBatch<E extends Exception> {
    /**
     * Called when all shards of a batch are done.
     *
     * @param done number of images passed so far, this batch included
     * @throws E to stop: no further batch is begun
     */
    void accept(int done) throws E;
  }

  /**
   * Allocates memory for batches of this size.
   *
   * @param network the net; stays the caller's and open as long as this is used
   * @param team threads and their kernels; stays the caller's
   * @param batch number of images of a full batch; the last one of a pass may be smaller
   */
  public FrozenPasses(Network network, Team team, int batch) {
    this.network = network;
    this.team = team;
    this.batch = batch;
    for (int i = 0; i < team.shards(); i++) {
      passes.add(new HashMap<>());
    }
  }

  /** {@return the net that is passed through; belongs to the caller} */
  public Network network() {
    return network;
  }

  /** {@return the threads that work on the shards; belongs to the caller} */
  public Team team() {
    return team;
  }

  /** {@return the number of images of a full batch} */
  public int batch() {
    return batch;
  }

  /**
   * Forward over {@code images} images from the loader.
   *
   * @param <E> what {@code after} may throw
   * @param images how many, from the loader's first on
   * @param loader gives the images by position; called from several threads
   * @param action runs on the shard's thread; what it writes must be its shard's own
   * @param after called on the calling thread after every batch, so that it may stop by throwing
   * @throws E as {@code after} throws it
   */
  public <E extends Exception> void forward(
      int images, ImageLoader loader, ShardAction action, AfterBatch<E> after) throws E {
    int last = network.depth() - 1;
    run(images, loader, last, action, after);
  }

  /**
   * Forward only up to {@code a} of a layer; the whole net when the layer is the last one. Batches
   * follow each other; within one the shards run at the same time.
   */
  <E extends Exception> void run(
      int images, ImageLoader loader, int layer, ShardAction action, AfterBatch<E> after) throws E {
    for (int first = 0; first < images; first += batch) {
      int start = first;
      int count = Math.min(batch, images - first);
      team.run(
          (shard, kernels) -> {
            int from = team.start(count, shard);
            int size = team.start(count, shard + 1) - from;
            // fewer images than threads in the last batch
            if (size == 0) {
              return;
            }
            FrozenPass pass =
                passes.get(shard).computeIfAbsent(size, n -> new FrozenPass(network, n, kernels));
            pass.load(loader, start + from);
            if (layer == network.depth() - 1) {
              pass.forward();
            } else {
              pass.forwardTo(layer);
            }
            action.accept(shard, pass, start + from);
          });
      after.accept(first + count);
    }
  }

  @Override
  public void close() {
    passes.forEach(byBatch -> byBatch.values().forEach(FrozenPass::close));
  }
}
