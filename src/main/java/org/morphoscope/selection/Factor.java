package org.morphoscope.selection;

/**
 * The factor R of a Gram matrix, {@code [K, M]} in {@code float}, cut into square blocks that lie
 * one behind the other in memory: the entries of a few columns are then neighbours, which they are
 * not in rows of ten thousand. Filled by one thread, or by several that write different columns,
 * and not changed afterwards.
 */
public final class Factor {
  /** Rows and columns of a block: 16 kB, half of the fastest cache. */
  static final int BLOCK = 64;

  private final int rows;
  private final int columns;
  private final int deep;
  private final float[][] blocks;

  /**
   * A factor of zeros.
   *
   * @param rows number of rows K, at least 1
   * @param columns number of columns M
   */
  public Factor(int rows, int columns) {
    if (rows < 1) {
      throw new IllegalArgumentException("a Gram matrix needs at least one row");
    }
    this.rows = rows;
    this.columns = columns;
    deep = blocksOf(rows);
    // beyond the last row and column there are zeros, so that loops see whole blocks only
    blocks = new float[deep * blocksOf(columns)][BLOCK * BLOCK];
  }

  /**
   * {@return a factor with the same numbers}
   *
   * @param rows K rows of M numbers, at least one row; copied
   */
  public static Factor of(float[][] rows) {
    Factor factor = new Factor(rows.length, rows.length == 0 ? 0 : rows[0].length);
    for (int k = 0; k < rows.length; k++) {
      factor.set(k, rows[k]);
    }
    return factor;
  }

  static int blocksOf(int length) {
    return (length + BLOCK - 1) / BLOCK;
  }

  /** {@return the number of rows K} */
  public int rows() {
    return rows;
  }

  /** {@return the number of columns M} */
  public int columns() {
    return columns;
  }

  /** Blocks that lie above each other. */
  int deep() {
    return deep;
  }

  /** A block, row by row; of row k and column c it is {@code (k / BLOCK, c / BLOCK)}. */
  float[] block(int down, int across) {
    return blocks[across * deep + down];
  }

  /**
   * Sets row k, M numbers.
   *
   * @param k index of the row, 0 to K - 1
   * @param row M numbers; copied
   */
  public void set(int k, float[] row) {
    for (int from = 0; from < columns; from += BLOCK) {
      int count = Math.min(BLOCK, columns - from);
      System.arraycopy(row, from, block(k / BLOCK, from / BLOCK), k % BLOCK * BLOCK, count);
    }
  }

  /**
   * Copies row k, M numbers.
   *
   * @param k index of the row, 0 to K - 1
   * @param row M numbers, overwritten
   */
  public void get(int k, float[] row) {
    for (int from = 0; from < columns; from += BLOCK) {
      int count = Math.min(BLOCK, columns - from);
      System.arraycopy(block(k / BLOCK, from / BLOCK), k % BLOCK * BLOCK, row, from, count);
    }
  }

  /**
   * Adds {@code sign} times the columns {@code [from, to)} of {@code row} to row k.
   *
   * @param k index of the row, 0 to K - 1
   * @param sign factor of the row
   * @param row M numbers
   * @param from first column
   * @param to behind the last column
   */
  public void add(int k, double sign, double[] row, int from, int to) {
    for (int c = from; c < to; ) {
      int end = Math.min(to, (c / BLOCK + 1) * BLOCK);
      float[] target = block(k / BLOCK, c / BLOCK);
      for (int at = k % BLOCK * BLOCK + c % BLOCK; c < end; c++, at++) {
        target[at] += (float) (sign * row[c]);
      }
    }
  }

  /**
   * Multiplies a column.
   *
   * @param c index of the column, 0 to M - 1
   * @param factor of every number in the column
   */
  public void scale(int c, float factor) {
    for (int down = 0; down < deep; down++) {
      float[] block = block(down, c / BLOCK);
      for (int at = c % BLOCK; at < block.length; at += BLOCK) {
        block[at] *= factor;
      }
    }
  }

  /**
   * {@return the sum of the squares of a column}
   *
   * @param c index of the column, 0 to M - 1
   */
  public double squares(int c) {
    double sum = 0;
    for (int down = 0; down < deep; down++) {
      float[] block = block(down, c / BLOCK);
      for (int at = c % BLOCK; at < block.length; at += BLOCK) {
        sum += (double) block[at] * block[at];
      }
    }
    return sum;
  }

  /**
   * {@code (R'R)_ij}. Products are added in float within a block of rows, and from block to block
   * in double: {@link FactorLoops} does the same, to the last bit.
   */
  double product(int i, int j) {
    double sum = 0;
    for (int down = 0; down < deep; down++) {
      float[] left = block(down, i / BLOCK);
      float[] right = block(down, j / BLOCK);
      float part = 0;
      for (int k = 0; k < BLOCK * BLOCK; k += BLOCK) {
        part = Math.fma(left[k + i % BLOCK], right[k + j % BLOCK], part);
      }
      sum += part;
    }
    return sum;
  }
}
