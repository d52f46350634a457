package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.score.learn.NewNeuronSource;

/**
 * New neurons in pairs that cancel (Yuan, Savarese, Maire 2023; method.md section 12.6): both have
 * the same filters V, one the outgoing weights Z and the other -Z, so that the function is kept and
 * both get a gradient at once. There is no score; every layer grows evenly.
 *
 * <p>Ours: V as our own method draws its candidates, Z normal with the deviation of the reader's
 * own weights; the old outgoing weights are not scaled down, and new weights have no rates of their
 * own.
 */
public final class Pairs implements Rival {
  private final FrozenPasses passes;
  private final int perGroup;
  private final long seed;
  private NewNeurons neurons = NewNeurons.none();

  /**
   * The method with candidates of its own.
   *
   * @param passes passes over the unmodified net
   * @param perGroup new neurons of each group; an odd number is one fewer, at least 2
   * @param seed of every random draw
   */
  public Pairs(FrozenPasses passes, int perGroup, long seed) {
    this.passes = passes;
    this.perGroup = Math.max(2, perGroup - perGroup % 2);
    this.seed = seed;
  }

  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    NewNeurons drawn = NewNeuronSource.draw(passes, perGroup, seed, images, loader, after);
    drawn.incoming().stream().filter(numbers -> numbers != null).forEach(this::copyFirstToSecond);
    SplittableRandom random = new SplittableRandom(seed + 1);
    List<double[]> outgoing = new ArrayList<>();
    for (int l = 0; l < drawn.outgoing().size(); l++) {
      double[] out = drawn.outgoing().get(l).clone();
      LayerWeights reader = passes.network().download().layers().get(l);
      fill(out, reader, random);
      outgoing.add(out);
    }
    neurons = drawn.withOutgoing(outgoing);
  }

  /** The second of each pair is the first again. */
  private void copyFirstToSecond(LayerWeights numbers) {
    for (int k = 0; k < perGroup; k += 2) {
      System.arraycopy(
          numbers.weight(),
          k * numbers.fanIn(),
          numbers.weight(),
          (k + 1) * numbers.fanIn(),
          numbers.fanIn());
      for (double[] vector :
          new double[][] {
            numbers.gamma(), numbers.beta(), numbers.mean(), numbers.variance(), numbers.bias()
          }) {
        if (vector.length > 0) {
          vector[k + 1] = vector[k];
        }
      }
    }
  }

  /** Z and -Z, {@code [O, M, k, k]}. */
  private void fill(double[] out, LayerWeights reader, SplittableRandom random) {
    double square = 0;
    for (double w : reader.weight()) {
      square += w * w / reader.weight().length;
    }
    int taps = reader.kernel() * reader.kernel();
    for (int i = 0; i < out.length; i++) {
      int k = i / taps % perGroup;
      if (k % 2 == 0) {
        out[i] = Math.sqrt(square) * random.nextGaussian();
        out[i + taps] = -out[i];
      }
    }
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
