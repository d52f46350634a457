package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;

/**
 * Forward and backward for the true labels over any number of images, BatchNorm frozen, with the
 * gradients at every layer kept for whoever works on a shard. Of the thread of the passes.
 */
public final class Sweep implements AutoCloseable {
  private final FrozenPasses passes;

  /** By shard; a shard's own thread makes and uses them. */
  private final List<Map<FrozenPass, Gradients>> gradients = new ArrayList<>();

  /** Work on a shard whose backward is done. */
  @FunctionalInterface
  public interface ShardAction {
    /**
     * Works on the images of a shard, on its own thread.
     *
     * @param shard number of the shard
     * @param pass whose backward is done
     * @param gradients of every image's own loss, those at the sources' outputs kept
     * @param first position of the shard's first image in the sweep
     */
    void accept(int shard, FrozenPass pass, Gradients gradients, int first);
  }

  /**
   * No image yet.
   *
   * @param passes passes over the unmodified net
   */
  public Sweep(FrozenPasses passes) {
    this.passes = passes;
    for (int s = 0; s < passes.team().shards(); s++) {
      gradients.add(new IdentityHashMap<>());
    }
  }

  /**
   * One sweep.
   *
   * @param <E> what {@code after} may throw
   * @param from position of the first image in the loader's order
   * @param images how many
   * @param loader gives images by position; called from several threads
   * @param action work on each shard
   * @param after told of images, on the calling thread
   * @throws E as {@code after} throws it
   */
  public <E extends Exception> void run(
      int from,
      int images,
      ImageLoader loader,
      ShardAction action,
      FrozenPasses.AfterBatch<E> after)
      throws E {
    ImageLoader moved =
        (first, count, pixels, labels) -> loader.load(from + first, count, pixels, labels);
    passes.forward(
        images,
        moved,
        (shard, pass, first) -> {
          Gradients of = gradients.get(shard).computeIfAbsent(pass, p -> p.newGradients(true));
          pass.backward(pass.labels(), of);
          action.accept(shard, pass, of, first);
        },
        after);
  }

  @Override
  public void close() {
    gradients.forEach(byPass -> byPass.values().forEach(Gradients::close));
  }
}
