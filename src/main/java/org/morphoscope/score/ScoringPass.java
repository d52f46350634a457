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
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One pass over samples that theta was not learned on: a, G and standard errors of the splits and
 * prunes of all units. Its cost does not depend on the number of candidates.
 */
public final class ScoringPass implements AutoCloseable {
  private final Network network;
  private final Team team;
  private final CurvatureMode mode;
  private final int batch;
  private final double[][] meanZ;
  private final INDArray[] theta;
  private final List<Map<Integer, ShardScorer>> scorers = new ArrayList<>();
  private final List<ScoreSums> sums = new ArrayList<>();

  /** Called on the calling thread after every batch; {@code partial} computes the scores so far. */
  @FunctionalInterface
  public interface AfterBatch<E extends Exception> {
    void accept(int done, java.util.function.Supplier<ScoreResult> partial) throws E;
  }

  /**
   * @param batch images per batch over all shards
   * @param theta {@code [O, I, k, k]} per layer
   * @param meanZ m of every channel, per layer (see {@link Baseline})
   */
  public ScoringPass(
      Network network,
      Team team,
      CurvatureMode mode,
      int batch,
      List<double[]> theta,
      double[][] meanZ) {
    this.network = network;
    this.team = team;
    this.mode = mode;
    this.batch = batch;
    this.meanZ = meanZ;
    this.theta = new INDArray[network.depth()];
    for (int l = 0; l < this.theta.length; l++) {
      this.theta[l] = team.lead().allocate(network.layer(l).weight().shape());
      team.lead().upload(theta.get(l), this.theta[l]);
    }
    for (int s = 0; s < team.shards(); s++) {
      scorers.add(new HashMap<>());
      sums.add(new ScoreSums(network));
    }
  }

  /** Scores {@code samples} images. */
  public <E extends Exception> ScoreResult run(
      int samples, ImageLoader loader, LabelSampler sampler, AfterBatch<E> after) throws E {
    for (int first = 0; first < samples; first += batch) {
      int count = Math.min(batch, samples - first);
      step(count, first, loader, sampler);
      after.accept(first + count, () -> merged(false));
    }
    return merged(true);
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
    ScoreSums merged = new ScoreSums(network);
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
    private final int units = network.spec().unitCount();
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
      model = new LossModel(mode, pass);
      terms = new SampleTerms(network, size, kernels, false);
      s = new double[size * 2 * units];
      q = new double[size * 2 * units];
      rows = new double[size * 2 * units];
      rawS = new double[size * units];
      rawQ = new double[size * units];
      deviceRows = kernels.allocate(size, 2L * units);
    }

    void score(ImageLoader loader, int first, LabelSampler sampler, ScoreSums target) {
      pass.load(loader, first);
      pass.forward();
      model.prepare(sampler, first);
      terms.splitDeltas(pass, theta);
      java.util.Arrays.fill(q, 0);
      java.util.Arrays.fill(rawQ, 0);
      for (int l = 0, unit = 0; l < network.depth(); l++) {
        products(l, unit, model.gradient(l), s, rawS);
        target.addMoments(pass, terms, l);
        unit += network.layer(l).channels();
      }
      double[] raw = rawS.clone();
      for (int j = 0; j < model.directions(); j++) {
        model.select(j);
        if (model.directionIsGradient()) {
          System.arraycopy(s, 0, rows, 0, s.length);
        } else {
          for (int l = 0, unit = 0; l < network.depth(); l++) {
            products(l, unit, model.direction(l), rows, raw);
            unit += network.layer(l).channels();
          }
        }
        addCurvature(j, raw);
        kernels.upload(rows, deviceRows);
        kernels.addGram(deviceRows, target.gram);
      }
      target.addTerms(s, q, size);
      for (int i = 0; i < rawS.length; i++) {
        target.rawSlope[i % units] += rawS[i];
        target.rawTotal[i % units] += rawS[i] + rawQ[i];
      }
      target.addSamples(size);
    }

    /** Scales the rows of direction j and adds {@code row^2 / 2} to the curvature terms. */
    private void addCurvature(int j, double[] raw) {
      int m = 2 * units;
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

    /** Products of every candidate's dz of a layer with a gradient, into rows of all candidates. */
    private void products(int l, int unit, INDArray g, double[] out, double[] raw) {
      int channels = network.layer(l).channels();
      double[] split = new double[size * channels];
      double[] activation = new double[size * channels];
      double[] sum = new double[size * channels];
      terms.splitProducts(l, g, split);
      terms.activationProducts(pass, l, g, activation);
      terms.gradientSums(l, g, sum);
      for (int n = 0; n < size; n++) {
        for (int c = 0; c < channels; c++) {
          int from = n * channels + c;
          int to = n * 2 * units + unit + c;
          out[to] = split[from];
          out[to + units] = meanZ[l][c] * sum[from] - activation[from];
          raw[n * units + unit + c] = -activation[from];
        }
      }
    }

    @Override
    public void close() {
      model.close();
      terms.close();
      pass.close();
      deviceRows.close();
    }
  }

  @Override
  public void close() {
    scorers.forEach(bySize -> bySize.values().forEach(ShardScorer::close));
    for (INDArray t : theta) {
      t.close();
    }
  }
}
