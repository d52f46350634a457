package org.morphoscope.score.rival.matrix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix: Householder reflections to a tridiagonal
 * one, then implicit QR steps with Wilkinson's shift (Golub and Van Loan, Matrix Computations,
 * section 8.3). {@code A = sum_i values[i] vectors[i] vectors[i]'}, smallest value first. About 9
 * n^3 operations with vectors; used for n of a reader's outputs or a kernel's taps, at most a few
 * hundred.
 *
 * @param values eigenvalues, ascending
 * @param vectors of length 1 and orthogonal to each other, in the order of the values
 */
public record SymmetricEigen(double[] values, double[][] vectors) {
  /** An off-diagonal entry this small beside its neighbours counts for nothing. */
  private static final double SMALL = 1e-15;

  /** Steps per eigenvalue; two are usual. */
  private static final int MOST_STEPS = 60;

  /**
   * {@return the decomposition of a matrix}
   *
   * @param matrix row-major, {@code [n, n]}, symmetric; left as it is
   * @param n rows and columns
   * @throws ArithmeticException when it holds a number that is not finite
   */
  public static SymmetricEigen of(double[] matrix, int n) {
    if (!Arrays.stream(matrix).allMatch(Double::isFinite)) {
      throw new ArithmeticException("a matrix to be decomposed holds a number that is not finite");
    }
    double[][] a = new double[n][];
    // rows of q are the basis in which the matrix is (tri)diagonal
    double[][] q = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = Arrays.copyOfRange(matrix, i * n, (i + 1) * n);
      q[i][i] = 1;
    }
    reflect(a, q, n);
    double[] diagonal = new double[n];
    double[] beside = new double[n];
    for (int i = 0; i < n; i++) {
      diagonal[i] = a[i][i];
      beside[i] = i + 1 < n ? a[i + 1][i] : 0;
    }
    rotate(diagonal, beside, q, n);
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> diagonal[i]))
            .mapToInt(i -> i)
            .toArray();
    return new SymmetricEigen(
        IntStream.of(order).mapToDouble(i -> diagonal[i]).toArray(),
        IntStream.of(order).mapToObj(i -> q[i]).toArray(double[][]::new));
  }

  /** {@code A <- H A H} with {@code H = I - 2 v v'}, column by column, until A is tridiagonal. */
  private static void reflect(double[][] a, double[][] q, int n) {
    double[] v = new double[n];
    double[] p = new double[n];
    for (int k = 0; k + 2 < n; k++) {
      // v = x + sign(x_1) |x| e_1 of the column below the diagonal: the sign avoids cancellation
      double norm = 0;
      for (int i = k + 1; i < n; i++) {
        norm = Math.hypot(norm, a[i][k]);
      }
      double length = 0;
      for (int i = k + 1; i < n; i++) {
        v[i] = a[i][k] + (i == k + 1 ? Math.copySign(norm, a[i][k]) : 0);
        length = Math.hypot(length, v[i]);
      }
      if (length == 0) {
        continue;
      }
      double form = 0;
      for (int i = k + 1; i < n; i++) {
        v[i] /= length;
      }
      for (int i = k; i < n; i++) {
        // p = A v, form = v'A v
        p[i] = 0;
        for (int j = k + 1; j < n; j++) {
          p[i] += a[i][j] * v[j];
        }
        form += i > k ? p[i] * v[i] : 0;
      }
      v[k] = 0;
      // A - v w' - w v' with w = 2 (A v - v v'A v)
      for (int i = k; i < n; i++) {
        double wi = 2 * (p[i] - form * v[i]);
        for (int j = k; j < n; j++) {
          a[i][j] -= v[i] * 2 * (p[j] - form * v[j]) + wi * v[j];
        }
      }
      // the basis turns along: Q <- H Q
      for (int column = 0; column < n; column++) {
        double sum = 0;
        for (int i = k + 1; i < n; i++) {
          sum += v[i] * q[i][column];
        }
        for (int i = k + 1; i < n; i++) {
          q[i][column] -= 2 * sum * v[i];
        }
      }
    }
  }

  /** Diagonalises a tridiagonal matrix, from the last row up. */
  private static void rotate(double[] d, double[] e, double[][] q, int n) {
    int high = n - 1;
    int steps = 0;
    while (high > 0) {
      int low = high;
      while (low > 0 && Math.abs(e[low - 1]) > SMALL * (Math.abs(d[low - 1]) + Math.abs(d[low]))) {
        low--;
      }
      if (low == high) {
        e[high - 1] = 0;
        high--;
        steps = 0;
        continue;
      }
      if (++steps > MOST_STEPS) {
        throw new ArithmeticException("a matrix's eigenvalues were not found");
      }
      step(d, e, q, low, high);
    }
  }

  /**
   * One implicit QR step on rows {@code low .. high}: the eigenvalue of the last two by two block
   * that is nearer to its last entry is taken off (Wilkinson's shift), and the bulge that the first
   * rotation makes beside the diagonals is chased down to the last row.
   *
   * @param d diagonal
   * @param e beside it; {@code e[i]} couples i and i + 1
   */
  private static void step(double[] d, double[] e, double[][] q, int low, int high) {
    double half = (d[high - 1] - d[high]) / 2;
    double beside = e[high - 1];
    double root = half + Math.copySign(Math.hypot(half, beside), half);
    double x = d[low] - (d[high] - beside * beside / root);
    double z = e[low];
    for (int k = low; k < high; k++) {
      // the rotation that turns (x, z) into (r, 0), on rows and columns k and k + 1
      double r = Math.hypot(x, z);
      double c = r == 0 ? 1 : x / r;
      double s = r == 0 ? 0 : z / r;
      if (k > low) {
        e[k - 1] = r;
      }
      double a = d[k];
      double b = e[k];
      double g = d[k + 1];
      d[k] = c * c * a + 2 * c * s * b + s * s * g;
      d[k + 1] = s * s * a - 2 * c * s * b + c * c * g;
      e[k] = c * s * (g - a) + (c * c - s * s) * b;
      if (k < high - 1) {
        z = s * e[k + 1];
        e[k + 1] *= c;
        x = e[k];
      }
      double[] upper = q[k];
      double[] lower = q[k + 1];
      for (int j = 0; j < upper.length; j++) {
        double u = upper[j];
        upper[j] = c * u + s * lower[j];
        lower[j] = c * lower[j] - s * u;
      }
    }
  }
}
