package org.morphoscope.selection;

import java.util.List;
import org.morphoscope.text.Texts;

/**
 * A Gram matrix with every entry in memory.
 *
 * @param size candidates M
 * @param values row-major, {@code M * M}, symmetric
 */
public record DenseGram(int size, double[] values) implements Gram {
  /** Most candidates that a scoring pass keeps a dense matrix of: 134 MB. */
  public static final int LARGEST = 4096;

  /**
   * Checks that there are {@code M * M} values.
   *
   * @param size candidates M
   * @param values row-major, {@code M * M}, symmetric
   */
  public DenseGram {
    if ((long) size * size != values.length) {
      throw new IllegalArgumentException(
          Texts.of(
              "%d candidates need %d Gram entries, found %d",
              size, (long) size * size, values.length));
    }
  }

  @Override
  public double at(int i, int j) {
    return values[i * size + j];
  }

  @Override
  public void addRow(int i, int from, int to, double[] target) {
    int row = i * size;
    for (int j = from; j < to; j++) {
      target[j] += values[row + j];
    }
  }

  @Override
  public void addRow(int i, int[] bounds, double[] target, double[] base, double[] least, int at) {
    for (int p = 0; p + 1 < bounds.length; p++) {
      int from = bounds[p];
      least[at + p] =
          GreedyLoops.addLeast(values, i * size + from, target, base, from, bounds[p + 1] - from);
    }
  }

  @Override
  public double curvature(List<Integer> set) {
    double total = 0;
    for (int i : set) {
      for (int j : set) {
        total += 0.5 * at(i, j);
      }
    }
    return total;
  }

  @Override
  public boolean rowAtHand(int i, int from, int to) {
    return true;
  }

  @Override
  public void prepare(int[] rows, int from, int to) {
    // all are here
  }
}
