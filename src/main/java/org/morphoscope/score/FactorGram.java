package org.morphoscope.score;

import static org.morphoscope.score.Factor.BLOCK;
import static org.morphoscope.score.RowCache.SEGMENT;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

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
  private final double scale;
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

  /** R; not to be changed. */
  public Factor factor() {
    return factor;
  }

  /** N. */
  public long samples() {
    return Math.round(1 / scale);
  }

  @Override
  public double at(int i, int j) {
    return i == j ? diagonal[i] : (float) (scale * factor.product(i, j));
  }

  @Override
  public void addRow(int i, int from, int to, double[] target) {
    for (int c = from; c < to; ) {
      int end = Math.min(to, (c / SEGMENT + 1) * SEGMENT);
      GreedyLoops.add(segment(i, c, end), c % SEGMENT, target, c, end - c);
      c = end;
    }
  }

  @Override
  public double addRow(int i, int from, int to, double[] target, double[] base) {
    double least = Double.POSITIVE_INFINITY;
    for (int c = from; c < to; ) {
      int end = Math.min(to, (c / SEGMENT + 1) * SEGMENT);
      double here = GreedyLoops.addLeast(segment(i, c, end), c % SEGMENT, target, base, c, end - c);
      least = Math.min(least, here);
      c = end;
    }
    return least;
  }

  /** The segment of row i with these columns; the others in it perhaps not computed. */
  private float[] segment(int i, int from, int to) {
    int segment = from / SEGMENT;
    float[] values = cache.get(i, segment);
    if (values != null) {
      return values;
    }
    int[] wanted = {i};
    if (cache.free() == 0) {
      return compute(wanted, from, to)[0][0];
    }
    values = compute(wanted, segment * SEGMENT, Math.min(size(), (segment + 1) * SEGMENT))[0][0];
    cache.keep(i, segment, values);
    return values;
  }

  @Override
  public boolean rowAtHand(int i, int from, int to) {
    return cache.has(i, from / SEGMENT, (to + SEGMENT - 1) / SEGMENT);
  }

  @Override
  public void prepare(int[] wanted, int from, int to) {
    int first = from / SEGMENT;
    int last = (to + SEGMENT - 1) / SEGMENT;
    int[] missing =
        Arrays.stream(wanted).filter(i -> !cache.has(i, first, last)).distinct().toArray();
    int count = Math.min(missing.length, cache.free() / Math.max(1, last - first));
    for (int done = 0; done < count; done += TOGETHER) {
      int[] some = Arrays.copyOfRange(missing, done, Math.min(count, done + TOGETHER));
      float[][][] computed = compute(some, first * SEGMENT, Math.min(size(), last * SEGMENT));
      for (int b = 0; b < some.length; b++) {
        for (int s = first; s < last; s++) {
          cache.keep(some[b], s, computed[b][s - first]);
        }
      }
    }
  }

  @Override
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
   * Columns {@code [from, to)} of rows of G, and some around them, by all cores at hand.
   *
   * @return {@code [wanted.length][segment]} from the segment of the first column on
   */
  private float[][][] compute(int[] wanted, int from, int to) {
    int first = from / SEGMENT;
    float[][][] out = new float[wanted.length][(to - 1) / SEGMENT - first + 1][];
    for (float[][] row : out) {
      for (int s = 0; s < row.length; s++) {
        row[s] = new float[Math.min(SEGMENT, size() - (first + s) * SEGMENT)];
      }
    }
    float[][] gathered = FactorLoops.gather(factor, wanted);
    int begin = from / BLOCK;
    int blocks = Factor.blocksOf(to) - begin;
    int tasks = Math.min(blocks, 2 * (ForkJoinPool.getCommonPoolParallelism() + 1));
    IntStream.range(0, tasks)
        .parallel()
        .forEach(
            task -> {
              double[] sums = new double[gathered.length * FactorLoops.GROUP * BLOCK];
              int end = begin + blocks * (task + 1) / tasks;
              for (int across = begin + blocks * task / tasks; across < end; across++) {
                FactorLoops.products(factor, gathered, across, sums);
                store(sums, out, across, first);
              }
            });
    return out;
  }

  private void store(double[] sums, float[][][] out, int across, int first) {
    int column = across * BLOCK;
    int count = Math.min(BLOCK, size() - column);
    for (int b = 0; b < out.length; b++) {
      float[] segment = out[b][column / SEGMENT - first];
      for (int j = 0; j < count; j++) {
        segment[column % SEGMENT + j] = (float) (scale * sums[b * BLOCK + j]);
      }
    }
  }
}
