package org.morphoscope.score.rival;

import java.util.function.Consumer;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.score.learn.NewNeuronSource;

/**
 * New neurons as our own method draws its candidates, with outgoing weights 0, and no score: the
 * control that grows every layer evenly and pays for no search.
 */
public final class FreshNeurons implements Rival {
  private final FrozenPasses passes;
  private final int perGroup;
  private final long seed;
  private NewNeurons neurons = NewNeurons.none();

  /**
   * The control with candidates of its own.
   *
   * @param passes passes over the unmodified net
   * @param perGroup new neurons of each group, at least 1
   * @param seed of every random draw
   */
  public FreshNeurons(FrozenPasses passes, int perGroup, long seed) {
    this.passes = passes;
    this.perGroup = Math.max(1, perGroup);
    this.seed = seed;
  }

  /** Draws them; nothing is learned but the statistics of their BatchNorm. */
  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    neurons = NewNeuronSource.draw(passes, perGroup, seed, images, loader, after);
  }

  @Override
  public <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E {
    after.accept(images);
    return Opinion.unscored(images, passes.network().spec(), neurons);
  }

  @Override
  public void close() {
    // nothing is held
  }
}
