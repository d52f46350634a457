package org.morphoscope.score.rival.prune;

import java.util.function.Consumer;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.rival.Opinion;
import org.morphoscope.score.rival.Rival;

/**
 * Network slimming (Liu et al. 2017; method.md section 12.10): a channel matters as much as the
 * magnitude of its BatchNorm's gamma, which was trained with an L1 penalty:
 *
 * <pre>
 * score = sum over the unit's layers of |gamma|
 * </pre>
 *
 * <p>A channel without a BatchNorm has no score and stays. Nothing is learned and no image is
 * looked at; that a small gamma matters little is the method's whole prediction, so it predicts no
 * change.
 */
public final class GammaMagnitude implements Rival {
  private final FrozenPasses passes;
  private final boolean largest;

  /**
   * Reads the net's gammas.
   *
   * @param passes passes over the unmodified net
   * @param largest whether tied channels act as their largest member, not as their sum
   */
  public GammaMagnitude(FrozenPasses passes, boolean largest) {
    this.passes = passes;
    this.largest = largest;
  }

  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    after.accept(0);
  }

  @Override
  public <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E {
    NetworkSpec spec = passes.network().spec();
    Weights weights = passes.network().download();
    double[] scores = new double[spec.unitCount()];
    int unit = 0;
    for (WidthGroup group : spec.groups()) {
      for (int c = 0; c < group.width(); c++, unit++) {
        scores[unit] = magnitude(weights, group, c);
      }
    }
    double[] none = Opinion.none(scores.length);
    after.accept(images);
    return Opinion.ofPrunes(images, spec, scores, none, new double[scores.length]);
  }

  private double magnitude(Weights weights, WidthGroup group, int c) {
    double sum = Double.NaN;
    for (int l : group.members()) {
      double[] gamma = weights.layers().get(l).gamma();
      if (gamma.length > 0) {
        double before = Double.isNaN(sum) ? 0 : sum;
        sum = largest ? Math.max(before, Math.abs(gamma[c])) : before + Math.abs(gamma[c]);
      }
    }
    return sum;
  }

  @Override
  public void close() {
    // nothing is held
  }
}
