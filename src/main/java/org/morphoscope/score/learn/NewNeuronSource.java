package org.morphoscope.score.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.NewNeuronWorkspace;

/**
 * Draws candidates for new neurons (method.md section 3.3): incoming weights at random at the scale
 * of the layer's own, BatchNorm with gamma 1, beta 0 and the statistics of given images, outgoing
 * weights zero.
 */
public final class NewNeuronSource {
  /** Images whose statistics the candidates get: their outgoing weights are learned to fit. */
  private static final int STATISTICS = 512;

  private NewNeuronSource() {}

  /**
   * {@return candidates for every group of the passes' net, outgoing weights 0} At {@code delta =
   * 0} the net computes what it did.
   *
   * <p>Statistics are measured level by level: a BatchNorm behind another one of the same group (a
   * depthwise convolution's, or one behind a sum) sees what the first makes of its own, so it has
   * to wait for it.
   *
   * @param <E> what {@code after} may throw
   * @param passes passes over the unmodified net
   * @param perGroup candidates M of each group
   * @param seed of the incoming weights
   * @param images how many there are; the first ones are taken
   * @param loader gives images by position; called from several threads
   * @param after called on the calling thread after every batch of every level
   * @throws E as {@code after} throws it
   */
  public static <E extends Exception> NewNeurons draw(
      FrozenPasses passes,
      int perGroup,
      long seed,
      int images,
      ImageLoader loader,
      FrozenPasses.AfterBatch<E> after)
      throws E {
    NetworkSpec spec = passes.network().spec();
    Weights weights = passes.network().download();
    SplittableRandom random = new SplittableRandom(seed);
    // one generator in the order of the layers: the same candidates for any number of threads
    List<LayerWeights> incoming = new ArrayList<>();
    for (Layer layer : spec.layers()) {
      incoming.add(
          layer.group() < 0
              ? null
              : numbers(layer, weights.layers().get(layer.index()), perGroup, random));
    }
    // [O, M, k, k] per reader: empty where a layer reads no group, or is of the group itself
    List<double[]> outgoing = new ArrayList<>();
    for (int l = 0; l <= spec.layers().size(); l++) {
      Layer reader = l == spec.layers().size() ? spec.head() : spec.layer(l);
      int input = reader.producer() ? reader.inputs().get(0) : -1;
      boolean reads = input >= 0 && spec.layer(input).group() >= 0;
      outgoing.add(
          new double[reads ? reader.width() * perGroup * reader.kernel() * reader.kernel() : 0]);
    }
    NewNeurons newNeurons = new NewNeurons(perGroup, incoming, outgoing);
    int[] level = levels(spec);
    int last = -1;
    for (int l = 0; l < level.length; l++) {
      last = spec.layer(l).batchNorm().isPresent() ? Math.max(last, level[l]) : last;
    }
    for (int k = 0; k <= last; k++) {
      measure(passes, newNeurons, level, k, Math.min(images, STATISTICS), loader, after);
    }
    return newNeurons;
  }

  /**
   * A layer's candidates: {@code w = mean_c ||w_c|| / sqrt(fan-in)} times a standard normal, {@code
   * [M, I, k, k]}; gamma 1, beta 0, mean 0, variance 1 until measured.
   */
  private static LayerWeights numbers(
      Layer layer, LayerWeights own, int count, SplittableRandom random) {
    double norm = 0;
    for (int c = 0; c < own.outputs(); c++) {
      norm += own.norm(c) / own.outputs();
    }
    double[] weight = new double[count * layer.fanIn()];
    double scale = norm / Math.sqrt(Math.max(1, layer.fanIn()));
    for (int i = 0; i < weight.length; i++) {
      weight[i] = scale * random.nextGaussian();
    }
    int bn = layer.batchNorm().isPresent() ? count : 0;
    double[] ones = new double[bn];
    java.util.Arrays.fill(ones, 1);
    return new LayerWeights(
        count,
        layer.filterInputs(),
        layer.kernel(),
        weight,
        ones,
        new double[bn],
        new double[bn],
        ones.clone(),
        new double[layer.bias() ? count : 0]);
  }

  /**
   * Number of BatchNorms before a layer's source within its group; -1 outside of groups. A group's
   * layers of one level can be measured in one pass.
   */
  private static int[] levels(NetworkSpec spec) {
    int[] level = new int[spec.layers().size()];
    for (Layer layer : spec.layers()) {
      int own = layer.group() < 0 ? -1 : 0;
      if (layer.group() >= 0 && !layer.producer()) {
        for (int input : layer.inputs()) {
          int norm = spec.layer(input).batchNorm().isPresent() ? 1 : 0;
          own = Math.max(own, level[input] + norm);
        }
      }
      level[layer.index()] = own;
    }
    return level;
  }

  /**
   * Sets the statistics of the layers of one level, whose inputs are final: {@code mean = E[a]},
   * {@code variance = E[a^2] - E[a]^2} over images and positions, the population variance as in a
   * running statistic.
   */
  private static <E extends Exception> void measure(
      FrozenPasses passes,
      NewNeurons newNeurons,
      int[] level,
      int current,
      int images,
      ImageLoader loader,
      FrozenPasses.AfterBatch<E> after)
      throws E {
    Network network = passes.network();
    int shards = passes.team().shards();
    int m = newNeurons.perGroup();
    // by shard, so that no thread writes where another does; added up in a fixed order below
    double[][][] sums = new double[shards][level.length][m];
    double[][][] squares = new double[shards][level.length][m];
    List<Scratch> scratch = new ArrayList<>();
    for (int s = 0; s < shards; s++) {
      scratch.add(new Scratch());
    }
    passes.forward(
        images,
        loader,
        (shard, pass, first) -> {
          Kernels kernels = pass.kernels();
          NewNeuronWorkspace channels =
              scratch.get(shard).of(network, newNeurons, pass.batch(), kernels);
          channels.forward(pass);
          // around 0: nothing is known of a before
          double[] origin = new double[m];
          double[] sum = new double[m];
          double[] square = new double[m];
          for (int l = 0; l < level.length; l++) {
            if (level[l] == current && network.layer(l).batchNorm()) {
              kernels.channelMoments(channels.a(l), origin, sum, square);
              for (int k = 0; k < m; k++) {
                sums[shard][l][k] += sum[k];
                squares[shard][l][k] += square[k];
              }
            }
          }
        },
        after);
    scratch.forEach(Scratch::close);
    for (WidthGroup group : network.spec().groups()) {
      for (int l : group.members()) {
        if (level[l] == current && network.layer(l).batchNorm()) {
          double count = (double) images * network.layer(l).positions();
          LayerWeights numbers = newNeurons.incoming().get(l);
          for (int k = 0; k < m; k++) {
            double mean = 0;
            double square = 0;
            for (int s = 0; s < shards; s++) {
              mean += sums[s][l][k] / count;
              square += squares[s][l][k] / count;
            }
            numbers.mean()[k] = mean;
            numbers.variance()[k] = Math.max(0, square - mean * mean);
          }
        }
      }
    }
  }

  /** Channels of the batch sizes that one shard meets; of its thread. */
  private static final class Scratch implements AutoCloseable {
    private final java.util.Map<Integer, NewNeuronWorkspace> bySize = new java.util.HashMap<>();

    NewNeuronWorkspace of(Network network, NewNeurons newNeurons, int size, Kernels kernels) {
      return bySize.computeIfAbsent(
          size, n -> new NewNeuronWorkspace(network, newNeurons, n, kernels));
    }

    @Override
    public void close() {
      bySize.values().forEach(NewNeuronWorkspace::close);
    }
  }
}
