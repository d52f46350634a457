package org.morphoscope.score;

import org.morphoscope.compute.device.Team;
import org.morphoscope.selection.Factor;
import org.morphoscope.selection.FactorGram;
import org.morphoscope.selection.Gram;

/**
 * The factor R of a Gram matrix that would be too large itself. While there are no more rows than
 * {@link #mostRows} R holds them all; beyond, row n is added with a random sign to a random row of
 * R (count sketch): {@code R'R} then has the right mean, and {@code m'R'Rm} of any set deviates
 * from it by {@code sqrt(2 / K)} of itself or less, one standard deviation, 2.2 % for K = 4,096. A
 * subset of the samples would be worse: few of them carry most of the curvature. The diagonal is
 * known exactly and put right at the end by a factor for every column, which keeps G positive
 * semidefinite.
 */
public final class FactorGramSums extends GramSums {
  private static final int MOST_ROWS = 4096;

  /** 256 MB of float. */
  private static final int MOST_NUMBERS = 1 << 26;

  private static final long SEED = 0x5EEDL;

  /** R, {@code [K, M]} of float; handed on to the result. */
  private final Factor factor;

  /** Whether every row has a row of R for itself. */
  private final boolean exact;

  /** Rows added so far: a row's number decides where it goes, whichever shard put it. */
  private long added;

  /**
   * @param rows in all
   * @param most rows of R
   */
  FactorGramSums(Team team, int candidates, int rowsPerStep, long rows, int most) {
    super(team, candidates, rowsPerStep);
    exact = rows <= most;
    factor = new Factor((int) Math.min(rows, most), candidates);
  }

  /** Most rows of R for so many candidates. */
  static int mostRows(int candidates) {
    return Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / candidates));
  }

  @Override
  void add(int count) {
    // by columns, so that two rows that meet in one row of R do so in the same order for any team
    team.run(
        (shard, kernels) -> {
          int from = team.start(candidates, shard);
          int to = team.start(candidates, shard + 1);
          for (int n = 0; n < count; n++) {
            add(gathered[n], added + n, from, to);
          }
        });
    added += count;
  }

  private void add(double[] row, long index, int from, int to) {
    long hash = mix(index + SEED);
    int k = exact ? (int) index : (int) Long.remainderUnsigned(hash >>> 1, factor.rows());
    double sign = exact || (hash & 1) == 0 ? 1 : -1;
    factor.add(k, sign, row, from, to);
  }

  /** Stafford's mixing of 64 bits, as in SplittableRandom. */
  private static long mix(long value) {
    long z = value * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  Gram made(long samples, double[] diagonal) {
    if (!exact) {
      team.run(
          (shard, kernels) ->
              correct(
                  samples,
                  diagonal,
                  team.start(candidates, shard),
                  team.start(candidates, shard + 1)));
    }
    return new FactorGram(factor, samples);
  }

  /**
   * {@code R_c *= sqrt(N G_cc / sum R_c^2)} for some columns: the diagonal becomes exact, and an
   * entry of G changes by the factors of its two columns.
   */
  private void correct(long samples, double[] diagonal, int from, int to) {
    for (int c = from; c < to; c++) {
      double sketched = factor.squares(c) / samples;
      factor.scale(c, sketched > 0 ? (float) Math.sqrt(Math.max(0, diagonal[c]) / sketched) : 0);
    }
  }

  @Override
  public void close() {
    // R is ordinary memory and lives on in the result
  }
}
