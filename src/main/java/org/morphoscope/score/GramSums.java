package org.morphoscope.score;

import org.morphoscope.compute.device.Team;
import org.morphoscope.selection.DenseGram;
import org.morphoscope.selection.Gram;

/**
 * The sum over samples that the Gram matrix is made of, one for all shards. During a step the
 * shards put their rows side by side; between steps the threads add what has been gathered to
 * disjoint parts of one shared result. So nothing of the size of the matrix exists once per thread,
 * and the matrix itself is touched once for some hundred samples.
 */
public abstract sealed class GramSums implements AutoCloseable
    permits DenseGramSums, FactorGramSums {
  /** Rows that are gathered before they are added, where a row is short. */
  private static final int MOST_GATHERED = 512;

  /** Numbers that are gathered, where a row is long: 8 MB. */
  private static final int MOST_NUMBERS = 1 << 20;

  final Team team;
  final int candidates;

  /** Rows {@code [., M]} that have been put and not been added; the first {@link #filled} count. */
  final double[][] gathered;

  private final int rowsPerStep;
  private int filled;

  /**
   * @param rowsPerStep most rows between two calls of {@link #advance}
   */
  GramSums(Team team, int candidates, int rowsPerStep) {
    this.team = team;
    this.candidates = candidates;
    this.rowsPerStep = rowsPerStep;
    int rows = Math.min(MOST_GATHERED, MOST_NUMBERS / Math.max(1, candidates));
    gathered = new double[Math.max(rowsPerStep, rows)][candidates];
  }

  /**
   * Dense up to {@link DenseGram#LARGEST} candidates.
   *
   * @param rows in all, {@code Long.MAX_VALUE} when nobody knows
   */
  static GramSums of(Team team, int candidates, int rowsPerStep, long rows) {
    return candidates <= DenseGram.LARGEST
        ? new DenseGramSums(team, candidates, rowsPerStep)
        : new FactorGramSums(
            team, candidates, rowsPerStep, rows, FactorGramSums.mostRows(candidates));
  }

  /**
   * Puts the rows of a shard; shards do so at the same time.
   *
   * @param first position of the first row among those of the step
   * @param rows {@code [count, M]}
   */
  final void put(int first, double[] rows, int count) {
    for (int n = 0; n < count; n++) {
      System.arraycopy(rows, n * candidates, gathered[filled + first + n], 0, candidates);
    }
  }

  /** Ends a step in which the shards together have put {@code count} rows. */
  final void advance(int count) {
    filled += count;
    if (filled + rowsPerStep > gathered.length) {
      flush();
    }
  }

  private void flush() {
    if (filled > 0) {
      add(filled);
      filled = 0;
    }
  }

  /** Adds the first {@code count} gathered rows. */
  abstract void add(int count);

  /**
   * The matrix; nothing may be put afterwards.
   *
   * @param samples N
   * @param diagonal {@code G_cc}, known exactly from the single candidates
   */
  final Gram finish(long samples, double[] diagonal) {
    flush();
    return made(samples, diagonal);
  }

  abstract Gram made(long samples, double[] diagonal);

  @Override
  public abstract void close();
}
