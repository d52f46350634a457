package org.morphoscope.score.rival.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40})
  void theDecompositionIsTheMatrixAndTheVectorsAreOrthonormal(int n) {
    double[] a = random(n, n);
    SymmetricEigen found = SymmetricEigen.of(a, n);
    for (int i = 0; i < n; i++) {
      assertTrue(i == 0 || found.values()[i - 1] <= found.values()[i], "smallest first");
      for (int j = 0; j < n; j++) {
        double entry = 0;
        double product = 0;
        for (int k = 0; k < n; k++) {
          entry += found.values()[k] * found.vectors()[k][i] * found.vectors()[k][j];
          product += found.vectors()[i][k] * found.vectors()[j][k];
        }
        assertEquals(a[i * n + j], entry, 1e-12 * n);
        assertEquals(i == j ? 1 : 0, product, 1e-13 * n);
      }
    }
  }

  @Test
  void degenerateMatricesAreDecomposedToo() {
    int n = 6;
    double[] a = new double[n * n];
    SymmetricEigen zero = SymmetricEigen.of(a, n);
    assertEquals(0, zero.values()[n - 1]);
    double[] v = random(1, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i * n + j] = v[i] * v[j];
      }
    }
    SymmetricEigen one = SymmetricEigen.of(a, n);
    double square = 0;
    for (int i = 0; i < n; i++) {
      square += v[i] * v[i];
    }
    assertEquals(square, one.values()[n - 1], 1e-13);
    assertEquals(0, one.values()[n - 2], 1e-13);
  }

  @Test
  void whatIsNotFiniteIsRefused() {
    assertThrows(
        ArithmeticException.class, () -> SymmetricEigen.of(new double[] {1, Double.NaN, 0, 1}, 2));
  }

  /** Symmetric when square. */
  private static double[] random(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(3);
    double[] a = random.doubles((long) rows * columns, -1, 1).toArray();
    for (int i = 0; rows == columns && i < rows; i++) {
      for (int j = 0; j < i; j++) {
        a[i * rows + j] = a[j * rows + i];
      }
    }
    return a;
  }
}
