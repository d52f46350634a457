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

  /** Called on the calling thread after every batch. */
  @FunctionalInterface
  public interface AfterBatch<E extends Exception> {
    void accept(int done) throws E;
  }

  /**
   * @param batch images per batch over all shards
   */
  public FrozenPasses(Network network, Team team, int batch) {
    this.network = network;
    this.team = team;
    this.batch = batch;
    for (int i = 0; i < team.shards(); i++) {
      passes.add(new HashMap<>());
    }
  }

  public Network network() {
    return network;
  }

  public Team team() {
    return team;
  }

  public int batch() {
    return batch;
  }

  /**
   * Forward over {@code images} images from the loader.
   *
   * @param action runs on the shard's thread; what it writes must be its shard's own
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
