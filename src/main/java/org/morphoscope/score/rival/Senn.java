package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.Gradients;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.rival.matrix.Cholesky;
import org.morphoscope.score.rival.matrix.SymmetricEigen;
import org.morphoscope.selection.Candidates;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The score of self-expanding nets (Mitchell et al. 2023; method.md section 12.5): by how much a
 * new neuron with outgoing weights 0 raises {@code eta = g'F^-1 g}, the squared length of the
 * natural gradient, with the Fisher matrix of each layer as {@code F = A (x) S} (K-FAC). Of one
 * reader with outputs O, kernel k and patch b of D numbers:
 *
 * <pre>
 * A = E[ b b' ]  [D, D]          S = E[ g g' ]       [O, O]
 * B = E[ b H' ]  [D, k k]        C = E[ H g_perp' ]  [k k, O]
 * d eta = Tr[ S^-1 C' (E[H H'] - B'A^-1 B)^-1 C ],  nats; summed over the readers
 * </pre>
 *
 * <p>H is the patch of the neuron's activation h that the reader sees; the inner matrix is the
 * Schur complement of A in the moments of (b, H), so that only what the neuron adds to the patch
 * counts. S is an average over positions, which makes layers of different maps comparable [ours];
 * where S or the inner matrix is singular their pseudo-inverses stand.
 *
 * <p>Ours: candidates as our own method draws them and no Langevin steps on them, a price per unit
 * of the resource instead of thresholds, plain training behind it instead of a natural gradient.
 */
public final class Senn implements Rival {
  /** Eigenvalues below this share of the largest count as 0. */
  private static final double SINGULAR = 1e-6;

  /** Share of the mean diagonal added to {@code E[b b']}. */
  static final double DAMPING = 1e-3;

  private final FrozenPasses passes;
  private final Network network;
  private final int perGroup;
  private final long seed;
  private final double damping;
  private final Sweep sweep;
  private NewNeurons neurons = NewNeurons.none();
  private final List<Shard> shards = new ArrayList<>();

  /** Sums of one thread. */
  private final class Shard {
    private final Map<FrozenPass, ProposalChannels> channels = new IdentityHashMap<>();
    private final ReaderMoments moments = new ReaderMoments(network);

    // per reader: sum g H' as [O, M, k, k], sum b H' as [D, M k k], sum H H' as [M k k, M k k]
    private final double[][] gh = new double[network.layers().size()][];
    private final double[][] bh = new double[gh.length][];
    private final double[][] hh = new double[gh.length][];

    void add(FrozenPass pass, Gradients gradients) {
      moments.add(pass, gradients);
      ProposalChannels work =
          channels.computeIfAbsent(
              pass, p -> new ProposalChannels(network, perGroup, p.batch(), p.kernels()));
      work.install(neurons);
      work.forward(pass);
      for (WidthGroup group : network.spec().groups()) {
        for (int[] link : ProposalChannels.links(network, group)) {
          link(pass, gradients, work, link[0], link[1]);
        }
      }
    }

    private void link(
        FrozenPass pass, Gradients gradients, ProposalChannels work, int site, int reader) {
      Kernels kernels = pass.kernels();
      ConvShape conv = network.layer(reader).conv();
      ConvShape reading = work.reading(reader);
      boolean one = ReaderMoments.one(network.layer(reader).layer());
      int patch = PatchProducts.length(reading, false);
      int outputs = network.layer(reader).channels();
      int d = moments.length(reader);
      if (gh[reader] == null) {
        gh[reader] = new double[outputs * patch];
        bh[reader] = new double[d * patch];
        hh[reader] = new double[patch * patch];
      }
      try (INDArray sums = kernels.allocate(outputs, perGroup, conv.kernel(), conv.kernel())) {
        work.outgoingGradient(site, reader, gradients, sums);
        double[] values = ReaderMoments.host(kernels, sums);
        for (int i = 0; i < values.length; i++) {
          gh[reader][i] += values[i];
        }
      }
      double[] h = ReaderMoments.host(kernels, work.h(site));
      double[] x = ReaderMoments.host(kernels, pass.x(reader));
      PatchProducts products = new PatchProducts(kernels);
      products.add(
          reading,
          pass.batch(),
          h,
          (first, count) -> PatchProducts.unfold(conv, x, first, count, one),
          d,
          false,
          bh[reader]);
      products.add(
          reading,
          pass.batch(),
          h,
          (first, count) -> PatchProducts.unfold(reading, h, first, count, false),
          patch,
          false,
          hh[reader]);
    }
  }

  /**
   * The method with candidates of its own.
   *
   * @param passes passes over the unmodified net
   * @param perGroup new neurons of each group, at least 1
   * @param seed of every random draw
   */
  public Senn(FrozenPasses passes, int perGroup, long seed) {
    this(passes, perGroup, seed, DAMPING);
  }

  Senn(FrozenPasses passes, int perGroup, long seed, double damping) {
    this.passes = passes;
    this.network = passes.network();
    this.perGroup = perGroup;
    this.seed = seed;
    this.damping = damping;
    this.sweep = new Sweep(passes);
    for (int s = 0; s < passes.team().shards(); s++) {
      shards.add(new Shard());
    }
  }

  /** Draws the candidates and measures their statistics; learns nothing. */
  @Override
  public <E extends Exception> void learn(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after) throws E {
    neurons = NewNeuronSource.draw(passes, perGroup, seed, images, loader, after);
  }

  /** Scores given candidates. */
  void install(NewNeurons given) {
    neurons = given;
  }

  @Override
  public <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E {
    sweep.run(
        0,
        images,
        loader,
        (shard, pass, gradients, first) -> shards.get(shard).add(pass, gradients),
        done -> {
          if (done < images) {
            partial.accept(opinion());
          }
          after.accept(done);
        });
    return opinion();
  }

  private Opinion opinion() {
    Candidates order = new Candidates(network.spec(), perGroup);
    double[] scores = Opinion.none(order.size());
    double[] predicted = Opinion.none(order.size());
    ReaderMoments moments = new ReaderMoments(network);
    shards.forEach(shard -> moments.add(shard.moments));
    for (WidthGroup group : network.spec().groups()) {
      int at = 2 * order.units() + group.index() * perGroup;
      java.util.Arrays.fill(scores, at, at + perGroup, 0);
      // outgoing weights are 0: the function is kept
      java.util.Arrays.fill(predicted, at, at + perGroup, 0);
      for (int[] link : ProposalChannels.links(network, group)) {
        double[] rises = rises(moments, link[1]);
        for (int k = 0; k < perGroup; k++) {
          scores[at + k] -= rises[k];
        }
      }
    }
    return new Opinion(
        moments.images(),
        scores,
        Opinion.none(order.size()),
        predicted,
        Splits.none(network.spec()),
        neurons,
        0);
  }

  /** d eta of each candidate by one reader, as if it came alone: {@code [M]}. */
  private double[] rises(ReaderMoments moments, int reader) {
    int outputs = network.layer(reader).channels();
    int kernel = network.layer(reader).layer().kernel();
    int taps = kernel * kernel;
    int patch = perGroup * taps;
    int d = moments.length(reader);
    double[] gh = sum(shard -> shard.gh[reader], outputs * patch, moments.images());
    double[] bh = sum(shard -> shard.bh[reader], d * patch, moments.images());
    double[] hh = sum(shard -> shard.hh[reader], patch * patch, moments.images());
    double[] followed = moments.followed(reader, damping);
    double[] whitened = bh.clone();
    // L^-1 B, so that B'A^-1 B is a product of its columns
    Cholesky.of(moments.patches(reader), d, damping).forward(whitened, patch);
    double[] inverse = pseudoInverse(moments.gradients(reader), outputs, 0);
    double[] rises = new double[perGroup];
    for (int k = 0; k < perGroup; k++) {
      // C = E[H g'] - B'D', for g_perp = g - D b; the neuron's own columns of gh and bh
      double[] c = new double[taps * outputs];
      double[] schur = new double[taps * taps];
      double scale = 0;
      for (int t = 0; t < taps; t++) {
        int column = k * taps + t;
        for (int o = 0; o < outputs; o++) {
          c[t * outputs + o] = gh[o * patch + column];
          for (int i = 0; i < d; i++) {
            c[t * outputs + o] -= bh[i * patch + column] * followed[i * outputs + o];
          }
        }
        for (int u = 0; u < taps; u++) {
          int other = k * taps + u;
          // E[H H'] - B'A^-1 B, one entry
          double inner = hh[column * patch + other];
          scale = Math.max(scale, inner);
          for (int i = 0; i < d; i++) {
            inner -= whitened[i * patch + column] * whitened[i * patch + other];
          }
          schur[t * taps + u] = inner;
        }
      }
      rises[k] = trace(inverse, c, pseudoInverse(schur, taps, scale), taps, outputs);
    }
    return rises;
  }

  /** Mean over images of what the shards summed; zeros where no shard met the reader. */
  private double[] sum(java.util.function.Function<Shard, double[]> of, int length, long images) {
    double[] sum = new double[length];
    for (Shard shard : shards) {
      double[] part = of.apply(shard);
      for (int i = 0; part != null && i < length; i++) {
        sum[i] += part[i] / images;
      }
    }
    return sum;
  }

  /** {@code Tr[S C' A C]} with S {@code [O, O]}, C {@code [taps, O]} and A {@code [taps, taps]}. */
  private static double trace(double[] s, double[] c, double[] a, int taps, int outputs) {
    double trace = 0;
    for (int t = 0; t < taps; t++) {
      double[] ac = new double[outputs];
      for (int u = 0; u < taps; u++) {
        for (int o = 0; o < outputs; o++) {
          ac[o] += a[t * taps + u] * c[u * outputs + o];
        }
      }
      for (int o = 0; o < outputs; o++) {
        for (int p = 0; p < outputs; p++) {
          trace += c[t * outputs + o] * s[o * outputs + p] * ac[p];
        }
      }
    }
    return trace;
  }

  /**
   * Pseudo-inverse of a symmetric positive semidefinite matrix.
   *
   * @param scale of what is not 0, if that is more than the largest eigenvalue
   */
  static double[] pseudoInverse(double[] matrix, int n, double scale) {
    SymmetricEigen eigen = SymmetricEigen.of(matrix, n);
    double least = SINGULAR * Math.max(scale, eigen.values()[n - 1]);
    double[] inverse = new double[n * n];
    for (int i = 0; i < n; i++) {
      if (eigen.values()[i] <= least) {
        continue;
      }
      double[] v = eigen.vectors()[i];
      for (int j = 0; j < n * n; j++) {
        inverse[j] += v[j / n] * v[j % n] / eigen.values()[i];
      }
    }
    return inverse;
  }

  @Override
  public void close() {
    sweep.close();
    for (Shard shard : shards) {
      shard.channels.values().forEach(ProposalChannels::close);
    }
  }
}
