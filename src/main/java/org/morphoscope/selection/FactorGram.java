package org.morphoscope.selection;

import static org.morphoscope.selection.Factor.BLOCK;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.morphoscope.selection.RowCache.Piece;

/**
 * A Gram matrix as the rows that it is made of: {@code G = R'R / N} with {@code R} of K rows and M
 * columns in {@code float}. Exact but for the rounding of {@code float} when R holds the rows of
 * all scored samples, and then 4 K M bytes: 82 MB for 10,000 candidates and 2,048 images.
 *
 * <p>A row of G costs {@code K M} multiplications. What has been computed is kept, within the
 * limits of {@link RowCache}, so that whoever drags lambda waits for it once.
 */
public final class FactorGram implements Gram {
  /** Rows of G that are computed together: their sums and a block of R fill the fastest cache. */
  private static final int TOGETHER = 64;

  private final Factor factor;

  /** {@code 1 / N}. */
  private final double scale;

  /** {@code G_cc}, kept: every candidate's own curvature is asked for at once. */
  private final double[] diagonal;

  private final RowCache cache;

  /**
   * @param factor R; not to be changed any more
   * @param samples N
   */
  public FactorGram(Factor factor, long samples) {
    this.factor = factor;
    scale = 1.0 / samples;
    diagonal = new double[factor.columns()];
    cache = new RowCache(factor.columns());
    IntStream.range(0, Factor.blocksOf(factor.columns())).parallel().forEach(this::fillDiagonal);
  }

  private void fillDiagonal(int across) {
    double[] sums = new double[BLOCK];
    FactorLoops.squares(factor, across, sums);
    for (int c = across * BLOCK; c < Math.min(diagonal.length, (across + 1) * BLOCK); c++) {
      diagonal[c] = (float) (scale * sums[c % BLOCK]);
    }
  }

  @Override
  public int size() {
    return diagonal.length;
  }

  /** {@return the factor R; not to be changed} */
  public Factor factor() {
    return factor;
  }

  /** {@return the number of samples N} */
  public long samples() {
    return Math.round(1 / scale);
  }

  @Override
  public double at(int i, int j) {
    return i == j ? diagonal[i] : (float) (scale * factor.product(i, j));
  }

  @Override
  public void addRow(int i, int from, int to, double[] target) {
    Piece piece = piece(i, from, to);
    GreedyLoops.add(piece.values(), from - piece.from(), target, from, to - from);
  }

  @Override
  public void addRow(int i, int[] bounds, double[] target, double[] base, double[] least, int at) {
    Piece piece = piece(i, bounds[0], bounds[bounds.length - 1]);
    for (int p = 0; p + 1 < bounds.length; p++) {
      int from = bounds[p];
      least[at + p] =
          GreedyLoops.addLeast(
              piece.values(), from - piece.from(), target, base, from, bounds[p + 1] - from);
    }
  }

  /** Columns {@code [from, to)} of row i, kept or computed now; blocks widen them on both sides. */
  private Piece piece(int i, int from, int to) {
    Piece piece = cache.get(i, from, to);
    if (piece == null) {
      float[] values = compute(new int[] {i}, from, to)[0];
      piece = new Piece(start(from), start(from) + values.length, values, null);
      cache.keep(i, piece.from(), values);
    }
    return piece;
  }

  @Override
  public boolean rowAtHand(int i, int from, int to) {
    return cache.get(i, from, to) != null;
  }

  @Override
  public void prepare(int[] wanted, int from, int to) {
    int[] missing = Arrays.stream(wanted).filter(i -> !rowAtHand(i, from, to)).distinct().toArray();
    int count = Math.min(missing.length, cache.free() / Math.max(1, end(to) - start(from)));
    for (int done = 0; done < count; done += TOGETHER) {
      int[] some = Arrays.copyOfRange(missing, done, Math.min(count, done + TOGETHER));
      float[][] computed = compute(some, from, to);
      for (int b = 0; b < some.length; b++) {
        cache.keep(some[b], start(from), computed[b]);
      }
    }
  }

  /** First column of the block that a column lies in. */
  private static int start(int column) {
    return column / BLOCK * BLOCK;
  }

  private int end(int column) {
    return Math.min(size(), Factor.blocksOf(column) * BLOCK);
  }

  @Override
  // m'Gm / 2 = |R m|^2 / (2 N): K additions per candidate, where a row of G costs K M products
  public double curvature(List<Integer> set) {
    double[] sums = new double[factor.deep() * BLOCK];
    for (int i : set) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += factor.block(k / BLOCK, i / BLOCK)[k % BLOCK * BLOCK + i % BLOCK];
      }
    }
    double total = 0;
    for (double sum : sums) {
      total += sum * sum;
    }
    return 0.5 * scale * total;
  }

  /**
   * Rows of G, by all cores at hand.
   *
   * @return {@code [wanted.length][]}, columns {@code [from, to)} up to whole blocks
   */
  private float[][] compute(int[] wanted, int from, int to) {
    float[][] out = new float[wanted.length][end(to) - start(from)];
    float[][] gathered = FactorLoops.gather(factor, wanted);
    int first = from / BLOCK;
    int blocks = Factor.blocksOf(to) - first;
    int tasks = Math.min(blocks, 2 * (ForkJoinPool.getCommonPoolParallelism() + 1));
    IntStream.range(0, tasks)
        .parallel()
        .forEach(
            task -> {
              double[] sums = new double[gathered.length * FactorLoops.GROUP * BLOCK];
              int end = blocks * (task + 1) / tasks;
              for (int block = blocks * task / tasks; block < end; block++) {
                FactorLoops.products(factor, gathered, first + block, sums);
                store(sums, out, block * BLOCK);
              }
            });
    return out;
  }

  private void store(double[] sums, float[][] out, int at) {
    for (int b = 0; b < out.length; b++) {
      int count = Math.min(BLOCK, out[b].length - at);
      for (int j = 0; j < count; j++) {
        out[b][at + j] = (float) (scale * sums[b * BLOCK + j]);
      }
    }
  }
}
