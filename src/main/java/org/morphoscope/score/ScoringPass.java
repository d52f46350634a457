package org.morphoscope.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Kernels;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Team;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.WidthGroup;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One pass over samples that theta was not learned on: a, G and standard errors of the splits and
 * prunes of all units, and of the candidates for new neurons. The cost of splits and prunes does
 * not depend on their number.
 */
public final class ScoringPass implements AutoCloseable {
  private final Network network;
  private final Team team;
  private final CurvatureMode mode;
  private final int batch;
  private final double[][] meanZ;
  private final INDArray[] theta;
  private final NewNeurons born;
  private final INDArray[] outgoing;
  private final Candidates order;
  private final List<Map<Integer, ShardScorer>> scorers = new ArrayList<>();
  private final List<ScoreSums> sums = new ArrayList<>();
  private SampleChanges changes;

  /** Called on the calling thread after every batch; {@code partial} computes the scores so far. */
  @FunctionalInterface
  public interface AfterBatch<E extends Exception> {
    void accept(int done, java.util.function.Supplier<ScoreResult> partial) throws E;
  }

  /**
   * @param batch images per batch over all shards
   * @param theta {@code [O, I, k, k]} per layer
   * @param meanZ m of every channel, per layer (see {@link Baseline})
   * @param born candidates for new neurons, with their learned outgoing weights
   */
  public ScoringPass(
      Network network,
      Team team,
      CurvatureMode mode,
      int batch,
      List<double[]> theta,
      double[][] meanZ,
      NewNeurons born) {
    this.network = network;
    this.team = team;
    this.mode = mode;
    this.batch = batch;
    this.meanZ = meanZ;
    this.born = born;
    this.order = new Candidates(network.spec(), born.perGroup());
    this.theta = Uploads.theta(network, theta, team.lead());
    this.outgoing = Uploads.outgoing(network, born, team.lead());
    for (int s = 0; s < team.shards(); s++) {
      scorers.add(new HashMap<>());
      sums.add(new ScoreSums(network, order));
    }
  }

  /** Scores {@code samples} images. */
  public <E extends Exception> ScoreResult run(
      int samples, ImageLoader loader, LabelSampler sampler, AfterBatch<E> after) throws E {
    changes = new SampleChanges(samples, order.size());
    for (int first = 0; first < samples; first += batch) {
      int count = Math.min(batch, samples - first);
      step(count, first, loader, sampler);
      after.accept(first + count, () -> merged(false));
    }
    return merged(true).withEvidence(changes.evidence());
  }

  /** What the last {@link #run} found image by image. */
  SampleChanges changes() {
    return changes;
  }

  /** Scores one batch of {@code count} images and adds it to the sums. */
  public void step(int count, int first, ImageLoader loader, LabelSampler sampler) {
    team.run(
        (shard, kernels) -> {
          int from = team.start(count, shard);
          int size = team.start(count, shard + 1) - from;
          if (size > 0) {
            scorers
                .get(shard)
                .computeIfAbsent(size, n -> new ShardScorer(n, kernels))
                .score(loader, first + from, sampler, sums.get(shard));
          }
        });
  }

  private ScoreResult merged(boolean withGram) {
    ScoreSums merged = new ScoreSums(network, order);
    for (ScoreSums ofShard : sums) {
      merged.merge(ofShard, withGram);
    }
    return merged.result(network, meanZ, withGram);
  }

  /** Scores a fixed number of images on one thread. */
  private final class ShardScorer implements AutoCloseable {
    private final int size;
    private final Kernels kernels;
    private final FrozenPass pass;
    private final LossModel model;
    private final SampleTerms terms;
    private final NewChannels channels;
    private final int units = order.units();
    private final int candidates = order.size();
    private final double[] s;
    private final double[] q;
    private final double[] rows;
    private final double[] rawS;
    private final double[] rawQ;
    private final INDArray deviceRows;

    ShardScorer(int size, Kernels kernels) {
      this.size = size;
      this.kernels = kernels;
      pass = new FrozenPass(network, size, kernels);
      model = new LossModel(mode, pass, born.perGroup() > 0);
      terms = new SampleTerms(network, size, kernels, false, model.directions() > 1);
      channels = born.perGroup() > 0 ? new NewChannels(network, born, size, kernels) : null;
      s = new double[size * candidates];
      q = new double[size * candidates];
      rows = new double[size * candidates];
      rawS = new double[size * units];
      rawQ = new double[size * units];
      deviceRows = kernels.allocate(size, candidates);
    }

    void score(ImageLoader loader, int first, LabelSampler sampler, ScoreSums target) {
      pass.load(loader, first);
      pass.forward();
      model.prepare(sampler, first);
      terms.splitDeltas(pass, theta);
      if (channels != null) {
        channels.forward(pass);
      }
      Arrays.fill(q, 0);
      Arrays.fill(rawQ, 0);
      double[] raw = model.directions() > 1 ? scoreApart() : scoreAtOnce();
      for (WidthGroup group : network.spec().groups()) {
        group.producers().forEach(l -> target.addMoments(pass, terms, l));
      }
      for (int j = 0; j < model.directions(); j++) {
        if (model.directions() > 1) {
          model.select(j);
          products(
              new Gradients[] {model.direction()}, new double[][] {rows}, new double[][] {raw});
        }
        addCurvature(j, raw);
        kernels.upload(rows, deviceRows);
        kernels.addGram(deviceRows, target.gram);
      }
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

    /** Scales the rows of direction j and adds {@code row^2 / 2} to the curvature terms. */
    private void addCurvature(int j, double[] raw) {
      int m = candidates;
      for (int n = 0; n < size; n++) {
        double factor = model.rowFactor(n, j);
        for (int c = 0; c < m; c++) {
          double row = factor * rows[n * m + c];
          rows[n * m + c] = row;
          q[n * m + c] += 0.5 * row * row;
        }
        for (int c = 0; c < units; c++) {
          double row = factor * raw[n * units + c];
          rawQ[n * units + c] += 0.5 * row * row;
        }
      }
    }

    /** Products with g; those with the directions follow one by one. */
    private double[] scoreApart() {
      products(new Gradients[] {model.gradient()}, new double[][] {s}, new double[][] {rawS});
      return rawS.clone();
    }

    /** Products with g and the one direction, together. */
    private double[] scoreAtOnce() {
      if (model.directionIsGradient()) {
        products(new Gradients[] {model.gradient()}, new double[][] {s}, new double[][] {rawS});
        System.arraycopy(s, 0, rows, 0, s.length);
        return rawS.clone();
      }
      double[] raw = new double[rawS.length];
      products(
          new Gradients[] {model.gradient(), model.direction()},
          new double[][] {s, rows},
          new double[][] {rawS, raw});
      return raw;
    }

    /** Products of every candidate's change with each gradient, into rows of all candidates. */
    private void products(Gradients[] g, double[][] out, double[][] raw) {
      int unit = 0;
      for (WidthGroup group : network.spec().groups()) {
        int width = group.width();
        double[][] splits = new double[g.length][size * width];
        double[][] prunes = new double[g.length][size * width];
        double[][] means = new double[g.length][size * width];
        terms.products(pass, group, g, meanZ, splits, prunes, means);
        for (int i = 0; i < g.length; i++) {
          place(splits[i], width, unit, out[i], candidates);
          place(prunes[i], width, unit, raw[i], units);
          place(means[i], width, units + unit, out[i], candidates);
          if (channels != null) {
            int m = born.perGroup();
            double[] ofNew = new double[size * m];
            channels.products(group, outgoing, g[i], ofNew);
            place(ofNew, m, 2 * units + group.index() * m, out[i], candidates);
          }
        }
        unit += width;
      }
    }

    /** Copies {@code [size, width]} into columns {@code at ..} of {@code [size, stride]}. */
    private void place(double[] values, int width, int at, double[] out, int stride) {
      for (int n = 0; n < size; n++) {
        System.arraycopy(values, n * width, out, n * stride + at, width);
      }
    }

    @Override
    public void close() {
      model.close();
      terms.close();
      if (channels != null) {
        channels.close();
      }
      pass.close();
      deviceRows.close();
    }
  }

  @Override
  public void close() {
    scorers.forEach(bySize -> bySize.values().forEach(ShardScorer::close));
    Uploads.close(theta);
    Uploads.close(outgoing);
  }
}
