package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.selection.Candidates;

/**
 * TINY (Verbockhaven et al. 2024; method.md section 12.4): new neurons, filters and outgoing
 * weights both, from the singular value decomposition of the gradient that the reader's own weights
 * cannot follow; an amplitude per layer by a line search on the true loss.
 *
 * <pre>
 * D' = E[b b']^-1 E[b g'],   g_perp = g - D b              ReaderMoments
 * S  = E[sum_p x x'],        N = -E[sum_p x ghat_p']       TinyMoments
 * S^-1/2 N = U diag(s) V'                                  TinyDirections
 * filters gamma sqrt(s_k) S^-1/2 u_k, outgoing gamma sqrt(s_k) v_k   TinyNeurons, AmplitudeSearch
 * </pre>
 *
 * <p>b the patch that the reader sees, x the producer's, g the gradient at the reader's output,
 * ghat that of g_perp at the hidden position that would be read.
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
    NewNeurons full = made().of(chosen);
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
    AmplitudeSearch search = new AmplitudeSearch(passes, made(), full, weights, images, loader);
    for (int i = 0; i < simple.size(); i++) {
      int group = group(i);
      amplitudes[group] = search.best(group);
      for (int k = 0; k < directions.get(i).values().length; k++) {
        double gamma = amplitudes[group];
        scores[at(order, i, k)] = gamma > 0 ? squared(i, k) : 0;
        // to first order, both sides times gamma
        predicted[at(order, i, k)] = gamma * gamma * slope[group][k];
      }
      after.accept(images);
    }
    lineSearch = passes.team().multiplyAccumulates() - before;
    return opinion(images, scores, predicted, made().scaled(full, amplitudes));
  }

  private int group(int link) {
    return network.layer(simple.get(link).producer()).layer().group();
  }

  /** Place of direction k of a link among all candidates: new neurons are behind all units. */
  private int at(Candidates order, int link, int k) {
    return 2 * order.units() + group(link) * perGroup + k;
  }

  /** The score, {@code -s_k^2}: the change of the loss that all of the direction would bring. */
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

  private TinyNeurons made() {
    return new TinyNeurons(network, perGroup, simple, directions);
  }

  /** {@link TinySlopes} of the candidates with one set of signs and another. */
  <E extends Exception> double[][] slopes(
      int images,
      ImageLoader loader,
      double[][] plus,
      double[][] minus,
      FrozenPasses.AfterBatch<E> after)
      throws E {
    return new TinySlopes(passes, made()).of(sweep, images, loader, plus, minus, after);
  }

  @Override
  public void close() {
    sweep.close();
  }
}
