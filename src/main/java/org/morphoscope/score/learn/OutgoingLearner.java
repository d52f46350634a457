package org.morphoscope.score.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.LossModel;
import org.morphoscope.score.NewNeuronWorkspace;
import org.morphoscope.score.Uploads;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Outgoing weights delta of the new neurons, learned jointly per group (method.md section 3.3):
 * {@code J_l = mean_n [S + sum_j (row_j)^2 / 2]} with S and the rows summed over the group's
 * candidates, so that they do not all learn the same correction; of many images the second mean is
 * one over every fourth. The multiplier on the readers' pre-activations is {@code r = g_a + sum_j
 * coefficient_j direction_j}. J_l is quadratic in delta.
 */
final class OutgoingLearner implements AutoCloseable {
  /** Steps of conjugate gradients; see the package's decisions. */
  private static final int STEPS = 2;

  private final Network network;
  private final Team team;
  private final NewNeurons newNeurons;
  private final int every;
  private final INDArray[] delta;
  private final INDArray[] gradient;
  private final INDArray[][] shardGradients;
  private final INDArray[][] partGradients;
  private final List<Map<Integer, INDArray[]>> multipliers = new ArrayList<>();
  private final double[][] objective;

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
    this.newNeurons = newNeurons;
    every = OutgoingRows.every(images);
    Kernels lead = team.lead();
    delta = Uploads.outgoing(network, newNeurons, lead);
    gradient = like(delta, lead);
    shardGradients = new INDArray[team.shards()][];
    partGradients = new INDArray[team.shards()][];
    objective = new double[team.shards()][network.spec().groups().size()];
    for (int s = 0; s < team.shards(); s++) {
      shardGradients[s] = like(delta, team.kernels(s));
      partGradients[s] = like(delta, team.kernels(s));
      multipliers.add(new HashMap<>());
    }
  }

  private static INDArray[] like(INDArray[] arrays, Kernels kernels) {
    return Arrays.stream(arrays)
        .map(array -> array == null ? null : kernels.allocate(array.shape()))
        .toArray(INDArray[]::new);
  }

  /** The weights that are learned, per reader. */
  INDArray[] weights() {
    return delta;
  }

  /** Begins the sums of one shard. */
  void start(int shard) {
    Arrays.fill(objective[shard], 0);
    for (INDArray sum : shardGradients[shard]) {
      if (sum != null) {
        team.kernels(shard).clear(sum);
      }
    }
  }

  /** Adds the gradients of {@code size} images of one shard, from their activations. */
  void add(int shard, Kernels kernels, LearningCache.Captured captured, int first, int size) {
    activationGradient(shard, kernels, captured, first, size);
    addPart(shard, kernels);
  }

  /** The same from what is kept of them. */
  void add(int shard, Kernels kernels, OutgoingRows rows) {
    rowGradient(shard, rows);
    addPart(shard, kernels);
  }

  private void addPart(int shard, Kernels kernels) {
    for (int l = 0; l < delta.length; l++) {
      if (delta[l] != null) {
        kernels.axpy(1, partGradients[shard][l], shardGradients[shard][l]);
      }
    }
  }

  private void activationGradient(
      int shard, Kernels kernels, LearningCache.Captured captured, int first, int size) {
    INDArray[] r =
        multipliers.get(shard).computeIfAbsent(size, n -> multiplierArrays(captured, kernels));
    LossModel model = captured.model();
    Gradients g = model.gradient();
    for (int l = 0; l < r.length; l++) {
      if (r[l] != null) {
        kernels.copy(g.a(l), r[l]);
      }
    }
    int groups = network.spec().groups().size();
    double[][] sums = new double[groups][];
    for (WidthGroup group : network.spec().groups()) {
      sums[group.index()] = sums(group, captured.channels(), g, size);
      for (double s : sums[group.index()]) {
        objective[shard][group.index()] += s;
      }
    }
    for (int j = 0; j < model.directions(); j++) {
      model.select(j);
      for (WidthGroup group : network.spec().groups()) {
        double[] k =
            model.directionIsGradient()
                ? sums[group.index()].clone()
                : sums(group, captured.channels(), model.direction(), size);
        for (int n = 0; n < size; n++) {
          double factor = Math.sqrt(OutgoingRows.weight(first + n, every)) * model.rowFactor(n, j);
          double row = factor * k[n];
          objective[shard][group.index()] += 0.5 * row * row;
          k[n] = factor * row;
        }
        addDirection(kernels, group, k, model.direction(), r);
      }
    }
    for (WidthGroup group : network.spec().groups()) {
      for (int site : group.sites()) {
        for (int reader : network.spec().readers(site)) {
          if (delta[reader] != null && reads(reader, site)) {
            captured
                .channels()
                .outgoingGradient(site, reader, r[reader], partGradients[shard][reader]);
          }
        }
      }
    }
  }

  /** The same from constants, group by group. */
  private void rowGradient(int shard, OutgoingRows rows) {
    for (WidthGroup group : network.spec().groups()) {
      List<Integer> readers = readers(group);
      double[] k = new double[rows.samples()];
      for (int reader : readers) {
        rows.addProducts(reader, delta[reader], k);
        objective[shard][group.index()] += rows.slope(reader, delta[reader]);
      }
      for (int n = 0; n < k.length; n++) {
        double row = rows.factor(n) * k[n];
        objective[shard][group.index()] += 0.5 * row * row;
        k[n] = rows.factor(n) * row;
      }
      for (int reader : readers) {
        rows.gradient(reader, k, partGradients[shard][reader]);
      }
    }
  }

  /** The layers that new neurons of a group are read by. */
  private List<Integer> readers(WidthGroup group) {
    List<Integer> readers = new ArrayList<>();
    for (int site : group.sites()) {
      for (int reader : network.spec().readers(site)) {
        if (delta[reader] != null && reads(reader, site)) {
          readers.add(reader);
        }
      }
    }
    return readers;
  }

  private boolean reads(int reader, int site) {
    return network.layer(reader).layer().producer()
        && network.layer(reader).layer().inputs().get(0) == site;
  }

  private INDArray[] multiplierArrays(LearningCache.Captured captured, Kernels kernels) {
    INDArray[] r = new INDArray[delta.length];
    for (int l = 0; l < r.length; l++) {
      if (delta[l] != null) {
        r[l] = kernels.allocate(captured.model().gradient().a(l).shape());
      }
    }
    return r;
  }

  /** S or K of every sample: products summed over the group's candidates. */
  private double[] sums(WidthGroup group, NewNeuronWorkspace channels, Gradients g, int size) {
    int m = newNeurons.perGroup();
    double[] products = new double[size * m];
    channels.products(group, delta, g, products);
    double[] sums = new double[size];
    for (int i = 0; i < products.length; i++) {
      sums[i / m] += products[i];
    }
    return sums;
  }

  private void addDirection(
      Kernels kernels, WidthGroup group, double[] coefficient, Gradients direction, INDArray[] r) {
    for (int site : group.sites()) {
      for (int reader : network.spec().readers(site)) {
        if (delta[reader] == null) {
          continue;
        }
        int channels = network.layer(reader).channels();
        double[] perChannel = new double[coefficient.length * channels];
        for (int i = 0; i < perChannel.length; i++) {
          perChannel[i] = coefficient[i / channels];
        }
        try (INDArray factors = kernels.allocate(coefficient.length, channels)) {
          kernels.upload(perChannel, factors);
          kernels.addScaled(factors, direction.a(reader), r[reader]);
        }
      }
    }
  }

  /** Mean gradient over {@code count} images. */
  void combine(int count) {
    Kernels kernels = team.lead();
    for (int l = 0; l < delta.length; l++) {
      if (delta[l] == null) {
        continue;
      }
      kernels.clear(gradient[l]);
      for (int s = 0; s < team.shards(); s++) {
        kernels.axpy(1.0 / count, shardGradients[s][l], gradient[l]);
      }
    }
  }

  /**
   * Learns the weights: a few steps of conjugate gradients from zero, for every group on its own.
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

  private int length(WidthGroup group) {
    return Math.toIntExact(readers(group).stream().mapToLong(l -> delta[l].length()).sum());
  }

  /** The gradient in all weights of a group, reader by reader. */
  private double[] gradientOf(WidthGroup group) {
    double[] all = new double[length(group)];
    int at = 0;
    for (int reader : readers(group)) {
      double[] values = download(gradient[reader]);
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }

  /** Sets all weights of a group, in the order of {@link #gradientOf}. */
  private void install(WidthGroup group, double[] all) {
    int at = 0;
    for (int reader : readers(group)) {
      int count = Math.toIntExact(delta[reader].length());
      team.lead().upload(Arrays.copyOfRange(all, at, at + count), delta[reader]);
      at += count;
    }
  }

  /** J_l of every group over the last {@link #combine}d images. */
  double[] objective(int count) {
    double[] mean = new double[network.spec().groups().size()];
    for (double[] ofShard : objective) {
      for (int g = 0; g < mean.length; g++) {
        mean[g] += ofShard[g] / count;
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

  private double[] download(INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    team.lead().download(array, values);
    return values;
  }

  @Override
  public void close() {
    for (INDArray[] arrays : new INDArray[][] {delta, gradient}) {
      Uploads.close(arrays);
    }
    for (INDArray[][] ofShards : new INDArray[][][] {shardGradients, partGradients}) {
      for (INDArray[] arrays : ofShards) {
        Uploads.close(arrays);
      }
    }
    multipliers.forEach(bySize -> bySize.values().forEach(Uploads::close));
  }
}
