package org.morphoscope.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Kernels;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Team;
import org.morphoscope.compute.Weights;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learns theta of all channels of all layers at once by minimising {@code J_c = mean_n [s + q]}
 * (method.md section 5). x, a, g and g~ of the learning samples are constants of the unmodified
 * net: they are captured once and kept when they fit into {@link Options#cacheBytes}, and
 * recomputed for every step otherwise.
 */
public final class ThetaLearner implements AutoCloseable {
  private final Network network;
  private final Team team;
  private final Options options;
  private final ThetaState theta;
  private final int depth;
  private final INDArray[][] shardGradients;
  private final INDArray[] gradient;
  private final INDArray[] zero;
  private final List<Map<Integer, SampleTerms>> scratch = new ArrayList<>();
  private final List<Map<Integer, LossModel>> recomputed = new ArrayList<>();
  private final Map<Integer, LossModel[]> cache = new HashMap<>();
  private final boolean cached;
  private final double[][] objective;
  private double[] objectiveSums;

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

  /** Starts from random theta. */
  public ThetaLearner(Network network, Team team, Options options) {
    this(
        network,
        team,
        options,
        ThetaState.initial(network.download(), options.scale(), options.seed()));
  }

  /** Starts from given theta, {@code [O, I, k, k]} per layer. */
  public ThetaLearner(Network network, Team team, Options options, List<double[]> start) {
    this.network = network;
    this.team = team;
    this.options = options;
    this.depth = network.depth();
    Kernels kernels = team.lead();
    theta = new ThetaState(network, kernels, start);
    gradient = new INDArray[depth];
    zero = new INDArray[depth];
    shardGradients = new INDArray[team.shards()][depth];
    objective = new double[team.shards()][network.spec().unitCount()];
    objectiveSums = new double[network.spec().unitCount()];
    for (int l = 0; l < depth; l++) {
      long[] shape = network.layer(l).weight().shape();
      gradient[l] = kernels.allocate(shape);
      zero[l] = kernels.allocate(shape);
      for (int s = 0; s < team.shards(); s++) {
        shardGradients[s][l] = team.kernels(s).allocate(shape);
      }
    }
    for (int s = 0; s < team.shards(); s++) {
      scratch.add(new HashMap<>());
      recomputed.add(new HashMap<>());
    }
    cached = captureBytes() * options.samples() <= options.cacheBytes();
  }

  /** Bytes that the captured activations of one image take. */
  private long captureBytes() {
    long numbers = 0;
    boolean two = options.mode() == CurvatureMode.GGN_MC || options.mode() == CurvatureMode.GGN;
    for (int l = 0; l < network.depth(); l++) {
      var layer = network.spec().layer(l);
      numbers += 2L * layer.mid().channels() * layer.mid().positions();
      numbers += (two ? 3L : 2L) * layer.out().channels() * layer.out().positions();
    }
    return numbers * team.lead().type().width();
  }

  /**
   * Random theta to start from: {@code scale ||w_c|| / sqrt(fan-in)} times a standard normal,
   * {@code [O, I, k, k]} per layer.
   */
  public static List<double[]> initialTheta(Weights weights, double scale, long seed) {
    return ThetaState.initial(weights, scale, seed);
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

  /** Gradients {@code dJ/dtheta} of a batch, then one Adam step. */
  private void step(ImageLoader loader, LabelSampler sampler, int firstImage, double rate) {
    gradients(loader, sampler, firstImage, options.batch());
    theta.step(gradient, rate);
  }

  /**
   * Mean gradient of {@code sum_c J_c} in theta over {@code count} images, into {@link #gradient}.
   */
  private void gradients(ImageLoader loader, LabelSampler sampler, int firstImage, int count) {
    team.run((shard, kernels) -> shardGradient(shard, kernels, loader, sampler, firstImage, count));
    for (int l = 0; l < depth; l++) {
      Kernels kernels = team.lead();
      kernels.copy(zero[l], gradient[l]);
      for (int s = 0; s < team.shards(); s++) {
        if (team.start(count, s + 1) > team.start(count, s)) {
          kernels.axpy(1.0 / count, shardGradients[s][l], gradient[l]);
        }
      }
    }
    java.util.Arrays.fill(objectiveSums, 0);
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
    java.util.Arrays.fill(objective[shard], 0);
    if (size == 0) {
      return;
    }
    LossModel model = model(shard, kernels, loader, sampler, firstImage + from, size, firstImage);
    SampleTerms terms =
        scratch.get(shard).computeIfAbsent(size, n -> new SampleTerms(network, n, kernels, true));
    FrozenPass pass = model.pass();
    terms.splitDeltas(pass, theta.arrays());
    double[][] s = new double[depth][];
    for (int l = 0; l < depth; l++) {
      s[l] = new double[size * network.layer(l).channels()];
      terms.splitProducts(l, model.gradient(l), s[l]);
      terms.startMultiplier(l, model.gradient(l));
    }
    for (int j = 0; j < model.directions(); j++) {
      model.select(j);
      int unit = 0;
      for (int l = 0; l < depth; l++) {
        int channels = network.layer(l).channels();
        double[] k = s[l].clone();
        if (!model.directionIsGradient()) {
          terms.splitProducts(l, model.direction(l), k);
        }
        for (int n = 0; n < size; n++) {
          double factor = model.rowFactor(n, j);
          for (int c = 0; c < channels; c++) {
            double row = factor * k[n * channels + c];
            objective[shard][unit + c] += 0.5 * row * row;
            if (j == 0) {
              objective[shard][unit + c] += s[l][n * channels + c];
            }
            k[n * channels + c] = factor * row;
          }
        }
        terms.addToMultiplier(l, k, model.direction(l));
        unit += channels;
      }
    }
    for (int l = 0; l < depth; l++) {
      terms.thetaGradient(pass, l, shardGradients[shard][l]);
    }
  }

  /** Captured or freshly computed constants of a shard's images. */
  private LossModel model(
      int shard,
      Kernels kernels,
      ImageLoader loader,
      LabelSampler sampler,
      int first,
      int size,
      int key) {
    LossModel model;
    if (cached) {
      LossModel[] models;
      synchronized (cache) {
        models = cache.computeIfAbsent(key, k -> new LossModel[team.shards()]);
      }
      if (models[shard] != null) {
        return models[shard];
      }
      model = new LossModel(options.mode(), new FrozenPass(network, size, kernels));
      models[shard] = model;
    } else {
      model =
          recomputed
              .get(shard)
              .computeIfAbsent(
                  size, n -> new LossModel(options.mode(), new FrozenPass(network, n, kernels)));
    }
    model.pass().load(loader, first);
    model.pass().forward();
    model.prepare(sampler, first);
    return model;
  }

  private double[] download(INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    team.lead().download(array, values);
    return values;
  }

  /** The learned theta, {@code [O, I, k, k]} per layer. */
  public List<double[]> theta() {
    return theta.values();
  }

  /**
   * Mean gradient of {@code sum_c J_c} over the first {@code count} images, {@code [O, I, k, k]}
   * per layer, at the present theta.
   */
  public List<double[]> meanGradient(ImageLoader loader, LabelSampler sampler, int count) {
    gradients(loader, sampler, 0, count);
    List<double[]> values = new ArrayList<>();
    for (INDArray g : gradient) {
      values.add(download(g));
    }
    return values;
  }

  @Override
  public void close() {
    theta.close();
    for (INDArray[] arrays : new INDArray[][] {gradient, zero}) {
      for (INDArray array : arrays) {
        array.close();
      }
    }
    for (INDArray[] arrays : shardGradients) {
      for (INDArray array : arrays) {
        array.close();
      }
    }
    scratch.forEach(bySize -> bySize.values().forEach(SampleTerms::close));
    List<LossModel> models = new ArrayList<>();
    recomputed.forEach(bySize -> models.addAll(bySize.values()));
    cache.values().forEach(ofBatch -> models.addAll(java.util.Arrays.asList(ofBatch)));
    for (LossModel model : models) {
      if (model != null) {
        model.close();
        model.pass().close();
      }
    }
  }
}
