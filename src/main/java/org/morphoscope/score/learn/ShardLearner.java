package org.morphoscope.score.learn;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.ChannelMeans;
import org.morphoscope.score.ImageChunks;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.score.LossModel;
import org.morphoscope.score.SplitWorkspace;
import org.morphoscope.score.Uploads;
import org.morphoscope.selection.CurvatureMode;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One thread's share of a step of learning: its images, part by part. Within a part everything
 * between two convolutions stays in the cache ({@link ImageChunks}).
 *
 * <p>Used by the thread of its shard during {@code Team.run}; what it has summed is read by the
 * calling thread afterwards.
 */
final class ShardLearner implements AutoCloseable {
  private final Network network;
  private final int shard;
  private final Kernels kernels;

  /** Whether the curvature has one row per class ({@code ggn}); no fused kernel takes so many. */
  private final boolean manyDirections;

  /** Per layer, {@code [O, I, k, k]}: shared by all shards and not written during a step. */
  private final INDArray[] theta;

  private final LearningCache cache;
  private final OutgoingLearner outgoing;
  private final List<WidthGroup> groups;

  /** Images worked on at a time. */
  private final int part;

  /** Per producer, as theta: sums over the shard's images. */
  private final INDArray[] sums;

  /** As {@link #sums}, of one part; the first part goes to {@link #sums} directly. */
  private final INDArray[] ofPart;

  private final double[] objective;
  private final ChannelMeans means;

  /** By number of images: the last part of a shard may be smaller. */
  private final Map<Integer, SplitWorkspace> scratch = new HashMap<>();

  /**
   * @param theta per layer; null where a layer has none
   * @param outgoing null without new neurons
   */
  ShardLearner(
      Network network,
      int shard,
      Kernels kernels,
      CurvatureMode mode,
      INDArray[] theta,
      LearningCache cache,
      OutgoingLearner outgoing) {
    this.network = network;
    this.shard = shard;
    this.kernels = kernels;
    this.manyDirections = mode == CurvatureMode.GGN;
    this.theta = theta;
    this.cache = cache;
    this.outgoing = outgoing;
    this.groups = network.spec().groups();
    this.part = ImageChunks.images(network.spec(), kernels);
    this.objective = new double[network.spec().unitCount()];
    this.means = new ChannelMeans(network);
    this.sums = new INDArray[network.depth()];
    this.ofPart = new INDArray[network.depth()];
    for (WidthGroup group : groups) {
      for (int l : group.producers()) {
        long[] shape = network.layer(l).weight().shape();
        sums[l] = kernels.allocate(shape);
        ofPart[l] = kernels.allocate(shape);
      }
    }
  }

  /** Gradients in theta summed over the images of the last {@link #run}. */
  INDArray[] gradients() {
    return sums;
  }

  /** {@code s + q} per unit, summed over the images of the last {@link #run}. */
  double[] objective() {
    return objective;
  }

  /** Sums of z over the images that {@link #run} was told to be new. */
  ChannelMeans means() {
    return means;
  }

  /**
   * Sums over the images {@code [from, to)}; without any, the gradients stay as they were.
   *
   * @param from position of the first image of this shard in the loader's order
   * @param unseen whether they are new, so that they count in E[z]
   */
  void run(ImageLoader loader, LabelSampler sampler, int from, int to, boolean unseen) {
    Arrays.fill(objective, 0);
    for (int first = from; first < to; first += part) {
      int size = Math.min(part, to - first);
      LossModel model = captured(loader, sampler, first, size).model();
      if (unseen) {
        means.add(model.pass());
      }
      gradient(model, size, first == from ? sums : ofPart);
      if (first > from) {
        addPart();
      }
    }
  }

  /**
   * Adds the images {@code [from, to)} to the sums of the outgoing weights. Rows are made when a
   * part is first captured; from then on a part costs two products with them and no activation is
   * touched.
   */
  void addOutgoing(ImageLoader loader, LabelSampler sampler, int from, int to) {
    for (int first = from; first < to; first += part) {
      int size = Math.min(part, to - first);
      OutgoingRows rows = cache.rows(shard, first, size);
      if (rows == null) {
        CapturedImages captured = captured(loader, sampler, first, size);
        rows = cache.rows(shard, first, size);
        if (rows == null) {
          outgoing.shard(shard).add(captured, first, size);
          continue;
        }
      }
      outgoing.shard(shard).add(rows);
    }
  }

  /** The constants of a part: captured now, or known from an earlier step. */
  private CapturedImages captured(ImageLoader loader, LabelSampler sampler, int first, int size) {
    INDArray[] delta = outgoing == null ? null : outgoing.weights();
    return cache.of(shard, kernels, loader, sampler, first, size, delta);
  }

  /** {@code sums += ofPart}. */
  private void addPart() {
    for (int l = 0; l < sums.length; l++) {
      if (sums[l] != null) {
        kernels.axpy(1, ofPart[l], sums[l]);
      }
    }
  }

  /**
   * Gradients in theta of {@code sum_n sum_c s + q} over a part, into target (method.md section 5).
   */
  private void gradient(LossModel model, int size, INDArray[] target) {
    SplitWorkspace terms =
        scratch.computeIfAbsent(
            size, n -> new SplitWorkspace(network, n, kernels, true, manyDirections));
    if (!manyDirections) {
      fusedGradient(model, terms, size, target);
      return;
    }
    multipliers(model, terms, size);
    for (WidthGroup group : groups) {
      terms.thetaGradient(model.pass(), group, target);
    }
  }

  /**
   * Gradients and sums of {@code s + q} with one direction, group by group: {@code s = dz . g},
   * {@code row = f_n dz . direction}, {@code q = row^2 / 2}. The kernel forms {@code r = g + f_n^2
   * (dz . direction) direction} on the way and never stores it.
   */
  private void fusedGradient(LossModel model, SplitWorkspace terms, int size, INDArray[] target) {
    model.select(0);
    double[] factor = new double[size];
    for (int n = 0; n < size; n++) {
      factor[n] = model.rowFactor(n, 0);
    }
    int unit = 0;
    for (WidthGroup group : groups) {
      int channels = group.width();
      double[] s = new double[size * channels];
      double[] k = new double[size * channels];
      terms.learn(model, group, theta, factor, s, k, target);
      for (int i = 0; i < s.length; i++) {
        double row = factor[i / channels] * k[i];
        objective[unit + i % channels] += s[i] + 0.5 * row * row;
      }
      unit += channels;
    }
  }

  /**
   * Multipliers of all groups, and the sums of {@code s + q} per unit. Every direction costs a
   * backward pass for all groups, so directions are the outer loop, and dz and r of all groups are
   * kept.
   */
  private void multipliers(LossModel model, SplitWorkspace terms, int size) {
    FrozenPass pass = model.pass();
    terms.splitDeltas(pass, theta);
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
        direction(model, terms, group, unit, j, s[group.index()]);
        unit += group.width();
      }
    }
  }

  /**
   * Direction j's part of a group's multiplier and curvature. Its coefficient in r is {@code f^2
   * k}; s is added to the objective with the first direction only.
   *
   * @param unit the group's first unit in the objective
   * @param s {@code [N, C]}, {@code dz . g}
   */
  private void direction(
      LossModel model, SplitWorkspace terms, WidthGroup group, int unit, int j, double[] s) {
    int channels = group.width();
    double[] k = s.clone();
    if (!model.directionIsGradient()) {
      terms.splitProducts(group, model.direction(), k);
    }
    for (int i = 0; i < k.length; i++) {
      double factor = model.rowFactor(i / channels, j);
      double row = factor * k[i];
      objective[unit + i % channels] += 0.5 * row * row + (j == 0 ? s[i] : 0);
      k[i] = factor * row;
    }
    terms.addToMultiplier(group, k, model.direction());
  }

  @Override
  public void close() {
    Uploads.close(sums);
    Uploads.close(ofPart);
    scratch.values().forEach(SplitWorkspace::close);
  }
}
