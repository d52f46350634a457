package org.morphoscope.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Kernels;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Team;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learns theta of all channels of all groups at once by minimising {@code J_c = mean_n [s + q]}
 * (method.md section 5), and in the same steps the outgoing weights of the new neurons. x, a, g and
 * g~ of the learning samples are constants of the unmodified net: they are captured once and kept
 * when they fit into {@link Options#cacheBytes}, and recomputed for every step otherwise.
 */
public final class ThetaLearner implements AutoCloseable {
  private final Network network;
  private final Team team;
  private final Options options;
  private final ThetaState theta;
  private final OutgoingLearner outgoing;
  private final LearningCache cache;
  private final List<WidthGroup> groups;
  private final INDArray[][] shardGradients;
  private final INDArray[] gradient;
  private final List<Map<Integer, SampleTerms>> scratch = new ArrayList<>();
  private final double[][] objective;
  private final double[] objectiveSums;

  /**
   * How theta is learned.
   *
   * @param mode curvature mode
   * @param samples images learned on
   * @param batch images per step
   * @param steps Adam steps
   * @param rate Adam rate at the first step, falling linearly to 0
   * @param scale norm of the initial theta relative to that of the channel's weights
   * @param seed of the initial theta and of the labels of {@code ggn-mc}
   * @param cacheBytes memory that captured activations may take
   */
  public record Options(
      CurvatureMode mode,
      int samples,
      int batch,
      int steps,
      double rate,
      double scale,
      long seed,
      long cacheBytes) {}

  /** Called on the calling thread after every step. */
  @FunctionalInterface
  public interface AfterStep<E extends Exception> {
    /**
     * @param steps steps done
     * @param objective mean of J_c over all units in the step's batch
     */
    void accept(int steps, double objective) throws E;
  }

  /** Starts from random theta and the given outgoing weights. */
  public ThetaLearner(Network network, Team team, Options options, NewNeurons born) {
    this(
        network,
        team,
        options,
        initialTheta(network.spec(), network.download(), options.scale(), options.seed()),
        born);
  }

  /**
   * Starts from given theta.
   *
   * @param start {@code [O, I, k, k]} per layer; empty for a layer without units of its own
   * @param born candidates for new neurons, whose outgoing weights are learned too
   */
  public ThetaLearner(
      Network network, Team team, Options options, List<double[]> start, NewNeurons born) {
    this.network = network;
    this.team = team;
    this.options = options;
    this.groups = network.spec().groups();
    int depth = network.depth();
    theta = new ThetaState(network, team.lead(), start);
    outgoing = born.perGroup() > 0 ? new OutgoingLearner(network, team, born) : null;
    cache =
        new LearningCache(
            network, team, options.mode(), born, options.samples(), options.cacheBytes());
    gradient = new INDArray[depth];
    shardGradients = new INDArray[team.shards()][depth];
    objective = new double[team.shards()][network.spec().unitCount()];
    objectiveSums = new double[network.spec().unitCount()];
    for (WidthGroup group : groups) {
      for (int l : group.producers()) {
        long[] shape = network.layer(l).weight().shape();
        gradient[l] = team.lead().allocate(shape);
        for (int s = 0; s < team.shards(); s++) {
          shardGradients[s][l] = team.kernels(s).allocate(shape);
        }
      }
    }
    for (int s = 0; s < team.shards(); s++) {
      scratch.add(new HashMap<>());
    }
  }

  /**
   * Random theta to start from: {@code scale ||w_c|| / sqrt(fan-in)} times a standard normal,
   * {@code [O, I, k, k]} per layer; empty for a layer without units of its own.
   */
  public static List<double[]> initialTheta(
      NetworkSpec spec, Weights weights, double scale, long seed) {
    return ThetaState.initial(spec, weights, scale, seed);
  }

  /** Runs all steps. */
  public <E extends Exception> void learn(ImageLoader loader, AfterStep<E> after) throws E {
    int batches = Math.max(1, options.samples() / options.batch());
    int restart = Math.max(batches, options.steps() / 3);
    double[] sums = new double[objectiveSums.length];
    LabelSampler sampler = LabelSampler.seeded(options.seed() ^ 0x5DEECE66DL);
    for (int step = 0; step < options.steps(); step++) {
      double rate = options.rate() * (1 - (double) step / options.steps());
      step(loader, sampler, (step % batches) * options.batch(), rate);
      double mean = 0;
      for (int u = 0; u < sums.length; u++) {
        mean += objectiveSums[u] / sums.length;
        if (step >= restart - batches && step < restart) {
          sums[u] += objectiveSums[u];
        }
      }
      if (step == restart - 1 && restart < options.steps()) {
        theta.restart(sums, options.scale(), options.seed() + 1);
      }
      after.accept(step + 1, mean);
    }
  }

  /** Gradients of a batch, then one Adam step. */
  private void step(ImageLoader loader, LabelSampler sampler, int firstImage, double rate) {
    gradients(loader, sampler, firstImage, options.batch());
    theta.step(gradient, rate);
    if (outgoing != null) {
      outgoing.step(rate);
    }
  }

  /** Mean gradients of {@code sum_c J_c} (and {@code sum_l J_l}) over {@code count} images. */
  private void gradients(ImageLoader loader, LabelSampler sampler, int firstImage, int count) {
    team.run((shard, kernels) -> shardGradient(shard, kernels, loader, sampler, firstImage, count));
    Kernels kernels = team.lead();
    for (int l = 0; l < gradient.length; l++) {
      if (gradient[l] == null) {
        continue;
      }
      kernels.axpy(-1, gradient[l], gradient[l]);
      for (int s = 0; s < team.shards(); s++) {
        if (team.start(count, s + 1) > team.start(count, s)) {
          kernels.axpy(1.0 / count, shardGradients[s][l], gradient[l]);
        }
      }
    }
    if (outgoing != null) {
      outgoing.combine(count);
    }
    Arrays.fill(objectiveSums, 0);
    for (double[] ofShard : objective) {
      for (int u = 0; u < ofShard.length; u++) {
        objectiveSums[u] += ofShard[u] / count;
      }
    }
  }

  private void shardGradient(
      int shard,
      Kernels kernels,
      ImageLoader loader,
      LabelSampler sampler,
      int firstImage,
      int count) {
    int from = team.start(count, shard);
    int size = team.start(count, shard + 1) - from;
    Arrays.fill(objective[shard], 0);
    if (size == 0) {
      return;
    }
    LearningCache.Captured captured =
        cache.of(
            shard,
            kernels,
            loader,
            sampler,
            firstImage + from,
            size,
            firstImage,
            outgoing == null ? null : outgoing.weights());
    SampleTerms terms =
        scratch
            .get(shard)
            .computeIfAbsent(
                size, n -> new SampleTerms(network, n, kernels, true, manyDirections()));
    if (manyDirections()) {
      splitGradient(captured.model(), terms, size, objective[shard]);
      for (WidthGroup group : groups) {
        terms.thetaGradient(captured.model().pass(), group, shardGradients[shard]);
      }
    } else {
      fusedGradient(captured.model(), terms, size, shard);
    }
    if (outgoing != null) {
      outgoing.shardGradient(shard, kernels, captured, size);
    }
  }

  private boolean manyDirections() {
    return options.mode() == CurvatureMode.GGN;
  }

  /** Gradients and sums of {@code s + q} with one direction, group by group. */
  private void fusedGradient(LossModel model, SampleTerms terms, int size, int shard) {
    model.select(0);
    double[] factor = new double[size];
    for (int n = 0; n < size; n++) {
      factor[n] = model.rowFactor(n, 0);
    }
    double[] sums = objective[shard];
    int unit = 0;
    for (WidthGroup group : groups) {
      int channels = group.width();
      double[] s = new double[size * channels];
      double[] k = new double[size * channels];
      terms.learn(model, group, theta.arrays(), factor, s, k, shardGradients[shard]);
      for (int i = 0; i < s.length; i++) {
        double row = factor[i / channels] * k[i];
        sums[unit + i % channels] += s[i] + 0.5 * row * row;
      }
      unit += channels;
    }
  }

  /** Multipliers of all groups, and the sums of {@code s + q} per unit. */
  private void splitGradient(LossModel model, SampleTerms terms, int size, double[] sums) {
    FrozenPass pass = model.pass();
    terms.splitDeltas(pass, theta.arrays());
    double[][] s = new double[groups.size()][];
    for (WidthGroup group : groups) {
      s[group.index()] = new double[size * group.width()];
      terms.splitProducts(group, model.gradient(), s[group.index()]);
      terms.startMultiplier(group, model.gradient());
    }
    for (int j = 0; j < model.directions(); j++) {
      model.select(j);
      int unit = 0;
      for (WidthGroup group : groups) {
        int channels = group.width();
        double[] ofGroup = s[group.index()];
        double[] k = ofGroup.clone();
        if (!model.directionIsGradient()) {
          terms.splitProducts(group, model.direction(), k);
        }
        for (int n = 0; n < size; n++) {
          double factor = model.rowFactor(n, j);
          for (int c = 0; c < channels; c++) {
            double row = factor * k[n * channels + c];
            sums[unit + c] += 0.5 * row * row;
            if (j == 0) {
              sums[unit + c] += ofGroup[n * channels + c];
            }
            k[n * channels + c] = factor * row;
          }
        }
        terms.addToMultiplier(group, k, model.direction());
        unit += channels;
      }
    }
  }

  /** The learned theta, {@code [O, I, k, k]} per layer; empty for a layer without units. */
  public List<double[]> theta() {
    return theta.values();
  }

  /** The learned outgoing weights of the new neurons (see {@link NewNeurons#outgoing}). */
  public List<double[]> outgoing() {
    return outgoing == null ? List.of() : outgoing.values();
  }

  /**
   * Mean gradient of {@code sum_c J_c} over the first {@code count} images, {@code [O, I, k, k]}
   * per layer, at the present theta.
   */
  public List<double[]> meanGradient(ImageLoader loader, LabelSampler sampler, int count) {
    gradients(loader, sampler, 0, count);
    List<double[]> values = new ArrayList<>();
    for (INDArray g : gradient) {
      double[] v = new double[g == null ? 0 : Math.toIntExact(g.length())];
      if (g != null) {
        team.lead().download(g, v);
      }
      values.add(v);
    }
    return values;
  }

  /**
   * Mean gradient of {@code sum_l J_l} in the outgoing weights over the images of the last {@link
   * #meanGradient}.
   */
  public List<double[]> outgoingGradient() {
    return outgoing.gradientValues();
  }

  /** J_l of every group over the {@code count} images of the last {@link #meanGradient}. */
  public double[] outgoingObjective(int count) {
    return outgoing.objective(count);
  }

  @Override
  public void close() {
    theta.close();
    if (outgoing != null) {
      outgoing.close();
    }
    Uploads.close(gradient);
    for (INDArray[] arrays : shardGradients) {
      Uploads.close(arrays);
    }
    scratch.forEach(bySize -> bySize.values().forEach(SampleTerms::close));
    cache.close();
  }
}
