package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.LayerMoments;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;

/**
 * How far {@link Tiny} goes along the new neurons of a group (method.md section 12.4): the
 * amplitude gamma of {@code L(gamma) = E[loss with both sides of all its candidates times gamma]}
 * that is lowest, of 0 and a few. The true loss of the grown net, its BatchNorms frozen.
 */
final class AmplitudeSearch {
  private static final double[] AMPLITUDES = {0.1, 0.25, 0.5, 1, 2};

  private final FrozenPasses passes;
  private final TinyNeurons candidates;
  private final NewNeurons full;
  private final Weights weights;
  private final int images;
  private final ImageLoader loader;

  /** Loss of the net as it is: that of amplitude 0. */
  private final double unchanged;

  /**
   * Evaluates the net as it is.
   *
   * @param full the candidates at amplitude 1
   * @param weights of the unmodified net
   */
  AmplitudeSearch(
      FrozenPasses passes,
      TinyNeurons candidates,
      NewNeurons full,
      Weights weights,
      int images,
      ImageLoader loader) {
    this.passes = passes;
    this.candidates = candidates;
    this.full = full;
    this.weights = weights;
    this.images = images;
    this.loader = loader;
    this.unchanged = Trials.loss(passes, spec(), weights, images, loader);
  }

  private NetworkSpec spec() {
    return passes.network().spec();
  }

  /** The amplitude at which a group's candidates lower the loss most, 0 when none does. */
  double best(int group) {
    double best = 0;
    double least = unchanged;
    for (double amplitude : AMPLITUDES) {
      double[] amplitudes = new double[spec().groups().size()];
      amplitudes[group] = amplitude;
      double loss = loss(group, candidates.scaled(full, amplitudes));
      if (loss < least) {
        least = loss;
        best = amplitude;
      }
    }
    return best;
  }

  /** Mean loss of the net with all candidates of one group. */
  private double loss(int group, NewNeurons neurons) {
    List<Morphism> all = new ArrayList<>();
    int width = spec().group(group).width();
    for (int k = 0; k < neurons.perGroup(); k++) {
      all.add(new Morphism.NewNeuron(new UnitId(group, width + k)));
    }
    Surgery surgery = new Surgery(spec(), all, neurons, true);
    // nothing is split or pruned: no moments are asked for but as many as there are channels
    List<LayerMoments> moments = new ArrayList<>();
    double[] none = {};
    for (Layer layer : spec().layers()) {
      moments.add(new LayerMoments(none, none, none, none, none, new double[layer.width()]));
    }
    Weights grown = surgery.grow(weights, Splits.none(spec()), moments);
    return Trials.loss(passes, surgery.grownSpec(), grown, images, loader);
  }
}
