package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.morphoscope.compute.Adam;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.Layer;
import org.morphoscope.net.Op;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.selection.Candidates;

/**
 * GradMax with outgoing weights 0 (Evci et al. 2022; method.md section 12.3): new neurons whose
 * filters make the gradient of their outgoing weights as large as possible, {@code max |G|} with
 * {@code G = E[sum_p h_p g_p']} per group, filters held at their first norms. The function is kept
 * and the first training step gains most, to first order.
 *
 * <p>As published: 100 steps of Adam at 0.001 on one batch of 128 images, every layer grows. Ours:
 * the form with incoming weights 0 is not here, because every net of the program has BatchNorm
 * between producer and consumer, which makes a zero filter's gradient meaningless; after learning
 * every neuron is made as loud as its layer's channels; the score of a neuron is {@code -|G_k|} on
 * the scoring images.
 */
public final class GradMaxOut implements Rival {
  /** Steps of Adam. */
  static final int STEPS = 100;

  private static final double RATE = 1e-3;
  private static final int BATCH = 128;

  /** Images on which the loudness of channels is compared. */
  private static final int STATISTICS = 512;

  private final FrozenPasses passes;
  private final Network network;
  private final int perGroup;
  private final int steps;
  private final NewNeurons neurons;
  private final Sweep sweep;
  private final OutgoingGradients outgoing;

  /** Norms that the filters keep, per layer and neuron. */
  private final double[][] norms;

  // per layer: memory of Adam
  private final List<double[]> first = new ArrayList<>();
  private final List<double[]> second = new ArrayList<>();

  /**
   * Draws filters at the scale of each layer's own.
   *
   * @param perGroup new neurons of each group, at least 1
   * @param steps of Adam, {@link #STEPS} as published
   */
  GradMaxOut(FrozenPasses passes, int perGroup, int steps, long seed) {
    this.passes = passes;
    this.network = passes.network();
    this.perGroup = perGroup;
    this.steps = steps;
    this.sweep = new Sweep(passes);
    Weights weights = network.download();
    neurons =
        IdentityNeurons.draw(network.spec(), perGroup, seed, layer -> deviation(layer, weights));
    norms = new double[network.depth()][];
    for (int l = 0; l < norms.length; l++) {
      LayerWeights numbers = neurons.incoming().get(l);
      norms[l] = new double[numbers == null ? 0 : perGroup];
      for (int k = 0; k < norms[l].length; k++) {
        norms[l][k] = numbers.norm(k);
      }
      int count = numbers == null ? 0 : numbers.weight().length;
      first.add(new double[count]);
      second.add(new double[count]);
    }
    outgoing = new OutgoingGradients(passes, neurons);
  }

  /**
   * The method as published.
   *
   * @param passes passes over the unmodified net
   * @param perGroup most new neurons of each group, at least 1
   * @param seed of every random draw
   */
  public GradMaxOut(FrozenPasses passes, int perGroup, long seed) {
    this(passes, perGroup, STEPS, seed);
  }

  /**
   * Deviation at which a filter is as long as the layer's are on average, their BatchNorms taken
   * into them: {@code mean_c |kappa_c| ||w_c|| / sqrt(fan-in)}. A new channel's own is the
   * identity.
   */
  static double deviation(Layer layer, Weights weights) {
    LayerWeights own = weights.layers().get(layer.index());
    double[] kappa = own.kappa(layer.batchNorm().map(Op.BatchNorm::epsilon).orElse(0.0));
    double norm = 0;
    for (int c = 0; c < own.outputs(); c++) {
      norm += Math.abs(kappa[c]) * own.norm(c) / own.outputs();
    }
    return norm / Math.sqrt(Math.max(1, layer.fanIn()));
  }

  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    int size = capture(Math.min(BATCH, images), loader);
    for (int step = 0; step < steps; step++) {
      List<double[]> gradient = outgoing.gradient(size);
      Adam adam = Adam.step(RATE, step + 1L);
      for (int l = 0; l < gradient.size(); l++) {
        // Adam goes down; the objective is to go up
        double[] descent = gradient.get(l);
        for (int i = 0; i < descent.length; i++) {
          descent[i] = -descent[i];
        }
        if (descent.length > 0) {
          LayerWeights numbers = neurons.incoming().get(l);
          adam.apply(numbers.weight(), descent, first.get(l), second.get(l));
          keepNorms(numbers, norms[l]);
        }
      }
      after.accept(step + 1);
    }
  }

  /** Takes the batch that is learned on: the net does not change meanwhile. */
  int capture(int images, ImageLoader loader) {
    int size = Math.min(images, passes.batch());
    sweep.run(
        0,
        size,
        loader,
        (shard, pass, gradients, from) -> outgoing.hold(shard, pass, gradients),
        done -> {});
    return size;
  }

  /** Back to {@code ||w_k||} of the start: the objective would grow with the filters otherwise. */
  private static void keepNorms(LayerWeights numbers, double[] norms) {
    for (int k = 0; k < norms.length; k++) {
      double norm = numbers.norm(k);
      for (int i = k * numbers.fanIn(); norm > 0 && i < (k + 1) * numbers.fanIn(); i++) {
        numbers.weight()[i] *= norms[k] / norm;
      }
    }
  }

  @Override
  public <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E {
    Loudness.equalise(passes, neurons, outgoing, Math.min(images, STATISTICS), loader);
    outgoing.clear();
    sweep.run(
        0,
        images,
        loader,
        (shard, pass, gradients, from) -> outgoing.add(shard, pass, gradients),
        done -> {
          if (done < images) {
            partial.accept(opinion(done));
          }
          after.accept(done);
        });
    return opinion(images);
  }

  /** Score of neuron k of a group: {@code -|G_k|}, over all its readers and their offsets. */
  private Opinion opinion(long images) {
    Candidates order = new Candidates(network.spec(), perGroup);
    double[] scores = Opinion.none(order.size());
    double[] predicted = Opinion.none(order.size());
    List<double[]> g = outgoing.mean(images);
    for (WidthGroup group : network.spec().groups()) {
      double[] squares = new double[perGroup];
      for (int[] link : ProposalChannels.links(network, group)) {
        double[] of = g.get(link[1]);
        int kernel = network.layer(link[1]).layer().kernel();
        // G is [O, M, k, k]: the neuron is the second index
        for (int i = 0; i < of.length; i++) {
          squares[i / (kernel * kernel) % perGroup] += of[i] * of[i];
        }
      }
      for (int k = 0; k < perGroup; k++) {
        int at = 2 * order.units() + group.index() * perGroup + k;
        scores[at] = -Math.sqrt(squares[k]);
        // outgoing weights are 0: the function is kept
        predicted[at] = 0;
      }
    }
    return new Opinion(
        images,
        scores,
        Opinion.none(order.size()),
        predicted,
        Splits.none(network.spec()),
        neurons,
        0);
  }

  /** What is raised, and its gradient. */
  OutgoingGradients outgoing() {
    return outgoing;
  }

  /** The candidates as they are now. */
  NewNeurons neurons() {
    return neurons;
  }

  @Override
  public void close() {
    sweep.close();
    outgoing.close();
  }
}
