package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.morphoscope.compute.Adam;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.Layer;
import org.morphoscope.net.Op;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.Uploads;
import org.morphoscope.selection.Candidates;
import org.nd4j.linalg.api.ndarray.INDArray;

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
  private final List<Shard> shards = new ArrayList<>();

  /** Norms that the filters keep, per layer and neuron. */
  private final double[][] norms;

  // per layer: memory of Adam
  private final List<double[]> first = new ArrayList<>();
  private final List<double[]> second = new ArrayList<>();

  /** Work and sums of one thread. */
  private final class Shard {
    private final Map<FrozenPass, ProposalChannels> channels = new IdentityHashMap<>();

    /** Per reader, {@code [O, M, k, k]}. */
    private final INDArray[] outgoing;

    /** Per layer, {@code [M, I, k, k]}. */
    private final INDArray[] incoming;

    private final List<double[]> sums = new ArrayList<>();

    // of the batch that is learned on; null where this shard has none of its images
    private FrozenPass pass;
    private Gradients gradients;

    Shard(Kernels kernels) {
      outgoing = Uploads.outgoing(network, neurons, kernels);
      incoming = new INDArray[network.depth()];
      for (int l = 0; l < incoming.length; l++) {
        LayerWeights numbers = neurons.incoming().get(l);
        if (numbers != null && numbers.weight().length > 0) {
          incoming[l] =
              kernels.allocate(perGroup, numbers.inputs(), numbers.kernel(), numbers.kernel());
        }
      }
      neurons.outgoing().forEach(v -> sums.add(new double[v.length]));
    }

    void clear() {
      sums.forEach(s -> Arrays.fill(s, 0));
    }

    /** The candidates' activations on a pass's images. */
    ProposalChannels on(FrozenPass of) {
      ProposalChannels work =
          channels.computeIfAbsent(
              of, p -> new ProposalChannels(network, perGroup, p.batch(), p.kernels()));
      work.install(neurons);
      work.forward(of);
      return work;
    }

    /** Adds the outgoing gradients of a pass's images. */
    void add(FrozenPass of, Gradients with) {
      ProposalChannels work = on(of);
      for (WidthGroup group : network.spec().groups()) {
        for (int[] link : ProposalChannels.links(network, group)) {
          work.outgoingGradient(link[0], link[1], with, outgoing[link[1]]);
          addTo(outgoing[link[1]], of.kernels(), sums.get(link[1]));
        }
      }
    }
  }

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
    for (int s = 0; s < passes.team().shards(); s++) {
      shards.add(new Shard(passes.team().kernels(s)));
    }
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

  private static double[] host(Kernels kernels, INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    kernels.download(array, values);
    return values;
  }

  private static void addTo(INDArray array, Kernels kernels, double[] sum) {
    double[] values = new double[sum.length];
    kernels.download(array, values);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }

  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    int size = capture(Math.min(BATCH, images), loader);
    for (int step = 0; step < steps; step++) {
      List<double[]> gradient = gradient(size);
      Adam adam = Adam.step(RATE, step + 1L);
      for (int l = 0; l < gradient.size(); l++) {
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
        (shard, pass, gradients, from) -> {
          shards.get(shard).pass = pass;
          shards.get(shard).gradients = gradients;
        },
        done -> {});
    return size;
  }

  private static void keepNorms(LayerWeights numbers, double[] norms) {
    for (int k = 0; k < norms.length; k++) {
      double norm = numbers.norm(k);
      for (int i = k * numbers.fanIn(); norm > 0 && i < (k + 1) * numbers.fanIn(); i++) {
        numbers.weight()[i] *= norms[k] / norm;
      }
    }
  }

  /** Mean outgoing gradients G over the captured batch, per reader. */
  private List<double[]> outgoing(int images) {
    passes
        .team()
        .run(
            (s, kernels) -> {
              Shard shard = shards.get(s);
              shard.clear();
              if (shard.pass != null) {
                shard.add(shard.pass, shard.gradients);
              }
            });
    return mean(images);
  }

  private List<double[]> mean(long images) {
    List<double[]> mean = new ArrayList<>();
    for (int l = 0; l < network.layers().size(); l++) {
      double[] of = new double[neurons.outgoing().get(l).length];
      for (Shard shard : shards) {
        for (int i = 0; i < of.length; i++) {
          of[i] += shard.sums.get(l)[i] / images;
        }
      }
      mean.add(of);
    }
    return mean;
  }

  /** {@code |G|} of every group over the captured batch. */
  double[] objective(int images) {
    List<double[]> g = outgoing(images);
    double[] norms = new double[network.spec().groups().size()];
    for (WidthGroup group : network.spec().groups()) {
      norms[group.index()] = norm(group, g);
    }
    return norms;
  }

  private double norm(WidthGroup group, List<double[]> g) {
    double square = 0;
    for (int[] link : ProposalChannels.links(network, group)) {
      for (double v : g.get(link[1])) {
        square += v * v;
      }
    }
    return Math.sqrt(square);
  }

  /** Gradient of {@code sum over groups |G|} in the filters, {@code [M, I, k, k]} per layer. */
  List<double[]> gradient(int images) {
    List<double[]> g = outgoing(images);
    for (WidthGroup group : network.spec().groups()) {
      double norm = norm(group, g);
      for (int[] link : ProposalChannels.links(network, group)) {
        double[] of = g.get(link[1]);
        for (int i = 0; i < of.length && norm > 0; i++) {
          of[i] /= norm;
        }
      }
    }
    INDArray[] direction = Uploads.outgoing(network, neurons.withOutgoing(g), passes.team().lead());
    List<List<double[]>> parts = new ArrayList<>();
    shards.forEach(shard -> parts.add(new ArrayList<>()));
    passes
        .team()
        .run(
            (s, kernels) -> {
              Shard shard = shards.get(s);
              if (shard.pass == null) {
                return;
              }
              shard
                  .channels
                  .get(shard.pass)
                  .backward(shard.pass, shard.gradients, direction, shard.incoming);
              for (INDArray array : shard.incoming) {
                double[] values = new double[array == null ? 0 : Math.toIntExact(array.length())];
                if (array != null) {
                  kernels.download(array, values);
                }
                parts.get(s).add(values);
              }
            });
    Uploads.close(direction);
    List<double[]> gradient = new ArrayList<>();
    for (int l = 0; l < network.depth(); l++) {
      double[] sum = new double[first.get(l).length];
      for (List<double[]> part : parts) {
        for (int i = 0; !part.isEmpty() && i < sum.length; i++) {
          sum[i] += part.get(l)[i] / images;
        }
      }
      gradient.add(sum);
    }
    return gradient;
  }

  @Override
  public <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E {
    rescale(Math.min(images, STATISTICS), loader);
    shards.forEach(Shard::clear);
    sweep.run(
        0,
        images,
        loader,
        (shard, pass, gradients, from) -> shards.get(shard).add(pass, gradients),
        done -> {
          if (done < images) {
            partial.accept(opinion(done));
          }
          after.accept(done);
        });
    return opinion(images);
  }

  /**
   * Makes every neuron as loud as its layer's channels are on average, {@code E[h_k^2] = mean_c
   * E[z_c^2]}, by a factor on its filters: outgoing weights are 0, so that only the size of the
   * first training steps depends on it. With filters that align to a positive mean they would
   * diverge.
   */
  private void rescale(int images, ImageLoader loader) {
    int groups = network.spec().groups().size();
    List<double[][]> sums = new ArrayList<>();
    shards.forEach(shard -> sums.add(new double[groups][perGroup + 1]));
    passes.<RuntimeException>forward(
        images,
        loader,
        (s, pass, from) -> {
          ProposalChannels work = shards.get(s).on(pass);
          for (WidthGroup group : network.spec().groups()) {
            int site = group.sites().get(0);
            double[] own = host(pass.kernels(), pass.z(site));
            double[] h = host(pass.kernels(), work.h(site));
            double[] sum = sums.get(s)[group.index()];
            for (double v : own) {
              sum[perGroup] += v * v / group.width();
            }
            for (int i = 0; i < h.length; i++) {
              sum[i % perGroup] += h[i] * h[i];
            }
          }
        },
        done -> {});
    for (WidthGroup group : network.spec().groups()) {
      for (int k = 0; k < perGroup; k++) {
        double loud = 0;
        double usual = 0;
        for (double[][] of : sums) {
          loud += of[group.index()][k];
          usual += of[group.index()][perGroup];
        }
        if (loud > 0 && usual > 0) {
          scale(group, k, Math.sqrt(usual / loud));
        }
      }
    }
  }

  /** Scales a neuron's filters in all producers of its group. */
  private void scale(WidthGroup group, int k, double factor) {
    for (int l : group.producers()) {
      LayerWeights numbers = neurons.incoming().get(l);
      for (int i = k * numbers.fanIn(); i < (k + 1) * numbers.fanIn(); i++) {
        numbers.weight()[i] *= factor;
      }
    }
  }

  private Opinion opinion(long images) {
    Candidates order = new Candidates(network.spec(), perGroup);
    double[] scores = Opinion.none(order.size());
    double[] predicted = Opinion.none(order.size());
    List<double[]> g = mean(images);
    for (WidthGroup group : network.spec().groups()) {
      double[] squares = new double[perGroup];
      for (int[] link : ProposalChannels.links(network, group)) {
        double[] of = g.get(link[1]);
        int kernel = network.layer(link[1]).layer().kernel();
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

  /** The candidates as they are now. */
  NewNeurons neurons() {
    return neurons;
  }

  @Override
  public void close() {
    sweep.close();
    for (Shard shard : shards) {
      Uploads.close(shard.outgoing);
      Uploads.close(shard.incoming);
      shard.channels.values().forEach(ProposalChannels::close);
    }
  }
}
