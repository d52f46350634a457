package org.morphoscope.score.rival.matrix;

/**
 * Cholesky factor of a symmetric positive definite matrix, {@code A = L L'}, row-major (Golub and
 * Van Loan, Matrix Computations, section 4.2): the second moments that rivals invert (method.md
 * sections 12.4 and 12.5).
 *
 * <pre>
 * L_ij = (A_ij - sum_(k below j) L_ik L_jk) / L_jj   for j below i
 * L_ii = sqrt(A_ii - sum_(k below i) L_ik^2)
 * </pre>
 */
public final class Cholesky {
  private final int n;

  /** {@code [n, n]}; what is above the diagonal is left of the matrix and never read. */
  private final double[] l;

  private Cholesky(int n, double[] l) {
    this.n = n;
    this.l = l;
  }

  /**
   * {@return the factor of a matrix after a share of its mean diagonal was added to the diagonal}
   * With it, sums over few images are invertible too.
   *
   * @param matrix {@code [n, n]}, symmetric, positive semidefinite; left as it is
   * @param n rows and columns
   * @param damping share of the mean diagonal
   * @throws ArithmeticException when it is not positive definite then
   */
  public static Cholesky of(double[] matrix, int n, double damping) {
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += matrix[i * n + i] / n;
    }
    double[] l = matrix.clone();
    for (int i = 0; i < n; i++) {
      l[i * n + i] += damping * mean;
      for (int j = 0; j <= i; j++) {
        double sum = l[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= l[i * n + k] * l[j * n + k];
        }
        if (i == j) {
          if (!(sum > 0)) {
            throw new ArithmeticException("a matrix to be inverted is not positive definite");
          }
          l[i * n + i] = Math.sqrt(sum);
        } else {
          l[i * n + j] = sum / l[j * n + j];
        }
      }
    }
    return new Cholesky(n, l);
  }

  /**
   * Replaces B by {@code L^-1 B}.
   *
   * @param b {@code [n, columns]} row-major; overwritten
   * @param columns of b
   */
  public void forward(double[] b, int columns) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        subtract(l[i * n + k], b, k * columns, i * columns, columns);
      }
      scale(b, i * columns, columns, 1 / l[i * n + i]);
    }
  }

  /**
   * Replaces B by {@code L'^-1 B}.
   *
   * @param b {@code [n, columns]} row-major; overwritten
   * @param columns of b
   */
  public void backward(double[] b, int columns) {
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        subtract(l[k * n + i], b, k * columns, i * columns, columns);
      }
      scale(b, i * columns, columns, 1 / l[i * n + i]);
    }
  }

  /**
   * Replaces B by {@code A^-1 B}.
   *
   * @param b {@code [n, columns]} row-major; overwritten
   * @param columns of b
   */
  public void solve(double[] b, int columns) {
    forward(b, columns);
    backward(b, columns);
  }

  private static void subtract(double factor, double[] b, int from, int to, int count) {
    for (int j = 0; j < count; j++) {
      b[to + j] -= factor * b[from + j];
    }
  }

  private static void scale(double[] b, int from, int count, double factor) {
    for (int j = from; j < from + count; j++) {
      b[j] *= factor;
    }
  }
}
