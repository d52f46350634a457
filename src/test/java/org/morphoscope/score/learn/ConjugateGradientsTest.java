package org.morphoscope.score.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConjugateGradientsTest {
  private static final int SIZE = 6;

  private final SplittableRandom random = new SplittableRandom(61);
  private final double[][] matrix = positive();
  private final double[] slope = random.doubles(SIZE).map(v -> v - 0.5).toArray();

  /** R'R of a square R. */
  private double[][] positive() {
    double[][] rows = new double[SIZE][];
    for (int k = 0; k < SIZE; k++) {
      rows[k] = random.doubles(SIZE).map(v -> v - 0.5).toArray();
    }
    double[][] product = new double[SIZE][SIZE];
    for (double[] row : rows) {
      for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
          product[i][j] += row[i] * row[j];
        }
      }
    }
    return product;
  }

  private double[] times(double[] x) {
    double[] product = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        product[i] += matrix[i][j] * x[j];
      }
    }
    return product;
  }

  private double value(double[] x) {
    double[] product = times(x);
    double value = 0;
    for (int i = 0; i < SIZE; i++) {
      value += slope[i] * x[i] + 0.5 * x[i] * product[i];
    }
    return value;
  }

  @Test
  void asManyStepsAsThereAreNumbersFindTheMinimum() {
    ConjugateGradients system = new ConjugateGradients(slope);
    for (int step = 0; step < SIZE; step++) {
      system.step(times(system.direction()));
    }
    double[] gradient = times(system.solution());
    for (int i = 0; i < SIZE; i++) {
      gradient[i] += slope[i];
    }
    assertArrayEquals(new double[SIZE], gradient, 1e-9);
  }

  @Test
  void everyStepLowersTheValue() {
    ConjugateGradients system = new ConjugateGradients(slope);
    double last = 0;
    for (int step = 0; step < SIZE; step++) {
      system.step(times(system.direction()));
      double now = value(system.solution());
      assertTrue(now < last, step + ": " + last + " to " + now);
      last = now;
    }
  }

  @Test
  void withoutASlopeNothingMoves() {
    ConjugateGradients system = new ConjugateGradients(new double[SIZE]);
    system.step(times(system.direction()));
    assertArrayEquals(new double[SIZE], system.solution());
  }

  @Test
  void withoutCurvatureThereIsNoMinimumToGoTo() {
    ConjugateGradients system = new ConjugateGradients(slope);
    system.step(new double[SIZE]);
    assertArrayEquals(new double[SIZE], system.solution());
  }

  @Test
  void roundingIsNoCurvature() {
    // A = diag(1, 0, ..) has nothing to say about most of the slope
    ConjugateGradients system = new ConjugateGradients(slope);
    for (int step = 0; step < SIZE; step++) {
      double[] direction = system.direction();
      double[] product = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        product[i] = (i == 0 ? direction[0] : 0) + 1e-8 * direction[i];
      }
      system.step(product);
    }
    double square = 0;
    for (double x : system.solution()) {
      square += x * x;
    }
    assertTrue(Math.sqrt(square) < 1e4, "length " + Math.sqrt(square));
  }

  @Test
  void whatIsNotANumberMovesNothing() {
    ConjugateGradients system = new ConjugateGradients(slope);
    double[] product = times(system.direction());
    product[0] = Double.NaN;
    system.step(product);
    assertArrayEquals(new double[SIZE], system.solution());
  }
}
