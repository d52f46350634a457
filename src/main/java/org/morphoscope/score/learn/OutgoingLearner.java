package org.morphoscope.score.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.Uploads;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Outgoing weights delta of the new neurons, learned jointly per group (method.md section 3.3):
 * {@code J_l = mean_n [S + sum_j (row_j)^2 / 2]} with S and the rows summed over the group's
 * candidates, so that they do not all learn the same correction; of many images the second mean is
 * one over every fourth. The multiplier on the readers' pre-activations is {@code r = g_a + sum_j
 * coefficient_j direction_j} ({@link OutgoingShard}).
 *
 * <p>J_l is quadratic in delta: with slope b and curvature A its gradient is {@code b + A delta},
 * so every product with A costs one pass over the images and no matrix is formed.
 */
final class OutgoingLearner implements AutoCloseable {
  /** Steps of conjugate gradients; see the package's decisions. */
  private static final int STEPS = 2;

  private final Network network;
  private final Team team;

  /** Per reader (a producer or, last, the head), {@code [O, M, k, k]}; null where none is. */
  private final INDArray[] delta;

  /** As delta: the mean gradient, once the shards' sums are combined. */
  private final INDArray[] gradient;

  private final List<OutgoingShard> shards = new ArrayList<>();

  /** Forms the gradient of all samples at the present weights. */
  @FunctionalInterface
  interface GradientPass<E extends Exception> {
    void run() throws E;
  }

  /**
   * @param images learned on
   */
  OutgoingLearner(Network network, Team team, NewNeurons newNeurons, int images) {
    this.network = network;
    this.team = team;
    delta = Uploads.outgoing(network, newNeurons, team.lead());
    gradient = OutgoingShard.like(delta, team.lead());
    int every = OutgoingRows.every(images);
    for (int s = 0; s < team.shards(); s++) {
      shards.add(new OutgoingShard(network, team.kernels(s), newNeurons, delta, every));
    }
  }

  /** The weights that are learned, per reader. */
  INDArray[] weights() {
    return delta;
  }

  /** The sums of one thread, to be used by that thread. */
  OutgoingShard shard(int shard) {
    return shards.get(shard);
  }

  /**
   * Mean gradient over {@code count} images. A shard whose share was empty adds zeros: {@link
   * OutgoingShard#start} has cleared its sum. Called on the calling thread, when no shard runs.
   */
  void combine(int count) {
    Kernels kernels = team.lead();
    for (int l = 0; l < delta.length; l++) {
      if (delta[l] == null) {
        continue;
      }
      kernels.clear(gradient[l]);
      for (int s = 0; s < team.shards(); s++) {
        kernels.axpy(1.0 / count, shards.get(s).gradient()[l], gradient[l]);
      }
    }
  }

  /**
   * Learns the weights: a few steps of conjugate gradients from zero, for every group on its own.
   *
   * <p>At {@code delta = 0} the gradient is the slope b. At a direction p it is {@code b + A p}, so
   * that {@code A p} is their difference: a step costs one pass, in which all groups take theirs at
   * once, because their objectives do not depend on each other.
   *
   * @param gradients {@link #combine} included
   */
  <E extends Exception> void learn(GradientPass<E> gradients) throws E {
    List<WidthGroup> groups = network.spec().groups();
    for (WidthGroup group : groups) {
      install(group, new double[length(group)]);
    }
    gradients.run();
    List<double[]> slopes = groups.stream().map(this::gradientOf).toList();
    List<ConjugateGradients> systems = slopes.stream().map(ConjugateGradients::new).toList();
    for (int step = 0; step < STEPS; step++) {
      for (WidthGroup group : groups) {
        install(group, systems.get(group.index()).direction());
      }
      gradients.run();
      for (WidthGroup group : groups) {
        // the gradient is slope + A direction
        double[] product = gradientOf(group);
        double[] slope = slopes.get(group.index());
        for (int i = 0; i < product.length; i++) {
          product[i] -= slope[i];
        }
        systems.get(group.index()).step(product);
      }
    }
    for (WidthGroup group : groups) {
      install(group, systems.get(group.index()).solution());
    }
  }

  /** Number of weights of a group: {@code sum over readers of O M k k}. */
  private int length(WidthGroup group) {
    return Math.toIntExact(
        OutgoingShard.readers(network, delta, group).stream()
            .mapToLong(l -> delta[l].length())
            .sum());
  }

  /** The gradient in all weights of a group, reader by reader. */
  private double[] gradientOf(WidthGroup group) {
    double[] all = new double[length(group)];
    int at = 0;
    for (int reader : OutgoingShard.readers(network, delta, group)) {
      double[] values = download(gradient[reader]);
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }

  /** Sets all weights of a group, in the order of {@link #gradientOf}. */
  private void install(WidthGroup group, double[] all) {
    int at = 0;
    for (int reader : OutgoingShard.readers(network, delta, group)) {
      int count = Math.toIntExact(delta[reader].length());
      team.lead().upload(Arrays.copyOfRange(all, at, at + count), delta[reader]);
      at += count;
    }
  }

  /** J_l of every group over the last {@link #combine}d images. */
  double[] objective(int count) {
    double[] mean = new double[network.spec().groups().size()];
    for (OutgoingShard shard : shards) {
      for (int g = 0; g < mean.length; g++) {
        mean[g] += shard.objective()[g] / count;
      }
    }
    return mean;
  }

  /** The gradients of {@code sum_l J_l}, {@code [O, M, k, k]} per layer and the head. */
  List<double[]> gradientValues() {
    return values(gradient);
  }

  /**
   * The weights, {@code [O, M, k, k]} per layer and, last, the head; empty where there are none.
   */
  List<double[]> values() {
    return values(delta);
  }

  private List<double[]> values(INDArray[] arrays) {
    List<double[]> values = new ArrayList<>();
    for (INDArray array : arrays) {
      values.add(array == null ? new double[0] : download(array));
    }
    return values;
  }

  /** A copy on the host, in C order. */
  private double[] download(INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    team.lead().download(array, values);
    return values;
  }

  @Override
  public void close() {
    Uploads.close(delta);
    Uploads.close(gradient);
    shards.forEach(OutgoingShard::close);
  }
}
