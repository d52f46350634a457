package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.LayerMoments;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.selection.Candidates;

/**
 * The oracle of a choice among random neurons (method.md section 12.8; the growing step of NeST,
 * Dai, Yin, Jha 2019, for convolutions): M of every layer, incoming and outgoing weights at random,
 * each put into the net alone; its score is the true change of the loss. Costs a forward pass over
 * the images for every candidate, all of it counted.
 *
 * <p>Ours: incoming weights as our own method draws them, outgoing ones normal with a tenth of the
 * deviation of the reader's.
 */
public final class BestOfM implements Rival {
  /** Deviation of the outgoing weights, of the reader's own. */
  static final double OUTGOING = 0.1;

  private final FrozenPasses passes;
  private final NetworkSpec spec;
  private final Weights weights;
  private final int perGroup;
  private final long seed;
  private NewNeurons neurons = NewNeurons.none();

  /**
   * The method with candidates of its own.
   *
   * @param passes passes over the unmodified net
   * @param perGroup candidates M of each group, at least 1
   * @param seed of every random draw
   */
  public BestOfM(FrozenPasses passes, int perGroup, long seed) {
    this.passes = passes;
    this.spec = passes.network().spec();
    this.weights = passes.network().download();
    this.perGroup = Math.max(1, perGroup);
    this.seed = seed;
  }

  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    NewNeurons drawn = NewNeuronSource.draw(passes, perGroup, seed, images, loader, after);
    SplittableRandom random = new SplittableRandom(seed + 1);
    List<double[]> outgoing = new ArrayList<>();
    for (int l = 0; l < drawn.outgoing().size(); l++) {
      double[] out = drawn.outgoing().get(l).clone();
      double scale = OUTGOING * deviation(weights.layers().get(l));
      for (int i = 0; i < out.length; i++) {
        out[i] = scale * random.nextGaussian();
      }
      outgoing.add(out);
    }
    neurons = drawn.withOutgoing(outgoing);
  }

  private static double deviation(LayerWeights reader) {
    double square = 0;
    for (double w : reader.weight()) {
      square += w * w / reader.weight().length;
    }
    return Math.sqrt(square);
  }

  @Override
  public <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E {
    double[] before = FrozenLosses.of(passes, images, loader, done -> after.accept(0)).losses();
    Candidates order = new Candidates(spec, perGroup);
    double[] scores = Opinion.none(order.size());
    double[] errors = Opinion.none(order.size());
    int done = 0;
    for (WidthGroup group : spec.groups()) {
      for (int k = 0; k < perGroup; k++) {
        int c = 2 * order.units() + group.index() * perGroup + k;
        double[] change = with(group, k, images, loader);
        for (int n = 0; n < images; n++) {
          change[n] -= before[n];
        }
        scores[c] = FrozenLosses.mean(change);
        errors[c] = FrozenLosses.standardError(change);
        done++;
        after.accept((int) ((long) images * done / (perGroup * spec.groups().size())));
      }
      if (group.index() + 1 < spec.groups().size()) {
        partial.accept(opinion(images, scores.clone(), errors.clone()));
      }
    }
    return opinion(images, scores, errors);
  }

  private Opinion opinion(int images, double[] scores, double[] errors) {
    return new Opinion(images, scores, errors, scores.clone(), Splits.none(spec), neurons, 0);
  }

  /** Losses of the images with one candidate in the net. */
  private double[] with(WidthGroup group, int candidate, int images, ImageLoader loader) {
    UnitId unit = new UnitId(group.index(), group.width() + candidate);
    Surgery surgery = new Surgery(spec, List.of(new Morphism.NewNeuron(unit)), neurons, true);
    Weights grown = surgery.grow(weights, Splits.none(spec), moments());
    return Trials.losses(passes, surgery.grownSpec(), grown, images, loader);
  }

  /** None: nothing is split or pruned. */
  private List<LayerMoments> moments() {
    double[] none = {};
    List<LayerMoments> moments = new ArrayList<>();
    spec.layers()
        .forEach(
            layer ->
                moments.add(
                    new LayerMoments(none, none, none, none, none, new double[layer.width()])));
    return moments;
  }

  @Override
  public void close() {
    // nothing is held
  }
}
