package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.Uploads;
import org.morphoscope.selection.Candidates;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Splitting steepest descent in its fast form (Wang, Liu, Wu et al. 2019; method.md section 12.1):
 * the smallest eigenvalue of every channel's splitting matrix, found by descending the Rayleigh
 * quotient of all channels at once:
 *
 * <pre>
 * S_c   = E[ sum_p g_p kappa^2 phi''(u_p) x_p x_p' ],  [I k k, I k k], never formed
 * R     = v'Sv / v'v,   dR/dv = 2 (Sv v'v - v v'Sv) / (v'v)^2
 * score = min R = smallest eigenvalue,  nats per squared weight
 * dL    = 1/2 theta'S theta,  children w +- theta, theta = 0.01 v with v of length 1
 * </pre>
 *
 * <p>A negative eigenvalue is a direction in which parting two copies lowers the loss to second
 * order; there is no first order, because the two moves cancel.
 *
 * <p>As published: RMSprop with rate 1e-3, momentum 0.9, smoothing 0.9, v uniform in +-0.1 at first
 * and of length 1 after every step. Ours: the steps and images that our own theta has, and one
 * scoring pass on others instead of the mean over an epoch.
 */
public final class FastSplitting implements Rival {
  /** Length of the offset of a child. */
  static final double STEP = 0.01;

  private static final double RATE = 1e-3;
  private static final double MOMENTUM = 0.9;
  private static final double SMOOTHING = 0.9;
  private static final double START = 0.1;

  private final FrozenPasses passes;
  private final Network network;
  private final int steps;
  private final int batch;
  private final Sweep sweep;

  /** Whether the largest eigenvalue is looked for in place of the smallest. */
  private final boolean largest;

  /** v per producer of a group, {@code [O, I, k, k]}; empty elsewhere. */
  private final List<double[]> direction = new ArrayList<>();

  private final INDArray[] uploaded;
  private final List<RmsProp> optimisers = new ArrayList<>();
  private final List<Shard> shards = new ArrayList<>();

  /** Sums of one thread. */
  private final class Shard {
    private final Map<FrozenPass, SplittingForm> forms = new IdentityHashMap<>();

    /** Per producer, {@code [O, I, k, k]}: where a pass's own {@code Sv} arrives. */
    private final INDArray[] part;

    /** Per unit, {@code sum_n v'S_n v}. */
    private final double[] sums = new double[network.spec().unitCount()];

    /** Per unit, {@code sum_n (v'S_n v)^2}: for the standard error over images. */
    private final double[] squares = new double[sums.length];

    /** Per producer, {@code sum_n S_n v}. */
    private final List<double[]> products = new ArrayList<>();

    private long images;

    Shard(Kernels kernels) {
      part = Uploads.theta(network, direction, kernels);
      direction.forEach(v -> products.add(new double[v.length]));
    }

    void clear() {
      images = 0;
      java.util.Arrays.fill(sums, 0);
      java.util.Arrays.fill(squares, 0);
      products.forEach(p -> java.util.Arrays.fill(p, 0));
    }

    /** Adds the images of a pass. */
    void add(FrozenPass pass, org.morphoscope.compute.Gradients gradients, boolean withProducts) {
      SplittingForm form =
          forms.computeIfAbsent(pass, p -> new SplittingForm(network, p.batch(), p.kernels()));
      double[] values = new double[pass.batch() * sums.length];
      form.run(pass, gradients, uploaded, values, withProducts ? part : null);
      images += pass.batch();
      for (int i = 0; i < values.length; i++) {
        sums[i % sums.length] += values[i];
        squares[i % sums.length] += values[i] * values[i];
      }
      for (int l = 0; withProducts && l < part.length; l++) {
        if (part[l] != null) {
          double[] found = new double[products.get(l).length];
          pass.kernels().download(part[l], found);
          for (int i = 0; i < found.length; i++) {
            products.get(l)[i] += found[i];
          }
        }
      }
    }
  }

  /**
   * Starts from random directions.
   *
   * @param passes passes over the unmodified net
   * @param steps of the descent
   * @param batch images per step
   * @param seed of every random draw
   */
  public FastSplitting(FrozenPasses passes, int steps, int batch, long seed) {
    this(passes, steps, batch, seed, false);
  }

  /**
   * @param largest whether the quotient is climbed, to the largest eigenvalue
   */
  FastSplitting(FrozenPasses passes, int steps, int batch, long seed, boolean largest) {
    this.largest = largest;
    this.passes = passes;
    this.network = passes.network();
    this.steps = steps;
    this.batch = batch;
    this.sweep = new Sweep(passes);
    SplittableRandom random = new SplittableRandom(seed);
    for (int l = 0; l < network.depth(); l++) {
      var layer = network.layer(l).layer();
      boolean unit = layer.group() >= 0 && layer.producer();
      double[] v = new double[unit ? layer.width() * layer.fanIn() : 0];
      for (int i = 0; i < v.length; i++) {
        v[i] = START * (2 * random.nextDouble() - 1);
      }
      direction.add(v);
      optimisers.add(new RmsProp(v.length, RATE, SMOOTHING, MOMENTUM));
    }
    normalise();
    uploaded = Uploads.theta(network, direction, passes.team().lead());
    for (int s = 0; s < passes.team().shards(); s++) {
      shards.add(new Shard(passes.team().kernels(s)));
    }
  }

  /** Gives every unit's direction, over all its producers, length 1. */
  private void normalise() {
    for (WidthGroup group : network.spec().groups()) {
      for (int c = 0; c < group.width(); c++) {
        double square = 0;
        for (int l : group.producers()) {
          int fanIn = network.layer(l).layer().fanIn();
          for (int i = c * fanIn; i < (c + 1) * fanIn; i++) {
            square += direction.get(l)[i] * direction.get(l)[i];
          }
        }
        scale(group, c, square > 0 ? 1 / Math.sqrt(square) : 1);
      }
    }
  }

  private void scale(WidthGroup group, int c, double factor) {
    for (int l : group.producers()) {
      int fanIn = network.layer(l).layer().fanIn();
      for (int i = c * fanIn; i < (c + 1) * fanIn; i++) {
        direction.get(l)[i] *= factor;
      }
    }
  }

  /** Makes what {@link #direction} holds the directions that are worked with. */
  void upload() {
    for (int l = 0; l < uploaded.length; l++) {
      if (uploaded[l] != null) {
        passes.team().lead().upload(direction.get(l), uploaded[l]);
      }
    }
  }

  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    int size = Math.min(batch, images);
    int batches = Math.max(1, images / size);
    for (int step = 0; step < steps; step++) {
      List<double[]> gradient = quotientGradient(step % batches * size, size, loader);
      for (int l = 0; l < gradient.size(); l++) {
        double[] downhill = gradient.get(l);
        for (int i = 0; largest && i < downhill.length; i++) {
          downhill[i] = 0 - downhill[i];
        }
        optimisers.get(l).step(direction.get(l), downhill);
      }
      normalise();
      upload();
      after.accept(step + 1);
    }
  }

  /** Mean gradient of every unit's R in its direction, over some images. */
  List<double[]> quotientGradient(int from, int images, ImageLoader loader) {
    double[] forms = forms(from, images, loader, true, done -> {});
    List<double[]> gradient = new ArrayList<>();
    direction.forEach(v -> gradient.add(new double[v.length]));
    int unit = 0;
    for (WidthGroup group : network.spec().groups()) {
      for (int c = 0; c < group.width(); c++, unit++) {
        double length = 0;
        for (int l : group.producers()) {
          int fanIn = network.layer(l).layer().fanIn();
          for (int i = c * fanIn; i < (c + 1) * fanIn; i++) {
            length += direction.get(l)[i] * direction.get(l)[i];
          }
        }
        for (int l : group.producers()) {
          int fanIn = network.layer(l).layer().fanIn();
          for (int i = c * fanIn; i < (c + 1) * fanIn; i++) {
            double product = 0;
            for (Shard shard : shards) {
              product += shard.products.get(l)[i] / images;
            }
            // 2 (Sv v'v - v v'Sv) / (v'v)^2
            gradient.get(l)[i] =
                2 * (product * length - direction.get(l)[i] * forms[unit]) / (length * length);
          }
        }
      }
    }
    return gradient;
  }

  /** Mean {@code v'Sv} of every unit over some images. */
  private <E extends Exception> double[] forms(
      int from,
      int images,
      ImageLoader loader,
      boolean withProducts,
      FrozenPasses.AfterBatch<E> after)
      throws E {
    shards.forEach(Shard::clear);
    sweep.run(
        from,
        images,
        loader,
        (shard, pass, gradients, first) -> shards.get(shard).add(pass, gradients, withProducts),
        after);
    return means();
  }

  /** Per unit, over the images met since the last {@link Shard#clear}. */
  private double[] means() {
    double[] mean = new double[network.spec().unitCount()];
    long images = shards.stream().mapToLong(shard -> shard.images).sum();
    for (Shard shard : shards) {
      for (int u = 0; u < mean.length; u++) {
        mean[u] += shard.sums[u] / images;
      }
    }
    return mean;
  }

  @Override
  public <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E {
    forms(
        0,
        images,
        loader,
        false,
        done -> {
          if (done < images) {
            partial.accept(opinion());
          }
          after.accept(done);
        });
    return opinion();
  }

  private Opinion opinion() {
    Candidates order = new Candidates(network.spec());
    double[] scores = Opinion.none(order.size());
    double[] errors = Opinion.none(order.size());
    double[] predicted = Opinion.none(order.size());
    double[] mean = means();
    long images = shards.stream().mapToLong(shard -> shard.images).sum();
    for (int u = 0; u < mean.length; u++) {
      double square = 0;
      for (Shard shard : shards) {
        square += shard.squares[u] / images;
      }
      scores[u] = mean[u];
      // of the mean of independent images: sqrt((E[f^2] - E[f]^2) / n)
      errors[u] = Math.sqrt(Math.max(0, square - mean[u] * mean[u]) / images);
      // dL = 1/2 theta' S theta
      predicted[u] = 0.5 * STEP * STEP * mean[u];
    }
    return new Opinion(images, scores, errors, predicted, offsets(), NewNeurons.none(), 0);
  }

  /** What the children get, {@code 0.01 v}. */
  private List<double[]> offsets() {
    List<double[]> theta = new ArrayList<>();
    for (double[] v : direction) {
      double[] offset = v.clone();
      for (int i = 0; i < offset.length; i++) {
        offset[i] *= STEP;
      }
      theta.add(offset);
    }
    return theta;
  }

  /** v as it is now, {@code [O, I, k, k]} per producer. */
  List<double[]> direction() {
    return direction;
  }

  @Override
  public void close() {
    sweep.close();
    Uploads.close(uploaded);
    for (Shard shard : shards) {
      Uploads.close(shard.part);
      shard.forms.values().forEach(SplittingForm::close);
    }
  }
}
