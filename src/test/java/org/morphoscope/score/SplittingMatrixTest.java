package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.LayerSplits;
import org.morphoscope.net.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * For softplus, {@code s / (1/2 theta' S theta) -> 1} as theta goes to 0, with the splitting matrix
 * {@code S = sum_n g_n softplus''(u_n) x_n x_n'} (method.md sections 11 and 12). The program has
 * ReLU only; softplus is the mean of ReLUs whose biases follow the logistic distribution, here its
 * quantiles, one at each position of an image.
 */
class SplittingMatrixTest {
  private static final int SAMPLES = 5;
  private static final int INPUTS = 3;
  private static final int SIDE = 200;
  private static final int POSITIONS = SIDE * SIDE;

  /** The quantiles are 1e-4 apart: changes are large against that and small against 1. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.1, 0.05})
  void theScoreOfASplitApproachesTheQuadraticFormOfTheSplittingMatrix(double norm) {
    SplittableRandom random = new SplittableRandom(5);
    double[] w = random.doubles(INPUTS, -1, 1).toArray();
    double[] theta = random.doubles(INPUTS, -1, 1).map(v -> v * norm).toArray();
    double[] g = random.doubles(SAMPLES, 0.5, 1.5).toArray();
    double[] a = new double[SAMPLES * POSITIONS];
    double[] b = new double[a.length];
    double[] gradient = new double[a.length];
    double form = 0;
    for (int n = 0; n < SAMPLES; n++) {
      double[] x = random.doubles(INPUTS, -1, 1).toArray();
      double u = dot(w, x);
      double d = dot(theta, x);
      double sigma = 1 / (1 + Math.exp(-u));
      form += 0.5 * g[n] * sigma * (1 - sigma) * d * d;
      for (int p = 0; p < POSITIONS; p++) {
        double quantile = (p + 0.5) / POSITIONS;
        int i = n * POSITIONS + p;
        a[i] = u + Math.log(quantile / (1 - quantile));
        b[i] = d;
        gradient[i] = g[n] / POSITIONS;
      }
    }
    double s = score(a, b, gradient, Activation.RELU);
    assertEquals(1, s / form, 0.1 * norm * norm + 1e-5);
  }

  /** The same for SiLU itself, which the program has, on all that its second derivative takes. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.01})
  void thatOfSiluApproachesTheFormOfItsOwnSecondDerivative(double norm) {
    SplittableRandom random = new SplittableRandom(6);
    double[] a = new double[SAMPLES * POSITIONS];
    double[] b = new double[a.length];
    double[] gradient = new double[a.length];
    double form = 0;
    for (int i = 0; i < a.length; i++) {
      double u = 6 * (double) i / a.length - 3;
      a[i] = u;
      b[i] = norm * (2 * random.nextDouble() - 1);
      gradient[i] = random.nextDouble();
      double sigma = 1 / (1 + Math.exp(-u));
      double second = sigma * (1 - sigma) * (2 + u * (1 - 2 * sigma));
      form += 0.5 * gradient[i] * second * b[i] * b[i];
    }
    assertEquals(1, score(a, b, gradient, Activation.SILU) / form, norm * norm);
  }

  private static double dot(double[] v, double[] w) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += v[i] * w[i];
    }
    return sum;
  }

  /** {@code sum_n dz_n . g_n} by the program's kernels. */
  private static double score(double[] a, double[] b, double[] gradient, Activation activation) {
    ChainShape shape =
        new ChainShape(SAMPLES, SIDE, SIDE, 1, true, ChainShape.Pooling.NONE, 1, 1)
            .withActivation(activation);
    try (Team team = Nets.team(1)) {
      Kernels kernels = team.lead();
      try (INDArray da = array(kernels, a);
          INDArray db = array(kernels, b);
          INDArray g = array(kernels, gradient);
          INDArray dz = kernels.allocate(SAMPLES, SIDE, SIDE, 1);
          INDArray products = kernels.allocate(SAMPLES, 1)) {
        kernels.splitDelta(new LayerSplits(shape, da, db, new double[] {1}, new double[] {0}), dz);
        kernels.innerProducts(dz, g, products);
        double[] values = new double[SAMPLES];
        kernels.download(products, values);
        double sum = 0;
        for (double v : values) {
          sum += v;
        }
        return sum;
      }
    }
  }

  private static INDArray array(Kernels kernels, double[] values) {
    INDArray array = kernels.allocate(SAMPLES, SIDE, SIDE, 1);
    kernels.upload(values, array);
    return array;
  }
}
