package org.morphoscope.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.selection.Gram;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One pass over samples that theta was not learned on: a, G and standard errors of the splits and
 * prunes of all units, and of the candidates for new neurons (method.md section 7). The cost of
 * splits and prunes does not depend on their number.
 *
 * <p>Per image n and candidate c: {@code s = dz . g}, {@code row_j = f_n,j dz . direction_j},
 * {@code q = sum_j row_j^2 / 2}; then {@code a_c = E[s]}, {@code G = E[sum_j row_j row_j']}, {@code
 * dL_c = E[s + q]}. Every shard scores its images of a batch on its own thread; their rows meet in
 * {@link GramSums} between batches.
 */
public final class ScoringPass implements AutoCloseable {
  private final Network network;
  private final Team team;
  private final CurvatureMode mode;
  private final int batch;
  // m per layer and channel
  private final double[][] meanZ;
  // per layer, on the first member's kernels; read by all shards
  private final INDArray[] theta;
  private final NewNeurons newNeurons;
  private final INDArray[] outgoing;
  private final Candidates order;
  // by shard and number of its images: a last batch is cut into smaller ones
  private final List<Map<Integer, ShardScorer>> scorers = new ArrayList<>();
  // by shard, added up when scores are asked for
  private final List<ScoreSums> sums = new ArrayList<>();
  private final int directions;
  // null until the pass runs
  private GramSums gram;
  private SampleChanges changes;
  // per image in nats, in the loader's order
  private double[] losses;

  /**
   * Called on the calling thread after every batch; {@code partial} computes the scores so far.
   *
   * @param <E> what it may throw to stop the pass
   */
  @FunctionalInterface
  public interface AfterBatch<E extends Exception> {
    /**
     * @param done number of images scored so far
     * @param partial computes the scores so far, without G; costs as much as their number
     * @throws E to stop: no further batch is begun
     */
    void accept(int done, java.util.function.Supplier<ScoreResult> partial) throws E;
  }

  /**
   * @param network the unmodified net; stays the caller's and open as long as this is used
   * @param team threads and their kernels; stays the caller's
   * @param mode which second-order model of the loss
   * @param batch images per batch over all shards
   * @param theta {@code [O, I, k, k]} per layer
   * @param meanZ m of every channel, per layer: what a prune puts in its place
   * @param newNeurons candidates for new neurons, with their learned outgoing weights
   */
  public ScoringPass(
      Network network,
      Team team,
      CurvatureMode mode,
      int batch,
      List<double[]> theta,
      double[][] meanZ,
      NewNeurons newNeurons) {
    this.network = network;
    this.team = team;
    this.mode = mode;
    this.batch = batch;
    this.meanZ = meanZ;
    this.newNeurons = newNeurons;
    this.order = new Candidates(network.spec(), newNeurons.perGroup());
    this.theta = Uploads.theta(network, theta, team.lead());
    this.outgoing = Uploads.outgoing(network, newNeurons, team.lead());
    this.directions = mode == CurvatureMode.GGN ? network.spec().classes() : 1;
    for (int s = 0; s < team.shards(); s++) {
      scorers.add(new HashMap<>());
      sums.add(new ScoreSums(network, order));
    }
  }

  /**
   * {@return the scores over all images, with G, which partial results lack: it is finished once}
   *
   * @param <E> what {@code after} may throw
   * @param samples number of images, from the loader's first on
   * @param loader gives images by position; called from several threads
   * @param sampler draws y~ of {@code ggn-mc}
   * @param after called on the calling thread after every batch
   * @throws E as {@code after} throws it
   */
  public <E extends Exception> ScoreResult run(
      int samples, ImageLoader loader, LabelSampler sampler, AfterBatch<E> after) throws E {
    if (gram != null) {
      throw new IllegalStateException("this scoring pass has run already");
    }
    gram = GramSums.of(team, order.size(), batch, (long) samples * directions);
    changes = new SampleChanges(samples, order.size());
    losses = new double[samples];
    for (int first = 0; first < samples; first += batch) {
      int count = Math.min(batch, samples - first);
      step(count, first, loader, sampler);
      after.accept(first + count, () -> merged().result(network, meanZ, Gram.none()));
    }
    ScoreSums merged = merged();
    return merged
        .result(network, meanZ, gram.finish(samples, merged.diagonal()))
        .withEvidence(changes.evidence());
  }

  /** {@return cross-entropies in nats of the images of the last {@link #run}, unmodified net} */
  public double[] losses() {
    return losses;
  }

  /** {@return what the last {@link #run} found image by image} */
  public SampleChanges changes() {
    return changes;
  }

  /**
   * Scores one batch of {@code count} images and adds it to the sums. With one direction a shard
   * finishes its images in one task. {@code ggn} takes the classes one after another: the rows of
   * all shards for a class must be in before they are added.
   *
   * @param count images of the batch, at most as many as the pass was made for
   * @param first position of the batch in the loader's order
   * @param loader gives images by position; called from several threads
   * @param sampler draws y~ of {@code ggn-mc}; other modes do not ask it
   */
  public void step(int count, int first, ImageLoader loader, LabelSampler sampler) {
    if (gram == null) {
      gram = GramSums.of(team, order.size(), batch, Long.MAX_VALUE);
    }
    shards(
        count,
        (scorer, shard) -> {
          int from = team.start(count, shard);
          scorer.take(loader, first + from, sampler, sums.get(shard));
          if (directions == 1) {
            scorer.direction(0, from);
            scorer.finish(first + from, sums.get(shard));
          }
        });
    gram.advance(directions == 1 ? count : 0);
    for (int j = 0; directions > 1 && j < directions; j++) {
      int direction = j;
      shards(count, (scorer, shard) -> scorer.direction(direction, team.start(count, shard)));
      gram.advance(count);
    }
    if (directions > 1) {
      shards(
          count,
          (scorer, shard) -> scorer.finish(first + team.start(count, shard), sums.get(shard)));
    }
  }

  /** Runs a task on every shard that has images of the batch. */
  private void shards(int count, ObjIntConsumer<ShardScorer> task) {
    team.run(
        (shard, kernels) -> {
          int size = team.start(count, shard + 1) - team.start(count, shard);
          if (size > 0) {
            task.accept(
                scorers.get(shard).computeIfAbsent(size, n -> new ShardScorer(n, kernels)), shard);
          }
        });
  }

  /** The sums of all shards, in the order of the shards. */
  private ScoreSums merged() {
    ScoreSums merged = new ScoreSums(network, order);
    sums.forEach(merged::merge);
    return merged;
  }

  /** Scores a fixed number of images on one thread, part by part; the arrays hold them all. */
  private final class ShardScorer implements AutoCloseable {
    private final int size;
    private final Kernels kernels;
    private final Map<Integer, PartScorer> parts = new HashMap<>();
    private final int part;
    private final int units = order.units();
    private final int candidates = order.size();

    /** {@code [images, candidates]}: s, q and the rows of the present direction. */
    private final double[] s;

    private final double[] q;
    private final double[] rows;

    /** {@code [images, units]}: the same of prunes without compensation. */
    private final double[] rawS;

    private final double[] rawQ;
    private final double[] raw;

    /** f of each image. */
    private final double[] factor;

    /** With many directions the only part, which keeps its dz for all of them. */
    private PartScorer last;

    ShardScorer(int size, Kernels kernels) {
      this.size = size;
      this.kernels = kernels;
      // directions are taken one by one over all images
      part = directions > 1 ? size : Math.min(size, ImageChunks.images(network.spec(), kernels));
      s = new double[size * candidates];
      q = new double[size * candidates];
      rows = new double[size * candidates];
      rawS = new double[size * units];
      rawQ = new double[size * units];
      raw = new double[size * units];
      factor = new double[size];
    }

    /** Takes images: their changes, and the products with g. */
    void take(ImageLoader loader, int first, LabelSampler sampler, ScoreSums target) {
      for (int at = 0; at < size; at += part) {
        last = parts.computeIfAbsent(Math.min(part, size - at), this::newPart);
        last.run(loader, first + at, sampler, target);
        if (losses != null) {
          System.arraycopy(last.model().pass().losses(), 0, losses, first + at, last.size());
        }
        if (directions == 1) {
          scoreAtOnce(last, at);
        }
      }
      Arrays.fill(q, 0);
      Arrays.fill(rawQ, 0);
      if (directions > 1) {
        last.products(last.model().gradient(), 0, s, rawS);
      }
    }

    /** Adds the rows of a direction; the first image is at {@code at} in the step. */
    void direction(int j, int at) {
      if (directions > 1) {
        last.model().select(j);
        last.products(last.model().direction(), 0, rows, raw);
        last.factors(j, factor, 0);
      }
      addCurvature();
      gram.put(at, rows, size);
    }

    /** Adds the sums of the images, once all directions are in; {@code first} is the loader's. */
    void finish(int first, ScoreSums target) {
      target.addTerms(s, q, size);
      if (changes != null) {
        changes.put(s, q, first, size);
      }
      for (int i = 0; i < rawS.length; i++) {
        target.rawSlope[i % units] += rawS[i];
        target.rawTotal[i % units] += rawS[i] + rawQ[i];
      }
      target.addSamples(size);
    }

    private PartScorer newPart(int images) {
      return new PartScorer(network, mode, images, kernels, theta, outgoing, meanZ, newNeurons);
    }

    /**
     * Products of a part with g and the one direction, together. In modes whose direction is g the
     * rows are s before scaling.
     */
    private void scoreAtOnce(PartScorer of, int at) {
      LossModel model = of.model();
      of.factors(0, factor, at);
      if (model.directionIsGradient()) {
        of.products(model.gradient(), at, s, rawS);
        int from = at * candidates;
        System.arraycopy(s, from, rows, from, of.size() * candidates);
        System.arraycopy(rawS, at * units, raw, at * units, of.size() * units);
        return;
      }
      of.products(
          new Gradients[] {model.gradient(), model.direction()},
          at,
          new double[][] {s, rows},
          new double[][] {rawS, raw});
    }

    /** Scales the rows of a direction and adds {@code row^2 / 2} to the curvature terms. */
    private void addCurvature() {
      int m = candidates;
      for (int n = 0; n < size; n++) {
        for (int c = 0; c < m; c++) {
          double row = factor[n] * rows[n * m + c];
          rows[n * m + c] = row;
          q[n * m + c] += 0.5 * row * row;
        }
        for (int c = 0; c < units; c++) {
          double row = factor[n] * raw[n * units + c];
          rawQ[n * units + c] += 0.5 * row * row;
        }
      }
    }

    @Override
    public void close() {
      parts.values().forEach(PartScorer::close);
    }
  }

  @Override
  public void close() {
    if (gram != null) {
      gram.close();
    }
    scorers.forEach(bySize -> bySize.values().forEach(ShardScorer::close));
    Uploads.close(theta);
    Uploads.close(outgoing);
  }
}
