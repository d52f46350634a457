package org.morphoscope.score;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * A Gram matrix as the rows that it is made of: {@code G = R'R / N} with {@code R} of K rows and M
 * columns in {@code float}. Exact but for the rounding of {@code float} when R holds the rows of
 * all scored samples, and then 4 K M bytes: 82 MB for 10,000 candidates and 2,048 images.
 *
 * <p>A row of G costs {@code K M} multiplications. Rows once computed are kept, up to {@value
 * #CACHE_BYTES} bytes, so that whoever drags lambda waits for each of them once.
 */
public final class FactorGram implements Gram {
  private static final int CACHE_BYTES = 1 << 27;

  /** Columns that a thread works on: their part of R stays in the cache for all wanted rows. */
  private static final int TILE = 128;

  /** Rows of R whose products are added in float before the sum goes on in double. */
  private static final int BLOCK = 32;

  /** Rows of G that are computed together. */
  private static final int TOGETHER = 64;

  private static final int UNROLL = 4;

  private final float[][] rows;
  private final int size;
  private final double scale;
  private final double[] diagonal;
  private final AtomicReferenceArray<float[]> cache;
  private final AtomicInteger free;

  /**
   * @param rows R, {@code [K, M]}; taken over
   * @param samples N
   */
  public FactorGram(float[][] rows, long samples) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("a Gram matrix needs at least one row");
    }
    size = rows[0].length;
    scale = 1.0 / samples;
    // zeros up to whole groups of rows
    this.rows = Arrays.copyOf(rows, (rows.length + UNROLL - 1) / UNROLL * UNROLL);
    for (int k = rows.length; k < this.rows.length; k++) {
      this.rows[k] = new float[size];
    }
    diagonal = new double[size];
    cache = new AtomicReferenceArray<>(size);
    free = new AtomicInteger(CACHE_BYTES / Float.BYTES / Math.max(1, size));
    fillDiagonal();
  }

  private void fillDiagonal() {
    float[] part = new float[size];
    for (int block = 0; block < rows.length; block += BLOCK) {
      Arrays.fill(part, 0);
      for (int k = block; k < Math.min(rows.length, block + BLOCK); k += UNROLL) {
        float[] r0 = rows[k];
        float[] r1 = rows[k + 1];
        float[] r2 = rows[k + 2];
        float[] r3 = rows[k + 3];
        for (int i = 0; i < size; i++) {
          part[i] += r0[i] * r0[i] + r1[i] * r1[i] + r2[i] * r2[i] + r3[i] * r3[i];
        }
      }
      for (int i = 0; i < size; i++) {
        diagonal[i] += part[i];
      }
    }
    for (int i = 0; i < size; i++) {
      diagonal[i] = (float) (scale * diagonal[i]);
    }
  }

  @Override
  public int size() {
    return size;
  }

  /** R, {@code [K, M]}, perhaps with rows of zeros at its end; not to be written to. */
  public float[][] rows() {
    return rows;
  }

  /** N. */
  public long samples() {
    return Math.round(1 / scale);
  }

  @Override
  public double at(int i, int j) {
    if (i == j) {
      return diagonal[i];
    }
    double sum = 0;
    for (int block = 0; block < rows.length; block += BLOCK) {
      float part = 0;
      for (int k = block; k < Math.min(rows.length, block + BLOCK); k += UNROLL) {
        part +=
            rows[k][i] * rows[k][j]
                + rows[k + 1][i] * rows[k + 1][j]
                + rows[k + 2][i] * rows[k + 2][j]
                + rows[k + 3][i] * rows[k + 3][j];
      }
      sum += part;
    }
    return (float) (scale * sum);
  }

  @Override
  public void addRow(int i, int from, int to, double[] target) {
    float[] row = row(i);
    GreedyLoops.add(row, from, target, from, to - from);
  }

  @Override
  public double addRow(int i, int from, int to, double[] target, double[] base) {
    return GreedyLoops.addLeast(row(i), from, target, base, from, to - from);
  }

  private float[] row(int i) {
    float[] row = cache.get(i);
    if (row == null) {
      row = compute(new int[] {i})[0];
      keep(i, row);
    }
    return row;
  }

  @Override
  public boolean rowAtHand(int i, int from, int to) {
    return cache.get(i) != null;
  }

  @Override
  public void prepare(int[] wanted, int from, int to) {
    int[] missing = Arrays.stream(wanted).filter(i -> cache.get(i) == null).distinct().toArray();
    int count = Math.min(missing.length, Math.max(0, free.get()));
    for (int first = 0; first < count; first += TOGETHER) {
      int[] some = Arrays.copyOfRange(missing, first, Math.min(count, first + TOGETHER));
      float[][] computed = compute(some);
      for (int b = 0; b < some.length; b++) {
        keep(some[b], computed[b]);
      }
    }
  }

  private void keep(int i, float[] row) {
    if (free.getAndDecrement() > 0) {
      if (!cache.compareAndSet(i, null, row)) {
        free.incrementAndGet();
      }
    } else {
      free.incrementAndGet();
    }
  }

  @Override
  public double curvature(List<Integer> set) {
    double total = 0;
    for (float[] row : rows) {
      double sum = 0;
      for (int i : set) {
        sum += row[i];
      }
      total += sum * sum;
    }
    return 0.5 * scale * total;
  }

  /** Rows of G, the columns cut into tiles for the cores at hand. */
  private float[][] compute(int[] wanted) {
    float[][] factors = new float[wanted.length][rows.length];
    for (int k = 0; k < rows.length; k++) {
      for (int b = 0; b < wanted.length; b++) {
        factors[b][k] = rows[k][wanted[b]];
      }
    }
    float[][] out = new float[wanted.length][size];
    IntStream.range(0, (size + TILE - 1) / TILE)
        .parallel()
        .forEach(tile -> tile(factors, out, tile * TILE, Math.min(size, (tile + 1) * TILE)));
    return out;
  }

  private void tile(float[][] factors, float[][] out, int from, int to) {
    double[][] sums = new double[out.length][to - from];
    float[] part = new float[to - from];
    for (int block = 0; block < rows.length; block += BLOCK) {
      int end = Math.min(rows.length, block + BLOCK);
      for (int b = 0; b < out.length; b++) {
        Arrays.fill(part, 0);
        for (int k = block; k < end; k += UNROLL) {
          addProducts(factors[b], k, from, part);
        }
        double[] sum = sums[b];
        for (int j = 0; j < part.length; j++) {
          sum[j] += part[j];
        }
      }
    }
    for (int b = 0; b < out.length; b++) {
      for (int j = 0; j < part.length; j++) {
        out[b][from + j] = (float) (scale * sums[b][j]);
      }
    }
  }

  /** Four rows of R at once: {@code part} is then read and written a fourth as often. */
  private void addProducts(float[] factor, int k, int from, float[] part) {
    float f0 = factor[k];
    float f1 = factor[k + 1];
    float f2 = factor[k + 2];
    float f3 = factor[k + 3];
    float[] r0 = rows[k];
    float[] r1 = rows[k + 1];
    float[] r2 = rows[k + 2];
    float[] r3 = rows[k + 3];
    for (int j = 0; j < part.length; j++) {
      part[j] += f0 * r0[from + j] + f1 * r1[from + j] + f2 * r2[from + j] + f3 * r3[from + j];
    }
  }
}
