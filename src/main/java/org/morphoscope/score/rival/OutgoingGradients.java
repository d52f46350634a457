package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.Uploads;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradients of outgoing weights that are still 0 (method.md section 12.3), and how they change
 * with the filters.
 *
 * <p>Of reader r behind a group's site, {@code G_r = E[ sum_p h_p g_p' ]}, {@code [O, M, k, k]}: h
 * what the reader would see of the M new channels, g the gradient at its output. Over a group
 *
 * <pre>
 * |G|^2 = sum_r sum_(o,m,q) G_r[o, m, q]^2
 * d|G| / d filters = E[ backward of the channels with G_r / |G| as constant outgoing weights ]
 * </pre>
 *
 * <p>The second line holds because {@code d|G| = sum <G / |G|, dG>} and G is linear in h. Sums of a
 * shard are of its own thread; the rest is of the thread of the passes.
 */
final class OutgoingGradients implements AutoCloseable {
  private final FrozenPasses passes;
  private final Network network;

  /** The candidates; their filters may change between two calls. */
  private final NewNeurons neurons;

  private final List<Shard> shards = new ArrayList<>();

  /** Work and sums of one thread. */
  private final class Shard {
    private final Map<FrozenPass, ProposalChannels> channels = new IdentityHashMap<>();

    /** Per reader, {@code [O, M, k, k]}: where a pass's own sums arrive. */
    private final INDArray[] outgoing;

    /** Per layer of a group, {@code [M, I, k, k]}: gradient in the filters. */
    private final INDArray[] incoming;

    /** Per reader, {@code sum_n sum_p h g'} over the images so far; empty where none is read. */
    private final List<double[]> sums = new ArrayList<>();

    // of the batch that is held; null where this shard has none of its images
    private FrozenPass pass;
    private Gradients gradients;

    Shard(Kernels kernels) {
      outgoing = Uploads.outgoing(network, neurons, kernels);
      incoming = new INDArray[network.depth()];
      for (int l = 0; l < incoming.length; l++) {
        LayerWeights numbers = neurons.incoming().get(l);
        if (numbers != null && numbers.weight().length > 0) {
          incoming[l] =
              kernels.allocate(
                  neurons.perGroup(), numbers.inputs(), numbers.kernel(), numbers.kernel());
        }
      }
      neurons.outgoing().forEach(v -> sums.add(new double[v.length]));
    }

    ProposalChannels on(FrozenPass of) {
      ProposalChannels work =
          channels.computeIfAbsent(
              of, p -> new ProposalChannels(network, neurons.perGroup(), p.batch(), p.kernels()));
      work.install(neurons);
      work.forward(of);
      return work;
    }

    void add(FrozenPass of, Gradients with) {
      ProposalChannels work = on(of);
      for (WidthGroup group : network.spec().groups()) {
        for (int[] link : ProposalChannels.links(network, group)) {
          int reader = link[1];
          work.outgoingGradient(link[0], reader, with, outgoing[reader]);
          double[] part = ReaderMoments.host(of.kernels(), outgoing[reader]);
          double[] sum = sums.get(reader);
          for (int i = 0; i < sum.length; i++) {
            sum[i] += part[i];
          }
        }
      }
    }
  }

  /**
   * @param neurons candidates of every group; read anew whenever something is computed
   */
  OutgoingGradients(FrozenPasses passes, NewNeurons neurons) {
    this.passes = passes;
    this.network = passes.network();
    this.neurons = neurons;
    for (int s = 0; s < passes.team().shards(); s++) {
      shards.add(new Shard(passes.team().kernels(s)));
    }
  }

  /** The candidates' activations on a pass's images. */
  ProposalChannels on(int shard, FrozenPass pass) {
    return shards.get(shard).on(pass);
  }

  /** Keeps a pass as a shard's part of the batch that {@link #gradient} is about. */
  void hold(int shard, FrozenPass pass, Gradients gradients) {
    shards.get(shard).pass = pass;
    shards.get(shard).gradients = gradients;
  }

  /** Forgets the sums. */
  void clear() {
    shards.forEach(shard -> shard.sums.forEach(sum -> Arrays.fill(sum, 0)));
  }

  /** Adds a pass's images to the sums of its shard. */
  void add(int shard, FrozenPass pass, Gradients gradients) {
    shards.get(shard).add(pass, gradients);
  }

  /** G per reader, {@code [O, M, k, k]}: the sums of all shards over the number of images. */
  List<double[]> mean(long images) {
    List<double[]> mean = new ArrayList<>();
    for (int l = 0; l < network.layers().size(); l++) {
      double[] of = new double[neurons.outgoing().get(l).length];
      for (Shard shard : shards) {
        for (int i = 0; i < of.length; i++) {
          of[i] += shard.sums.get(l)[i] / images;
        }
      }
      mean.add(of);
    }
    return mean;
  }

  /** G over the batch that is held. */
  private List<double[]> ofHeld(int images) {
    clear();
    passes
        .team()
        .run(
            (s, kernels) -> {
              Shard shard = shards.get(s);
              if (shard.pass != null) {
                shard.add(shard.pass, shard.gradients);
              }
            });
    return mean(images);
  }

  /** {@code |G|} of every group over the batch that is held. */
  double[] objective(int images) {
    List<double[]> g = ofHeld(images);
    double[] norms = new double[network.spec().groups().size()];
    for (WidthGroup group : network.spec().groups()) {
      norms[group.index()] = norm(group, g);
    }
    return norms;
  }

  private double norm(WidthGroup group, List<double[]> g) {
    double square = 0;
    for (int[] link : ProposalChannels.links(network, group)) {
      for (double v : g.get(link[1])) {
        square += v * v;
      }
    }
    return Math.sqrt(square);
  }

  /** Gradient of {@code sum over groups |G|} in the filters, {@code [M, I, k, k]} per layer. */
  List<double[]> gradient(int images) {
    INDArray[] direction =
        Uploads.outgoing(
            network, neurons.withOutgoing(directions(ofHeld(images))), passes.team().lead());
    List<List<double[]>> parts = new ArrayList<>();
    shards.forEach(shard -> parts.add(new ArrayList<>()));
    passes
        .team()
        .run(
            (s, kernels) -> {
              Shard shard = shards.get(s);
              if (shard.pass == null) {
                return;
              }
              shard
                  .channels
                  .get(shard.pass)
                  .backward(shard.pass, shard.gradients, direction, shard.incoming);
              for (INDArray array : shard.incoming) {
                parts
                    .get(s)
                    .add(array == null ? new double[0] : ReaderMoments.host(kernels, array));
              }
            });
    Uploads.close(direction);
    List<double[]> gradient = new ArrayList<>();
    for (int l = 0; l < network.depth(); l++) {
      LayerWeights numbers = neurons.incoming().get(l);
      double[] sum = new double[numbers == null ? 0 : numbers.weight().length];
      for (List<double[]> part : parts) {
        for (int i = 0; !part.isEmpty() && i < sum.length; i++) {
          sum[i] += part.get(l)[i] / images;
        }
      }
      gradient.add(sum);
    }
    return gradient;
  }

  /** {@code G / |G|} per reader, each group by its own norm; left at 0 where that is 0. */
  private List<double[]> directions(List<double[]> g) {
    for (WidthGroup group : network.spec().groups()) {
      double norm = norm(group, g);
      for (int[] link : ProposalChannels.links(network, group)) {
        double[] of = g.get(link[1]);
        for (int i = 0; i < of.length && norm > 0; i++) {
          of[i] /= norm;
        }
      }
    }
    return g;
  }

  @Override
  public void close() {
    for (Shard shard : shards) {
      Uploads.close(shard.outgoing);
      Uploads.close(shard.incoming);
      shard.channels.values().forEach(ProposalChannels::close);
    }
  }
}
