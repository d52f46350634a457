package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.NetworkLayer;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.selection.Candidates;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Firefly (Wu et al. 2020; method.md section 12.2): every channel's split and M new neurons of
 * every layer are put into the net at once, learned on the true loss, and scored by the derivative
 * of the loss in a gate on each of them, taken at gate 1 with all of them in.
 *
 * <p>A gate scales theta of a split, or what a new neuron computes before its activation. In the
 * over-grown net, with L the mean loss over the scoring images,
 *
 * <pre>
 * split:       children w + eps theta, w - eps theta   dL/d eps at 1 = sum theta . dL/dtheta
 * new neuron:  filter eps w_in                          dL/d eps at 1 = sum w_in . dL/dw_in
 * </pre>
 *
 * <p>both in nats: to first order, what taking the candidate out would give back.
 *
 * <p>As published: theta uniform in +-0.1, filters of new neurons normal with deviation 0.1, their
 * outgoing weights uniform in +-0.01; RMSprop with rate 1e-3, smoothing 0.9, momentum 0.1;
 * penalties 1e-2 |theta|^2 and 1e-4 |w_in|^2; BatchNorm frozen. Ours: as many new neurons as our
 * own method draws, and its images instead of two epochs.
 */
public final class Firefly implements Rival {
  private static final double SPREAD_THETA = 0.1;
  private static final double DEVIATION_IN = 0.1;
  private static final double SPREAD_OUT = 0.01;
  private static final double RATE = 1e-3;
  private static final double SMOOTHING = 0.9;
  private static final double MOMENTUM = 0.1;
  private static final double PENALTY_THETA = 1e-2;
  private static final double PENALTY_IN = 1e-4;

  private final NetworkSpec spec;
  private final int steps;
  private final int batch;
  private final Overgrown overgrown;
  private final NewNeurons newNeurons;
  private final Overgrown.Numbers numbers;
  private final List<RmsProp> optimisers;

  /** The over-grown net, owned, and passes over it. */
  private final Network network;

  private final FrozenPasses passes;
  private final Sweep sweep;
  private final List<Shard> shards = new ArrayList<>();

  /** Sums of one thread. */
  private final class Shard {
    /** Per layer and the head, in the grown filters, summed over images. */
    private final List<double[]> sums = new ArrayList<>();

    /** Per layer and the head, in the shape of its filters: where a pass's own part arrives. */
    private final INDArray[] part;

    private long images;

    Shard(Kernels kernels) {
      part = new INDArray[network.layers().size()];
      for (int l = 0; l < part.length; l++) {
        INDArray weight = network.layer(l).weight();
        part[l] = weight == null ? null : kernels.allocate(weight.shape());
        sums.add(new double[weight == null ? 0 : Math.toIntExact(weight.length())]);
      }
    }

    void clear() {
      images = 0;
      sums.forEach(s -> java.util.Arrays.fill(s, 0));
    }

    void add(FrozenPass pass, Gradients gradients) {
      images += pass.batch();
      for (int l = 0; l < part.length; l++) {
        if (part[l] == null) {
          continue;
        }
        INDArray x = l == network.depth() ? pass.z(inputOf(l)) : pass.x(l);
        NetworkLayer layer = network.layer(l);
        if (gradients.a(l) == null) {
          readsImages(pass, gradients, l, x);
        } else {
          pass.kernels()
              .convolveBackwardWeights(
                  layer.conv().withBatch(pass.batch()), x, gradients.a(l), part[l]);
        }
        double[] found = new double[sums.get(l).length];
        pass.kernels().download(part[l], found);
        for (int i = 0; i < found.length; i++) {
          sums.get(l)[i] += found[i];
        }
      }
    }

    /** The gradient in a of a layer that reads the images is not among those of a backward. */
    private void readsImages(FrozenPass pass, Gradients gradients, int l, INDArray x) {
      NetworkLayer layer = network.layer(l);
      try (INDArray ga = pass.kernels().allocate(pass.a(l).shape())) {
        pass.kernels()
            .chainBackward(
                layer.chain().withBatch(pass.batch()),
                pass.a(l),
                pass.kappa(l),
                pass.shift(l),
                gradients.total(l),
                ga);
        pass.kernels()
            .convolveBackwardWeights(layer.conv().withBatch(pass.batch()), x, ga, part[l]);
      }
    }
  }

  /**
   * Puts the candidates in, at their random beginnings.
   *
   * @param of passes over the net that is scored
   * @param perGroup new neurons of each group, 0 for none
   * @param steps of learning
   * @param batch images per step
   * @param seed of every random draw
   */
  public Firefly(FrozenPasses of, int perGroup, int steps, int batch, long seed) {
    this.spec = of.network().spec();
    this.steps = steps;
    this.batch = batch;
    Weights weights = of.network().download();
    NewNeurons drawn = IdentityNeurons.draw(spec, perGroup, seed, layer -> DEVIATION_IN);
    SplittableRandom random = new SplittableRandom(seed + 1);
    drawn.outgoing().forEach(v -> fill(v, SPREAD_OUT, random));
    newNeurons = perGroup > 0 ? drawn : NewNeurons.none();
    List<double[]> theta = new ArrayList<>();
    for (int l = 0; l < spec.layers().size(); l++) {
      var layer = spec.layer(l);
      boolean unit = layer.group() >= 0 && layer.producer();
      double[] own = new double[unit ? layer.width() * layer.fanIn() : 0];
      fill(own, SPREAD_THETA, random);
      theta.add(own);
    }
    overgrown = new Overgrown(spec, weights, newNeurons, true);
    numbers =
        new Overgrown.Numbers(
            theta,
            drawn.incoming().stream()
                .map(layer -> layer == null ? new double[0] : layer.weight())
                .toList(),
            drawn.outgoing());
    optimisers =
        numbers.arrays().stream()
            .map(v -> new RmsProp(v.length, RATE, SMOOTHING, MOMENTUM))
            .toList();
    network = new Network(overgrown.spec(), overgrown.grow(theta), of.team().lead());
    passes = new FrozenPasses(network, of.team(), of.batch());
    sweep = new Sweep(passes);
    for (int s = 0; s < of.team().shards(); s++) {
      shards.add(new Shard(of.team().kernels(s)));
    }
  }

  /** Uniform in +-spread. */
  private static void fill(double[] values, double spread, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = spread * (2 * random.nextDouble() - 1);
    }
  }

  /** The layer whose z a layer or the head reads. */
  private int inputOf(int l) {
    return network.layer(l).layer().inputs().get(0);
  }

  /** Puts the numbers as they are now into the over-grown net. */
  void install() {
    List<LayerWeights> layers = overgrown.grow(numbers.theta()).layers();
    for (int l = 0; l < layers.size(); l++) {
      if (network.layer(l).weight() != null) {
        passes.team().lead().upload(layers.get(l).weight(), network.layer(l).weight());
      }
    }
  }

  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    int size = Math.min(batch, images);
    int batches = Math.max(1, images / size);
    for (int step = 0; step < steps; step++) {
      Overgrown.Numbers gradient = gradient(step % batches * size, size, loader, done -> {});
      penalise(numbers.theta(), PENALTY_THETA, gradient.theta());
      penalise(numbers.incoming(), PENALTY_IN, gradient.incoming());
      List<double[]> own = numbers.arrays();
      List<double[]> of = gradient.arrays();
      for (int i = 0; i < own.size(); i++) {
        optimisers.get(i).step(own.get(i), of.get(i));
      }
      install();
      after.accept(step + 1);
    }
  }

  /** Adds the gradient of {@code penalty |w|^2}. */
  private static void penalise(List<double[]> values, double penalty, List<double[]> gradient) {
    for (int l = 0; l < values.size(); l++) {
      for (int i = 0; i < values.get(l).length; i++) {
        gradient.get(l)[i] += 2 * penalty * values.get(l)[i];
      }
    }
  }

  /** Gradients of the over-grown net's mean loss in the candidates' numbers. */
  <E extends Exception> Overgrown.Numbers gradient(
      int from, int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    shards.forEach(Shard::clear);
    sweep.run(
        from,
        images,
        loader,
        (shard, pass, gradients, first) -> shards.get(shard).add(pass, gradients),
        after);
    return collected();
  }

  /** Mean gradients over the images met since the shards were cleared. */
  private Overgrown.Numbers collected() {
    long images = shards.stream().mapToLong(shard -> shard.images).sum();
    Overgrown.Numbers gradient = numbers.zeros();
    for (int l = 0; l < network.layers().size(); l++) {
      double[] mean = new double[shards.get(0).sums.get(l).length];
      for (Shard shard : shards) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += shard.sums.get(l)[i] / images;
        }
      }
      overgrown.transposed(l, mean, gradient);
    }
    return gradient;
  }

  @Override
  public <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E {
    Overgrown.Numbers whole =
        gradient(
            0,
            images,
            loader,
            done -> {
              if (done < images) {
                partial.accept(opinion(collected()));
              }
              after.accept(done);
            });
    return opinion(whole);
  }

  /** Gate derivatives, which are also the method's estimate of what a candidate brings. */
  private Opinion opinion(Overgrown.Numbers gradient) {
    int perGroup = newNeurons.perGroup();
    Candidates order = new Candidates(spec, perGroup);
    double[] scores = Opinion.none(order.size());
    int unit = 0;
    for (WidthGroup group : spec.groups()) {
      for (int c = 0; c < group.width(); c++) {
        scores[unit++] = products(group, c, numbers.theta(), gradient.theta());
      }
      for (int k = 0; k < perGroup; k++) {
        scores[2 * order.units() + group.index() * perGroup + k] =
            products(group, k, numbers.incoming(), gradient.incoming());
      }
    }
    long images = shards.stream().mapToLong(shard -> shard.images).sum();
    return new Opinion(
        images, scores, Opinion.none(order.size()), scores.clone(), numbers.theta(), newNeurons, 0);
  }

  /** {@code <w, dL/dw>} of one channel over the group's producers. */
  private double products(
      WidthGroup group, int channel, List<double[]> values, List<double[]> gradient) {
    double sum = 0;
    for (int l : group.producers()) {
      int fanIn = spec.layer(l).fanIn();
      for (int i = channel * fanIn; i < (channel + 1) * fanIn; i++) {
        sum += values.get(l)[i] * gradient.get(l)[i];
      }
    }
    return sum;
  }

  /** The candidates' numbers as they are now. */
  Overgrown.Numbers numbers() {
    return numbers;
  }

  /** Passes over the over-grown net. */
  FrozenPasses passes() {
    return passes;
  }

  @Override
  public void close() {
    sweep.close();
    Stream.of(shards)
        .flatMap(List::stream)
        .forEach(s -> org.morphoscope.score.Uploads.close(s.part));
    passes.close();
    network.close();
  }
}
