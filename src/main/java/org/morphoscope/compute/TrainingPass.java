package org.morphoscope.compute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Forward and backward of one training batch with batch statistics, on all shards. Preallocated for
 * a fixed net and batch size.
 *
 * <p>Between two synchronisations a thread does as much as it can for its own shard: the chain of
 * one layer, the source of the next and its moments. Forward and backward of a net with L layers
 * synchronise 2 L + 2 times.
 *
 * <p>Per layer and channel, over all images and positions of the batch: {@code mean = E[a]}, {@code
 * var = E[(a - mean)^2]}, {@code kappa = gamma / sqrt(var + epsilon)}, {@code u = kappa a + beta -
 * kappa mean}, {@code z = phi(u)}. The running statistics move towards the batch's and are what
 * frozen passes use.
 */
public final class TrainingPass implements AutoCloseable {
  /** Weight of a batch in the running statistics. */
  public static final double RUNNING_MOMENTUM = 0.1;

  private final Network network;
  private final Team team;
  private final int batch;
  // one per thread that has images; each is touched by its own thread, and between tasks by the
  // caller
  private final List<TrainingShard> shards = new ArrayList<>();

  /** Per layer and the head: of the batch's mean loss, on the first member's kernels. */
  private final List<LayerGradient> gradients = new ArrayList<>();

  /** Per layer: this batch's mean, variance, kappa and shift, and the backward's p, q, r. */
  private final BatchStatistics[] statistics;

  // of the last batch, over its images
  private double lossSum;
  private int correct;

  /**
   * Allocates everything for batches of this size.
   *
   * @param network the net; stays the caller's and open as long as this is used
   * @param team threads and their kernels; stays the caller's
   * @param batch images per step; members of the team beyond that have nothing to do
   */
  public TrainingPass(Network network, Team team, int batch) {
    this.network = network;
    this.team = team;
    this.batch = batch;
    this.statistics = new BatchStatistics[network.depth()];
    // sizes differ by one image at most, so that no thread waits long for another
    int used = Math.min(batch, team.shards());
    for (int s = 0; s < used; s++) {
      int size = start(s + 1, used) - start(s, used);
      shards.add(new TrainingShard(network, size, team.kernels(s)));
    }
    for (NetworkLayer layer : network.layers()) {
      gradients.add(LayerGradient.like(layer, team.lead()));
    }
    for (int l = 0; l < statistics.length; l++) {
      statistics[l] = new BatchStatistics(network.layer(l).channels());
    }
  }

  /** {@return the number of images N of a batch} */
  public int batch() {
    return batch;
  }

  /** {@return the sum of the last batch's losses in nats} */
  public double lossSum() {
    return lossSum;
  }

  /** {@return the number of right answers in the last batch} */
  public int correct() {
    return correct;
  }

  /**
   * @param seed of the epoch, which dropout draws from until another is given; 0 at first
   */
  public void dropBy(long seed) {
    shards.forEach(shard -> shard.dropoutSeed = seed);
  }

  List<LayerGradient> gradients() {
    return gradients;
  }

  /** {@return logits of the last batch {@code [N, K]}, with batch statistics} */
  public double[] logits() {
    int classes = network.spec().classes();
    double[] all = new double[batch * classes];
    int at = 0;
    for (TrainingShard shard : shards) {
      System.arraycopy(shard.hostLogits, 0, all, at, shard.hostLogits.length);
      at += shard.hostLogits.length;
    }
    return all;
  }

  /**
   * One forward and backward; gradients are of the mean loss.
   *
   * @param loader gives the images
   * @param first position of the batch in the loader's order
   */
  public void run(ImageLoader loader, int first) {
    // Forward: a BatchNorm needs the moments of the whole batch before its chain can run, so every
    // layer is one task for all threads and one sum over their moments.
    int depth = network.depth();
    for (int l = 0; l < depth; l++) {
      int layer = l;
      onShards((s, kernels) -> forwardLayer(shards.get(s), kernels, layer, loader, first, s));
      combineMoments(layer);
    }
    onShards((s, kernels) -> headAndLastSums(shards.get(s), kernels));
    combineHead();
    // Backward: likewise the two sums of a BatchNorm, over the gradient and over gradient times a,
    // are those of the whole batch.
    for (int l = depth - 1; l >= 0; l--) {
      int layer = l;
      combineSums(layer);
      onShards((s, kernels) -> backwardLayer(shards.get(s), kernels, layer));
    }
    team.run((s, kernels) -> addWeightGradients(s, kernels));
  }

  private void onShards(Team.ShardTask task) {
    team.run(
        (shard, kernels) -> {
          if (shard < shards.size()) {
            task.run(shard, kernels);
          }
        });
  }

  /** First image of a shard when the batch is cut into {@code parts}. */
  private int start(int shard, int parts) {
    return (int) ((long) batch * shard / parts);
  }

  private void forwardLayer(
      TrainingShard shard, Kernels kernels, int l, ImageLoader loader, int first, int index) {
    if (l == 0) {
      shard.first = first + start(index, shards.size());
      loader.load(shard.first, shard.size, shard.images, shard.labels);
      kernels.upload(shard.images, 0, shard.input);
    } else {
      chainForward(shard, kernels, l - 1);
    }
    NetworkLayer layer = network.layer(l);
    shard.source(l);
    // around the running mean: the difference from it is small, so nothing cancels in float sums
    if (layer.batchNorm()) {
      kernels.channelMoments(shard.a[l], layer.mean, shard.sums[l], shard.products[l]);
    }
  }

  private void chainForward(TrainingShard shard, Kernels kernels, int l) {
    BatchStatistics stats = statistics[l];
    kernels.chainForward(shard.chain[l], shard.a[l], stats.kappa, stats.shift, shard.z[l]);
    shard.drop(l);
  }

  /**
   * Mean and variance of the batch from the shards' moments, and the affine map they make: {@code
   * kappa = gamma / sqrt(var + epsilon)}, {@code shift = beta - kappa mean}. With moments taken
   * around an origin o, {@code mean = o + E[a - o]} and {@code var = E[(a - o)^2] - E[a - o]^2},
   * population variance as in PyTorch. The running variance takes the unbiased one.
   */
  private void combineMoments(int l) {
    NetworkLayer layer = network.layer(l);
    BatchStatistics stats = statistics[l];
    double count = (double) batch * layer.positions();
    for (int c = 0; c < layer.channels(); c++) {
      if (!layer.batchNorm()) {
        stats.kappa[c] = 1;
        stats.shift[c] = layer.bias.length > 0 ? layer.bias[c] : 0;
        continue;
      }
      double sum = 0;
      double squares = 0;
      for (TrainingShard shard : shards) {
        sum += shard.sums[l][c];
        squares += shard.products[l][c];
      }
      double offset = sum / count;
      double variance = Math.max(0, squares / count - offset * offset);
      stats.mean[c] = layer.mean[c] + offset;
      stats.variance[c] = variance;
      stats.kappa[c] = layer.gamma[c] / Math.sqrt(variance + layer.epsilon());
      stats.shift[c] = layer.beta[c] - stats.kappa[c] * stats.mean[c];
      // running = (1 - momentum) running + momentum batch
      double unbiased = count > 1 ? variance * count / (count - 1) : variance;
      layer.mean[c] += RUNNING_MOMENTUM * offset;
      layer.variance[c] += RUNNING_MOMENTUM * (unbiased - layer.variance[c]);
    }
  }

  /**
   * The last chain, the head ({@code [N, 1, 1, F]} times {@code [K, F, 1, 1]}), the loss with its
   * gradient {@code (p - onehot(y)) / batch} in the logits, and the first steps of the backward.
   */
  private void headAndLastSums(TrainingShard shard, Kernels kernels) {
    int depth = network.depth();
    NetworkLayer head = network.head();
    chainForward(shard, kernels, depth - 1);
    kernels.convolve(shard.conv[depth], shard.x(depth), head.weight, shard.logits);
    shard.loss(head.bias, batch);
    kernels.convolveBackwardWeights(
        shard.conv[depth], shard.x(depth), shard.logits, shard.weightGradients[depth]);
    shard.startBackward();
    shard.backwardInputs(depth, shard.logits);
    backwardSums(shard, kernels, depth - 1);
  }

  /**
   * Loss, right answers and the gradient of the head's bias, which is the sum of the logits'
   * gradients: {@code probabilities} holds them by now.
   */
  private void combineHead() {
    double[] bias = gradients.get(network.depth()).bias();
    Arrays.fill(bias, 0);
    lossSum = 0;
    correct = 0;
    for (TrainingShard shard : shards) {
      for (double loss : shard.losses) {
        lossSum += loss;
      }
      correct += shard.correct;
      for (int i = 0; i < shard.probabilities.length; i++) {
        bias[i % bias.length] += shard.probabilities[i];
      }
    }
  }

  /**
   * {@code sumG = sum gu} and {@code sumGA = sum gu (a - mean)} of a shard; what beta, gamma (or
   * the bias) and the gradient through the batch's mean and variance need.
   */
  private void backwardSums(TrainingShard shard, Kernels kernels, int l) {
    BatchStatistics stats = statistics[l];
    NetworkLayer layer = network.layer(l);
    shard.dropGradient(l);
    if (layer.batchNorm() || layer.bias.length > 0) {
      kernels.chainBackwardSums(
          shard.chain[l],
          shard.a[l],
          stats.kappa,
          stats.shift,
          shard.g[l],
          stats.mean,
          shard.sums[l],
          shard.products[l]);
    }
  }

  /**
   * Gradients of gamma, beta or the bias, and the coefficients of {@code ga = p gu + q a + r}.
   * Called between the shards' tasks; n is the number of images times positions.
   */
  private void combineSums(int l) {
    NetworkLayer layer = network.layer(l);
    BatchStatistics stats = statistics[l];
    LayerGradient gradient = gradients.get(l);
    double count = (double) batch * layer.positions();
    for (int c = 0; c < layer.channels(); c++) {
      double sumG = 0;
      double sumGa = 0;
      for (TrainingShard shard : shards) {
        sumG += shard.sums[l][c];
        sumGa += shard.products[l][c];
      }
      stats.p[c] = stats.kappa[c];
      if (!layer.batchNorm()) {
        if (layer.bias.length > 0) {
          gradient.bias()[c] = sumG;
        }
        continue;
      }
      // With x^ = (a - mean) / sqrt(var + epsilon): dL/dgamma = sum gu x^, dL/dbeta = sum gu, and
      // dL/da = kappa (gu - sum gu / n - x^ sum(gu x^) / n), written as p gu + q a + r.
      double inverse = 1 / Math.sqrt(stats.variance[c] + layer.epsilon());
      double gammaGradient = sumGa * inverse;
      gradient.gamma()[c] = gammaGradient;
      gradient.beta()[c] = sumG;
      stats.q[c] = -stats.kappa[c] * inverse * gammaGradient / count;
      stats.r[c] = -stats.kappa[c] * sumG / count - stats.q[c] * stats.mean[c];
    }
  }

  /**
   * One shard's backward through a layer: ga, its share of gw, g of what the layer reads, and the
   * sums that the layer before needs.
   */
  private void backwardLayer(TrainingShard shard, Kernels kernels, int l) {
    NetworkLayer layer = network.layer(l);
    BatchStatistics stats = statistics[l];
    // a is not needed any more once its own gradient is known: the gradient takes its memory
    INDArray ga = shard.a[l];
    if (layer.batchNorm()) {
      kernels.chainBackwardAffine(
          shard.chain[l],
          shard.a[l],
          stats.kappa,
          stats.shift,
          shard.g[l],
          stats.p,
          stats.q,
          stats.r,
          ga);
    } else {
      kernels.chainBackward(shard.chain[l], shard.a[l], stats.kappa, stats.shift, shard.g[l], ga);
    }
    if (shard.conv[l] != null) {
      kernels.convolveBackwardWeights(shard.conv[l], shard.x(l), ga, shard.weightGradients[l]);
    }
    shard.backwardInputs(l, ga);
    if (l > 0) {
      backwardSums(shard, kernels, l - 1);
    }
  }

  /** Adds the shards' weight gradients; layers are dealt out to the threads. */
  private void addWeightGradients(int member, Kernels kernels) {
    for (int l = member; l < gradients.size(); l += team.shards()) {
      INDArray total = gradients.get(l).weight();
      if (total == null) {
        continue;
      }
      kernels.copy(shards.get(0).weightGradients[l], total);
      for (int s = 1; s < shards.size(); s++) {
        kernels.axpy(1, shards.get(s).weightGradients[l], total);
      }
    }
  }

  @Override
  public void close() {
    shards.forEach(TrainingShard::close);
    gradients.forEach(LayerGradient::close);
  }
}
