package org.morphoscope.score.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.ChannelMeans;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.score.Uploads;
import org.morphoscope.selection.CurvatureMode;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learns theta of all channels of all groups at once by minimising {@code J_c = mean_n [s + q]}
 * (method.md section 5), and after that the outgoing weights of the new neurons. x, a, g and g~ of
 * the learning samples are constants of the unmodified net: kept when the steps meet samples again
 * and they fit into {@link Options#cacheBytes}, recomputed for every step otherwise.
 */
public final class ThetaLearner implements AutoCloseable {
  private final Network network;
  private final Team team;
  private final Options options;
  private final ThetaState theta;
  private final OutgoingLearner outgoing;
  private final LearningCache cache;
  private final List<WidthGroup> groups;
  private final ArrayPool ownPool;
  // per layer, as theta: the mean over a step's images, on the first member's kernels
  private final INDArray[] gradient;
  private final List<ShardLearner> shards = new ArrayList<>();
  // J_c per unit: means over the last step's images
  private final double[] objectiveSums;
  // whether a step has been taken, so that E[z] is known
  private boolean met;

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

  /**
   * Called on the calling thread after every step, and while outgoing weights are learned.
   *
   * @param <E> what it may throw to stop the learning
   */
  @FunctionalInterface
  public interface AfterStep<E extends Exception> {
    /**
     * @param steps steps done
     * @param objective mean of J_c over all units in the step's batch
     * @throws E to stop: no further step is begun
     */
    void accept(int steps, double objective) throws E;
  }

  /**
   * @param network the unmodified net; stays the caller's and open as long as this is used
   * @param team threads and their kernels; stays the caller's
   * @param options steps, rate, samples and the like; theta starts at random
   * @param newNeurons the candidates for new neurons; none: {@link NewNeurons#none}
   */
  public ThetaLearner(Network network, Team team, Options options, NewNeurons newNeurons) {
    this(network, team, options, randomTheta(network, options), newNeurons);
  }

  /**
   * @param network the unmodified net; stays the caller's and open as long as this is used
   * @param team threads and their kernels; stays the caller's
   * @param options steps, rate, samples and the like; theta starts at random
   * @param newNeurons the candidates for new neurons; none: {@link NewNeurons#none}
   * @param pool memory for the constants; nobody else may use it until this is closed
   */
  public ThetaLearner(
      Network network, Team team, Options options, NewNeurons newNeurons, ArrayPool pool) {
    this(network, team, options, randomTheta(network, options), newNeurons, pool, null);
  }

  /**
   * @param network the unmodified net; stays the caller's and open as long as this is used
   * @param team threads and their kernels; stays the caller's
   * @param options steps, rate, samples and the like
   * @param start theta to start from, {@code [O, I, k, k]} per layer; empty where no units are
   * @param newNeurons candidates for new neurons, whose outgoing weights are learned too
   */
  public ThetaLearner(
      Network network, Team team, Options options, List<double[]> start, NewNeurons newNeurons) {
    this(network, team, options, start, newNeurons, team.lead().newPool());
  }

  private ThetaLearner(
      Network network,
      Team team,
      Options options,
      List<double[]> start,
      NewNeurons newNeurons,
      ArrayPool ownPool) {
    this(network, team, options, start, newNeurons, ownPool, ownPool);
  }

  private ThetaLearner(
      Network network,
      Team team,
      Options options,
      List<double[]> start,
      NewNeurons newNeurons,
      ArrayPool pool,
      ArrayPool ownPool) {
    this.ownPool = ownPool;
    this.network = network;
    this.team = team;
    this.options = options;
    this.groups = network.spec().groups();
    int depth = network.depth();
    theta = new ThetaState(network, team.lead(), start);
    outgoing =
        newNeurons.perGroup() > 0
            ? new OutgoingLearner(network, team, newNeurons, options.samples())
            : null;
    cache =
        new LearningCache(
            network,
            team,
            options.mode(),
            newNeurons,
            options.samples(),
            (long) options.steps() * options.batch() > options.samples(),
            options.cacheBytes(),
            pool);
    gradient = new INDArray[depth];
    objectiveSums = new double[network.spec().unitCount()];
    for (WidthGroup group : groups) {
      for (int l : group.producers()) {
        long[] shape = network.layer(l).weight().shape();
        gradient[l] = team.lead().allocate(shape);
      }
    }
    for (int s = 0; s < team.shards(); s++) {
      shards.add(
          new ShardLearner(
              network, s, team.kernels(s), options.mode(), theta.arrays(), cache, outgoing));
    }
  }

  private static List<double[]> randomTheta(Network network, Options options) {
    return initialTheta(network.spec(), network.download(), options.scale(), options.seed());
  }

  /**
   * @param spec the net's architecture
   * @param weights the net's numbers, for the norms
   * @param scale length of theta relative to the channel's weights
   * @param seed of the numbers
   * @return random theta, {@code scale ||w_c|| / sqrt(fan-in)} times a standard normal, {@code [O,
   *     I, k, k]} per layer; empty for a layer without units of its own
   */
  public static List<double[]> initialTheta(
      NetworkSpec spec, Weights weights, double scale, long seed) {
    return ThetaState.initial(spec, weights, scale, seed);
  }

  /**
   * Runs all steps of theta, then learns the outgoing weights from zero.
   *
   * @param <E> what {@code after} may throw
   * @param loader gives images by position; called from several threads
   * @param after called on the calling thread after every step, so that it may stop by throwing
   * @throws E as {@code after} throws it
   */
  public <E extends Exception> void learn(ImageLoader loader, AfterStep<E> after) throws E {
    // the learning images, batch by batch; one pass unless there are more steps than batches
    int batches = Math.max(1, options.samples() / options.batch());
    int restart = Math.max(1, options.steps() / 3);
    int judged = Math.min(batches, restart);
    double[] sums = new double[objectiveSums.length];
    LabelSampler sampler = LabelSampler.seeded(options.seed() ^ 0x5DEECE66DL);
    double mean = Double.NaN;
    for (int step = 0; step < options.steps(); step++) {
      double rate = options.rate() * (1 - (double) step / options.steps());
      gradients(
          loader, sampler, (step % batches) * options.batch(), options.batch(), step < batches);
      theta.step(gradient, rate);
      met = true;
      mean = 0;
      for (int u = 0; u < sums.length; u++) {
        mean += objectiveSums[u] / sums.length;
        if (step >= restart - judged && step < restart) {
          sums[u] += objectiveSums[u];
        }
      }
      if (step == restart - 1 && restart < options.steps()) {
        theta.restart(sums, options.scale(), options.seed() + 1);
      }
      after.accept(step + 1, mean);
    }
    if (outgoing != null) {
      int images = batches * Math.min(options.batch(), options.samples());
      double last = mean;
      outgoing.learn(
          () -> {
            outgoingGradients(loader, sampler, images);
            after.accept(options.steps(), last);
          });
    }
  }

  /** Mean gradients of {@code sum_c J_c} over images, which are new when {@code unseen}. */
  private void gradients(
      ImageLoader loader, LabelSampler sampler, int firstImage, int count, boolean unseen) {
    team.run(
        (shard, kernels) ->
            shards
                .get(shard)
                .run(
                    loader,
                    sampler,
                    firstImage + team.start(count, shard),
                    firstImage + team.start(count, shard + 1),
                    unseen));
    Kernels kernels = team.lead();
    for (int l = 0; l < gradient.length; l++) {
      if (gradient[l] == null) {
        continue;
      }
      kernels.clear(gradient[l]);
      for (int s = 0; s < team.shards(); s++) {
        if (team.start(count, s + 1) > team.start(count, s)) {
          kernels.axpy(1.0 / count, shards.get(s).gradients()[l], gradient[l]);
        }
      }
    }
    Arrays.fill(objectiveSums, 0);
    for (ShardLearner shard : shards) {
      for (int u = 0; u < objectiveSums.length; u++) {
        objectiveSums[u] += shard.objective()[u] / count;
      }
    }
  }

  /** Mean gradients of {@code sum_l J_l}, batch by batch: a shard meets images it has kept. */
  private void outgoingGradients(ImageLoader loader, LabelSampler sampler, int count) {
    team.run(
        (shard, kernels) -> {
          outgoing.shard(shard).start();
          for (int first = 0; first < count; first += options.batch()) {
            int batch = Math.min(options.batch(), count - first);
            int from = first + team.start(batch, shard);
            int to = first + team.start(batch, shard + 1);
            shards.get(shard).addOutgoing(loader, sampler, from, to);
          }
        });
    outgoing.combine(count);
  }

  /** {@return the learned theta, {@code [O, I, k, k]} per layer; empty without units} */
  public List<double[]> theta() {
    return theta.values();
  }

  /**
   * @return E[z] of the images learned on, per layer and channel: what a prune puts in its place
   * @throws IllegalStateException before the first step
   */
  public double[][] meanZ() {
    if (!met) {
      throw new IllegalStateException("no image has been met yet");
    }
    return ChannelMeans.of(shards.stream().map(ShardLearner::means).toList());
  }

  /** {@return the learned {@link NewNeurons#outgoing} weights; empty without candidates} */
  public List<double[]> outgoing() {
    return outgoing == null ? List.of() : outgoing.values();
  }

  /**
   * Brings {@link #outgoingGradient} up to date as well.
   *
   * @param loader gives images by position; called from several threads
   * @param sampler draws y~ of {@code ggn-mc}; other modes do not ask it
   * @param count number of images, from the first on
   * @return mean gradient of {@code sum_c J_c} at the present theta, {@code [O, I, k, k]} per layer
   */
  public List<double[]> meanGradient(ImageLoader loader, LabelSampler sampler, int count) {
    gradients(loader, sampler, 0, count, false);
    if (outgoing != null) {
      outgoingGradients(loader, sampler, count);
    }
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

  /** {@return the same of {@code sum_l J_l} in outgoing weights, by the last such call} */
  public List<double[]> outgoingGradient() {
    return outgoing.gradientValues();
  }

  /**
   * @param count number of images, as in the last {@link #meanGradient}
   * @return J_l of every group over these images
   */
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
    shards.forEach(ShardLearner::close);
    cache.close();
    if (ownPool != null) {
      ownPool.close();
    }
  }
}
