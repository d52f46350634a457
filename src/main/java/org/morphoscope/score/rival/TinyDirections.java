package org.morphoscope.score.rival;

import org.morphoscope.score.rival.matrix.Cholesky;
import org.morphoscope.score.rival.matrix.SymmetricEigen;

/**
 * The best additions of rank one to what a layer computes (method.md section 12.4): with {@code S =
 * E[x x']} and {@code N = -E[x ghat']}, singular values and vectors of {@code S^-1/2 N = U diag(s)
 * V'}, in-weights {@code sqrt(s_k) S^-1/2 u_k}, out-weights {@code sqrt(s_k) v_k}. The squared
 * residual {@code E|-ghat - W x|^2} falls by the sum of the s_k^2 of those that are added.
 *
 * @param values s, largest first
 * @param in per direction, as long as x
 * @param out per direction, as long as ghat
 */
record TinyDirections(double[] values, double[][] in, double[][] out) {
  /** Singular values below this are not used, but for the first. */
  private static final double SMALLEST = 1e-3;

  /**
   * The first few.
   *
   * @param s {@code [d, d]}
   * @param n {@code [d, q]}
   * @param most at most so many
   * @param damping share of S's mean diagonal that is added to it
   */
  static TinyDirections of(double[] s, double[] n, int d, int q, int most, double damping) {
    // any root of S serves: with S = L L', L^-1 N has the same singular values and the same V, and
    // S^-1/2 u becomes L'^-1 u
    Cholesky root = Cholesky.of(s, d, damping);
    double[] a = n.clone();
    root.forward(a, q);
    // of a = L^-1 N, [d, q], the smaller of a'a and a a': its eigenvalues are the s_k^2, and the
    // other side's vectors follow as a v / s or a' u / s
    boolean tall = d > q;
    int size = tall ? q : d;
    double[] product = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < (tall ? d : q); k++) {
          sum += tall ? a[k * q + i] * a[k * q + j] : a[i * q + k] * a[j * q + k];
        }
        product[i * size + j] = sum;
        product[j * size + i] = sum;
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(product, size);
    int found = 0;
    while (found < Math.min(most, size) && value(eigen, found) > (found == 0 ? 0 : SMALLEST)) {
      found++;
    }
    double[] values = new double[found];
    double[][] in = new double[found][];
    double[][] out = new double[found][];
    for (int k = 0; k < found; k++) {
      values[k] = value(eigen, k);
      double[] vector = eigen.vectors()[size - 1 - k];
      double[] u = tall ? times(a, vector, d, q, values[k]) : vector.clone();
      out[k] = tall ? vector.clone() : timesTransposed(a, vector, d, q, values[k]);
      root.backward(u, 1);
      in[k] = u;
      for (double[] side : new double[][] {in[k], out[k]}) {
        for (int i = 0; i < side.length; i++) {
          side[i] *= Math.sqrt(values[k]);
        }
      }
    }
    return new TinyDirections(values, in, out);
  }

  private static double value(SymmetricEigen eigen, int k) {
    return Math.sqrt(Math.max(0, eigen.values()[eigen.values().length - 1 - k]));
  }

  /** {@code A v / s}. */
  private static double[] times(double[] a, double[] v, int rows, int columns, double s) {
    double[] out = new double[rows];
    for (int i = 0; i < rows * columns; i++) {
      out[i / columns] += a[i] * v[i % columns] / s;
    }
    return out;
  }

  /** {@code A' u / s}. */
  private static double[] timesTransposed(double[] a, double[] u, int rows, int columns, double s) {
    double[] out = new double[columns];
    for (int i = 0; i < rows * columns; i++) {
      out[i % columns] += a[i] * u[i / columns] / s;
    }
    return out;
  }
}
