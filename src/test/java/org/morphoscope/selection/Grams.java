package org.morphoscope.selection;

/** Gram matrices entry by entry. */
public final class Grams {
  private Grams() {}

  /** Row-major, {@code M * M}. */
  public static double[] values(Gram gram) {
    int m = gram.size();
    double[] values = new double[m * m];
    for (int i = 0; i < m; i++) {
      double[] row = new double[m];
      gram.addRow(i, row);
      System.arraycopy(row, 0, values, i * m, m);
    }
    return values;
  }
}
