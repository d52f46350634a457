package org.morphoscope.score;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.PairMoments;
import org.morphoscope.morph.LayerMoments;
import org.morphoscope.net.Layer;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.Gram;

/**
 * What a scoring pass accumulates (method.md section 7): of each candidate c over samples n
 *
 * <pre>
 * s = g . dz_c,   q = half the curvature along dz_c
 * sum s,   sum (s + q),   sum (s + q)^2
 * </pre>
 *
 * <p>and of each producer's channels the first and second moments of a (its convolution) and b
 * (theta * x), from which the children's BatchNorm follows. All are sums over samples, so they add
 * up across batches, threads and machines. One per shard; added up in the order of the shards, so
 * that the same images and threads give the same digits.
 */
final class ScoreSums {
  private final int units;
  private final int candidates;
  private long samples;

  /** {@code sum s} per candidate. */
  final double[] slope;

  /** {@code sum (s + q)} per candidate, and its squares for the standard error. */
  final double[] total;

  final double[] totalSquares;

  /** The first two for prunes without compensation, per unit. */
  final double[] rawSlope;

  final double[] rawTotal;

  /** Per producer: sums of a and b around their origins, over images and positions. */
  private final PairMoments[] moments;

  /** As {@link #moments}, of the part being added. */
  private final PairMoments[] ofPart;

  private final double[][] originA;
  private final double[][] originB;

  ScoreSums(Network network, Candidates order) {
    units = order.units();
    candidates = order.size();
    slope = new double[candidates];
    total = new double[candidates];
    totalSquares = new double[candidates];
    rawSlope = new double[units];
    rawTotal = new double[units];
    int depth = network.depth();
    moments = new PairMoments[depth];
    ofPart = new PairMoments[depth];
    originA = new double[depth][];
    originB = new double[depth][];
    for (int l = 0; l < depth; l++) {
      Layer layer = network.layer(l).layer();
      boolean unit = layer.producer() && layer.group() >= 0;
      int channels = unit ? layer.width() : 0;
      moments[l] = PairMoments.ofChannels(channels);
      ofPart[l] = PairMoments.ofChannels(channels);
      // sums about the running mean lose no digits to cancellation
      originA[l] = unit ? network.layer(l).runningMean() : new double[0];
      originB[l] = new double[channels];
    }
  }

  void addSamples(int count) {
    samples += count;
  }

  /**
   * Adds the single-candidate sums of a shard.
   *
   * @param s {@code [count, candidates]}
   * @param q {@code [count, candidates]}
   */
  void addTerms(double[] s, double[] q, int count) {
    int m = candidates;
    for (int n = 0; n < count; n++) {
      for (int c = 0; c < m; c++) {
        double t = s[n * m + c] + q[n * m + c];
        slope[c] += s[n * m + c];
        total[c] += t;
        totalSquares[c] += t * t;
      }
    }
  }

  /**
   * Adds the moments of a and b of one producer. They make the children's BatchNorm when a split is
   * applied (method.md section 3.1).
   */
  void addMoments(FrozenPass pass, SplitWorkspace terms, int l) {
    pass.kernels().channelPairMoments(pass.a(l), originA[l], terms.b(l), originB[l], ofPart[l]);
    moments[l].add(ofPart[l]);
  }

  void merge(ScoreSums other) {
    samples += other.samples;
    add(other.slope, slope);
    add(other.total, total);
    add(other.totalSquares, totalSquares);
    add(other.rawSlope, rawSlope);
    add(other.rawTotal, rawTotal);
    for (int l = 0; l < moments.length; l++) {
      moments[l].add(other.moments[l]);
    }
  }

  /**
   * {@code G_cc} of every candidate: {@code E[q] = G_cc / 2} by definition, so {@code 2 (E[s + q] -
   * E[s])}. Summed in double candidate by candidate, more exactly than G itself.
   */
  double[] diagonal() {
    double[] diagonal = new double[candidates];
    for (int c = 0; c < candidates; c++) {
      diagonal[c] = 2 * (total[c] - slope[c]) / samples;
    }
    return diagonal;
  }

  /**
   * Means and standard errors; {@code meanZ} per layer completes the moments. {@code error_c =
   * sqrt((E[(s + q)^2] - dL_c^2) / N)} (method.md section 7).
   */
  ScoreResult result(Network network, double[][] meanZ, Gram gram) {
    double n = samples;
    int m = candidates;
    double[] a = new double[m];
    double[] deltas = new double[m];
    double[] errors = new double[m];
    for (int c = 0; c < m; c++) {
      a[c] = slope[c] / n;
      deltas[c] = total[c] / n;
      errors[c] = Math.sqrt(Math.max(0, totalSquares[c] / n - deltas[c] * deltas[c]) / n);
    }
    double[] raw = new double[units];
    double[] rawDeltas = new double[units];
    for (int c = 0; c < units; c++) {
      raw[c] = rawSlope[c] / n;
      rawDeltas[c] = rawTotal[c] / n;
    }
    List<LayerMoments> ofLayers = new ArrayList<>();
    for (int l = 0; l < moments.length; l++) {
      ofLayers.add(moments(l, n * network.layer(l).positions(), meanZ[l]));
    }
    return new ScoreResult(samples, a, gram, deltas, errors, raw, rawDeltas, ofLayers, List.of());
  }

  /**
   * Means, population variances and the covariance of a and b: with sums around an origin o, {@code
   * mean = o + E[v - o]} and {@code var = E[(v - o)^2] - E[v - o]^2}.
   *
   * @param count images times positions
   */
  private LayerMoments moments(int l, double count, double[] meanZ) {
    PairMoments sums = moments[l];
    int channels = originA[l].length;
    double[] meanA = new double[channels];
    double[] varianceA = new double[channels];
    double[] meanB = new double[channels];
    double[] varianceB = new double[channels];
    double[] covariance = new double[channels];
    for (int c = 0; c < channels; c++) {
      double offset = sums.v()[c] / count;
      meanA[c] = originA[l][c] + offset;
      varianceA[c] = Math.max(0, sums.vv()[c] / count - offset * offset);
      meanB[c] = sums.w()[c] / count;
      varianceB[c] = Math.max(0, sums.ww()[c] / count - meanB[c] * meanB[c]);
      covariance[c] = sums.vw()[c] / count - offset * meanB[c];
    }
    return new LayerMoments(meanA, varianceA, meanB, varianceB, covariance, meanZ);
  }

  private static void add(double[] source, double[] target) {
    for (int i = 0; i < source.length; i++) {
      target[i] += source[i];
    }
  }
}
