package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;

/**
 * Signed splitting steepest descent (Wu et al. 2020; method.md section 12.11): both ends of the
 * splitting matrix's spectrum, since children with outgoing weights 2 V and -V gain where S bends
 * upwards:
 *
 * <pre>
 * plain   w +- e v            V/2, V/2    dL = 1/2 e^2 lambda_min
 * signed  w + e v/2, w + e v  2 V, -V     dL = -1/4 e^2 lambda_max
 * score = min(lambda_min, -lambda_max / 2),  dL = 1/2 e^2 score,  nats per squared weight
 * </pre>
 *
 * <p>Each end is found by a descent of its own ({@link FastSplitting}), so that it costs twice as
 * much as the plain form.
 */
public final class SignedSplitting implements Rival {
  private final NetworkSpec spec;
  private final int steps;
  private final FastSplitting low;
  private final FastSplitting high;

  /**
   * Starts from random directions.
   *
   * @param passes passes over the unmodified net
   * @param steps of each of the two descents
   * @param batch images per step
   * @param seed of every random draw
   */
  public SignedSplitting(FrozenPasses passes, int steps, int batch, long seed) {
    this.spec = passes.network().spec();
    this.steps = steps;
    this.low = new FastSplitting(passes, steps, batch, seed);
    this.high = new FastSplitting(passes, steps, batch, seed + 1, true);
  }

  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    low.learn(images, loader, done -> after.accept(done / 2));
    high.learn(images, loader, done -> after.accept((steps + done) / 2));
  }

  @Override
  public <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E {
    Opinion least = low.score(images, loader, done -> after.accept(done / 2), soFar -> {});
    Opinion most =
        high.score(images, loader, done -> after.accept((images + done) / 2), soFar -> {});
    double[] scores = least.scores().clone();
    double[] errors = least.errors().clone();
    double[] predicted = least.predicted().clone();
    List<double[]> theta = new ArrayList<>();
    least.theta().forEach(offset -> theta.add(offset.clone()));
    Set<UnitId> signed = new HashSet<>();
    int unit = 0;
    for (WidthGroup group : spec.groups()) {
      for (int c = 0; c < group.width(); c++, unit++) {
        double other = -0.5 * most.scores()[unit];
        if (other < scores[unit]) {
          scores[unit] = other;
          errors[unit] = 0.5 * most.errors()[unit];
          // dL = -1/4 e^2 lambda_max
          predicted[unit] = -0.5 * most.predicted()[unit];
          signed.add(new UnitId(group.index(), c));
          halve(group, c, most.theta(), theta);
        }
      }
    }
    return new Opinion(
        least.samples(), scores, errors, predicted, theta, NewNeurons.none(), 0, signed);
  }

  /** Takes half of the offset over: the children are at once and twice that. */
  private void halve(WidthGroup group, int c, List<double[]> from, List<double[]> to) {
    for (int l : group.producers()) {
      int fanIn = spec.layer(l).fanIn();
      for (int i = c * fanIn; i < (c + 1) * fanIn; i++) {
        to.get(l)[i] = 0.5 * from.get(l)[i];
      }
    }
  }

  @Override
  public void close() {
    low.close();
    high.close();
  }
}
