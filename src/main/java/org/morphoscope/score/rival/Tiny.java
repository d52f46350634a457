package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.LayerMoments;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.Layer;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.selection.Candidates;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * TINY (Verbockhaven et al. 2024; method.md section 12.4): new neurons, filters and outgoing
 * weights both, from the singular value decomposition of the gradient that the reader's own weights
 * cannot follow; an amplitude per layer by a line search on the true loss.
 *
 * <p>A ReLU passes half of what a neuron and its negative pass together; the one with the better
 * first-order change of the loss on the scoring images is taken. Score: {@code -s_k^2}, for layers
 * whose line search ends above 0.
 *
 * <p>Ours: per layer and direction instead of layers in turn, priced; amplitudes 0, 0.1, 0.25, 0.5,
 * 1, 2 on the scoring images; layers of residual sums and of several readers are left alone, as the
 * authors leave the residual stream.
 */
public final class Tiny implements Rival {
  /** Share of the mean diagonal added to second moments. */
  static final double DAMPING = 1e-3;

  private static final double[] AMPLITUDES = {0.1, 0.25, 0.5, 1, 2};

  private final FrozenPasses passes;
  private final Network network;
  private final int perGroup;
  private final double damping;
  private final boolean projected;
  private final Sweep sweep;
  private final Weights weights;

  /** Per group. */
  private final List<Optional<HiddenGradient>> links = new ArrayList<>();

  private final List<HiddenGradient> simple;

  /** Per simple link. */
  private final List<TinyDirections> directions = new ArrayList<>();

  private long lineSearch;

  /**
   * The method.
   *
   * @param passes passes over the unmodified net
   * @param perGroup most new neurons of each group, at least 1
   */
  public Tiny(FrozenPasses passes, int perGroup) {
    this(passes, perGroup, DAMPING, true);
  }

  /**
   * @param projected whether what the reader's own weights can follow is taken off the gradient
   */
  Tiny(FrozenPasses passes, int perGroup, double damping, boolean projected) {
    this.passes = passes;
    this.network = passes.network();
    this.perGroup = perGroup;
    this.damping = damping;
    this.projected = projected;
    this.sweep = new Sweep(passes);
    this.weights = network.download();
    for (WidthGroup group : network.spec().groups()) {
      links.add(HiddenGradient.of(network, group));
    }
    simple = links.stream().flatMap(Optional::stream).toList();
  }

  /** Two passes: what the readers can follow, then what is left of the gradient. */
  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    List<double[]> followed = new ArrayList<>(Arrays.asList(new double[simple.size()][]));
    if (projected) {
      List<ReaderMoments> readers = new ArrayList<>();
      for (int s = 0; s < passes.team().shards(); s++) {
        readers.add(new ReaderMoments(network));
      }
      sweep.run(
          0,
          images,
          loader,
          (shard, pass, gradients, first) -> readers.get(shard).add(pass, gradients),
          done -> after.accept(0));
      ReaderMoments all = new ReaderMoments(network);
      readers.forEach(all::add);
      for (int i = 0; i < followed.size(); i++) {
        followed.set(i, all.followed(simple.get(i).reader(), damping));
      }
    }
    List<TinyMoments> shards = new ArrayList<>();
    for (int s = 0; s < passes.team().shards(); s++) {
      shards.add(new TinyMoments(network, simple, followed));
    }
    sweep.run(
        0,
        images,
        loader,
        (shard, pass, gradients, first) -> shards.get(shard).add(pass, gradients),
        done -> after.accept(0));
    TinyMoments sums = new TinyMoments(network, simple, followed);
    shards.forEach(sums::add);
    for (int i = 0; i < simple.size(); i++) {
      directions.add(
          TinyDirections.of(
              sums.patches(i),
              sums.wanted(i),
              sums.length(i),
              simple.get(i).length(),
              perGroup,
              damping));
    }
    after.accept(1);
  }

  /** The singular values of every simple link. */
  List<TinyDirections> directions() {
    return directions;
  }

  /**
   * The candidates at full amplitude.
   *
   * @param sign +1 or -1 for each group and candidate
   */
  NewNeurons neurons(double[][] sign) {
    List<LayerWeights> incoming = new ArrayList<>();
    for (Layer layer : network.spec().layers()) {
      incoming.add(
          layer.group() < 0
              ? null
              : IdentityNeurons.layer(layer, perGroup, new double[perGroup * layer.fanIn()]));
    }
    List<double[]> outgoing = IdentityNeurons.outgoing(network.spec(), perGroup);
    for (int i = 0; i < simple.size(); i++) {
      put(simple.get(i), directions.get(i), sign, incoming, outgoing);
    }
    return new NewNeurons(perGroup, incoming, outgoing);
  }

  private void put(
      HiddenGradient link,
      TinyDirections found,
      double[][] sign,
      List<LayerWeights> incoming,
      List<double[]> outgoing) {
    Layer producer = network.layer(link.producer()).layer();
    LayerWeights in = incoming.get(link.producer());
    int kernel = network.layer(link.reader()).layer().kernel();
    int taps = kernel * kernel;
    for (int k = 0; k < found.values().length; k++) {
      double factor = sign[producer.group()][k];
      int fanIn = producer.fanIn();
      for (int i = 0; i < fanIn; i++) {
        in.weight()[k * fanIn + i] = factor * found.in()[k][i];
      }
      if (found.in()[k].length > fanIn) {
        // with the identity before it, BatchNorm's beta is the bias
        (in.batchNorm() ? in.beta() : in.bias())[k] = factor * found.in()[k][fanIn];
      }
      double[] out = outgoing.get(link.reader());
      for (int q = 0; q < found.out()[k].length; q++) {
        out[(q / taps * perGroup + k) * taps + q % taps] = factor * found.out()[k][q];
      }
    }
    for (int l : network.spec().group(producer.group()).members()) {
      Layer layer = network.layer(l).layer();
      for (int k = 0; layer.kind() == Layer.Kind.DEPTHWISE && k < perGroup; k++) {
        int middle = (layer.kernel() - 1) / 2;
        incoming.get(l).weight()[k * layer.fanIn() + middle * layer.kernel() + middle] = 1;
      }
    }
  }

  @Override
  public <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E {
    double[][] plus = signs(1);
    double[][] minus = signs(-1);
    double[][] slopes = slopes(images, loader, plus, minus, after);
    double[][] chosen = new double[links.size()][perGroup];
    double[][] slope = new double[links.size()][perGroup];
    for (int g = 0; g < links.size(); g++) {
      for (int k = 0; k < perGroup; k++) {
        boolean better = slopes[g][k] <= slopes[g][perGroup + k];
        chosen[g][k] = better ? 1 : -1;
        slope[g][k] = better ? slopes[g][k] : slopes[g][perGroup + k];
      }
    }
    NewNeurons full = neurons(chosen);
    Candidates order = new Candidates(network.spec(), perGroup);
    double[] scores = Opinion.none(order.size());
    double[] predicted = Opinion.none(order.size());
    double[] amplitudes = new double[links.size()];
    for (int i = 0; i < simple.size(); i++) {
      for (int k = 0; k < directions.get(i).values().length; k++) {
        scores[at(order, i, k)] = squared(i, k);
      }
    }
    partial.accept(opinion(images, scores, predicted, full));
    long before = passes.team().multiplyAccumulates();
    double unchanged = Trials.loss(passes, network.spec(), weights, images, loader);
    for (int i = 0; i < simple.size(); i++) {
      int group = group(i);
      amplitudes[group] = search(group, full, unchanged, images, loader);
      for (int k = 0; k < directions.get(i).values().length; k++) {
        double gamma = amplitudes[group];
        scores[at(order, i, k)] = gamma > 0 ? squared(i, k) : 0;
        predicted[at(order, i, k)] = gamma * gamma * slope[group][k];
      }
      after.accept(images);
    }
    lineSearch = passes.team().multiplyAccumulates() - before;
    return opinion(images, scores, predicted, scaled(full, amplitudes));
  }

  private int group(int link) {
    return network.layer(simple.get(link).producer()).layer().group();
  }

  private int at(Candidates order, int link, int k) {
    return 2 * order.units() + group(link) * perGroup + k;
  }

  private double squared(int link, int k) {
    double s = directions.get(link).values()[k];
    return -s * s;
  }

  private double[][] signs(double sign) {
    double[][] signs = new double[links.size()][perGroup];
    for (double[] group : signs) {
      Arrays.fill(group, sign);
    }
    return signs;
  }

  private Opinion opinion(int images, double[] scores, double[] predicted, NewNeurons neurons) {
    return new Opinion(
        images,
        scores.clone(),
        Opinion.none(scores.length),
        predicted.clone(),
        Splits.none(network.spec()),
        neurons,
        lineSearch);
  }

  /**
   * First-order change of the mean loss by each candidate at full amplitude, {@code E[sum_p h .
   * (omega' g)]}: per group, those of one set of signs, then those of the other.
   */
  <E extends Exception> double[][] slopes(
      int images,
      ImageLoader loader,
      double[][] plus,
      double[][] minus,
      FrozenPasses.AfterBatch<E> after)
      throws E {
    List<NewNeurons> both = List.of(neurons(plus), neurons(minus));
    List<Map<FrozenPass, ProposalChannels>> channels = new ArrayList<>();
    List<double[][]> sums = new ArrayList<>();
    for (int s = 0; s < passes.team().shards(); s++) {
      channels.add(new IdentityHashMap<>());
      sums.add(new double[links.size()][2 * perGroup]);
    }
    sweep.run(
        0,
        images,
        loader,
        (shard, pass, gradients, first) -> {
          ProposalChannels work =
              channels
                  .get(shard)
                  .computeIfAbsent(
                      pass, p -> new ProposalChannels(network, perGroup, p.batch(), p.kernels()));
          for (int side = 0; side < 2; side++) {
            work.install(both.get(side));
            work.forward(pass);
            addSlopes(pass, gradients, work, both.get(side), side, sums.get(shard));
          }
        },
        after);
    channels.forEach(byPass -> byPass.values().forEach(ProposalChannels::close));
    double[][] mean = new double[links.size()][2 * perGroup];
    for (double[][] part : sums) {
      for (int g = 0; g < mean.length; g++) {
        for (int k = 0; k < mean[g].length; k++) {
          mean[g][k] += part[g][k] / images;
        }
      }
    }
    return mean;
  }

  private void addSlopes(
      FrozenPass pass,
      Gradients gradients,
      ProposalChannels work,
      NewNeurons neurons,
      int side,
      double[][] sums) {
    Kernels kernels = pass.kernels();
    for (HiddenGradient link : simple) {
      int kernel = network.layer(link.reader()).layer().kernel();
      int outputs = network.layer(link.reader()).channels();
      try (INDArray g = kernels.allocate(outputs, perGroup, kernel, kernel)) {
        work.outgoingGradient(link.site(), link.reader(), gradients, g);
        double[] found = ReaderMoments.host(kernels, g);
        double[] out = neurons.outgoing().get(link.reader());
        int group = network.layer(link.producer()).layer().group();
        for (int i = 0; i < found.length; i++) {
          int k = i / (kernel * kernel) % perGroup;
          sums[group][side * perGroup + k] += found[i] * out[i];
        }
      }
    }
  }

  /** The amplitude at which all candidates of a group together lower the true loss most, or 0. */
  private double search(
      int group, NewNeurons full, double unchanged, int images, ImageLoader loader) {
    List<Morphism> all = new ArrayList<>();
    int width = network.spec().group(group).width();
    for (int k = 0; k < perGroup; k++) {
      all.add(new Morphism.NewNeuron(new UnitId(group, width + k)));
    }
    double best = 0;
    double least = unchanged;
    for (double amplitude : AMPLITUDES) {
      double[] amplitudes = new double[links.size()];
      amplitudes[group] = amplitude;
      Surgery surgery = new Surgery(network.spec(), all, scaled(full, amplitudes), true);
      List<LayerMoments> moments = new ArrayList<>();
      double[] none = {};
      for (Layer layer : network.spec().layers()) {
        moments.add(new LayerMoments(none, none, none, none, none, new double[layer.width()]));
      }
      Weights grown = surgery.grow(weights, Splits.none(network.spec()), moments);
      double loss = Trials.loss(passes, surgery.grownSpec(), grown, images, loader);
      if (loss < least) {
        least = loss;
        best = amplitude;
      }
    }
    return best;
  }

  /** Both sides of every candidate times its group's amplitude. */
  private NewNeurons scaled(NewNeurons full, double[] amplitudes) {
    List<LayerWeights> incoming = new ArrayList<>();
    for (Layer layer : network.spec().layers()) {
      LayerWeights numbers = full.incoming().get(layer.index());
      boolean scales = numbers != null && layer.producer();
      double factor = scales ? amplitudes[layer.group()] : 1;
      incoming.add(
          scales
              ? new LayerWeights(
                  numbers.outputs(),
                  numbers.inputs(),
                  numbers.kernel(),
                  times(numbers.weight(), factor),
                  numbers.gamma(),
                  times(numbers.beta(), factor),
                  numbers.mean(),
                  numbers.variance(),
                  times(numbers.bias(), factor))
              : numbers);
    }
    List<double[]> outgoing = new ArrayList<>(full.outgoing());
    for (HiddenGradient link : simple) {
      double factor = amplitudes[network.layer(link.producer()).layer().group()];
      outgoing.set(link.reader(), times(outgoing.get(link.reader()), factor));
    }
    return new NewNeurons(perGroup, incoming, outgoing);
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(v -> factor * v).toArray();
  }

  @Override
  public void close() {
    sweep.close();
  }
}
