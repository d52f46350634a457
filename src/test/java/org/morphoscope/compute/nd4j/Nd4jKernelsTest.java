package org.morphoscope.compute.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.kernels.KernelsContract;
import org.morphoscope.compute.kernels.LayerSplits;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ND4J operations in double precision; gradients also against finite differences. */
class Nd4jKernelsTest extends KernelsContract {
  @Override
  protected Kernels create() {
    return new Nd4jKernels(DataType.DOUBLE);
  }

  @Override
  protected double tolerance() {
    return 1e-12;
  }

  @Test
  void otherTypesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Nd4jKernels(DataType.INT));
  }

  @Test
  void chainGradientAgreesWithFiniteDifferences() {
    SplittableRandom random = new SplittableRandom(3);
    for (ChainShape s : chains()) {
      double[] a = random.doubles(size(s), -1, 1).toArray();
      double[] kappa = random.doubles(s.channels(), 0.5, 1.5).toArray();
      double[] shift = random.doubles(s.channels(), -0.3, 0.3).toArray();
      double[] gz = random.doubles(pooledSize(s), -1, 1).toArray();
      double[] ga = new double[a.length];
      try (INDArray array = pixels(s, a);
          INDArray gradient = pooled(s, gz);
          INDArray z = pooled(s, gz);
          INDArray result = pixels(s, a)) {
        kernels().chainBackward(s, array, kappa, shift, gradient, result);
        kernels().download(result, ga);
        ToDoubleFunction<double[]> objective =
            at -> {
              kernels().upload(at, array);
              kernels().chainForward(s, array, kappa, shift, z);
              return dot(gz, z);
            };
        checkDifferences(random, objective, a, ga);
      }
    }
  }

  @Test
  void splitGradientAgreesWithFiniteDifferences() {
    SplittableRandom random = new SplittableRandom(4);
    for (ChainShape s : chains()) {
      double[] a = random.doubles(size(s), -1, 1).toArray();
      double[] b = random.doubles(size(s), -1, 1).toArray();
      double[] kappa = random.doubles(s.channels(), 0.5, 1.5).toArray();
      double[] shift = random.doubles(s.channels(), -0.3, 0.3).toArray();
      double[] r = random.doubles(pooledSize(s), -1, 1).toArray();
      double[] gb = new double[a.length];
      try (INDArray dA = pixels(s, a);
          INDArray dB = pixels(s, b);
          INDArray dR = pooled(s, r);
          INDArray dz = pooled(s, r);
          INDArray result = pixels(s, a)) {
        kernels().splitGradient(new LayerSplits(s, dA, dB, kappa, shift), dR, result);
        kernels().download(result, gb);
        ToDoubleFunction<double[]> objective =
            at -> {
              kernels().upload(at, dB);
              kernels().splitDelta(new LayerSplits(s, dA, dB, kappa, shift), dz);
              return dot(r, dz);
            };
        checkDifferences(random, objective, b, gb);
      }
    }
  }

  private static void checkDifferences(
      SplittableRandom random, ToDoubleFunction<double[]> f, double[] x, double[] gradient) {
    double h = 1e-6;
    for (int i = 0; i < 5; i++) {
      int index = random.nextInt(x.length);
      double[] moved = x.clone();
      moved[index] += h;
      double up = f.applyAsDouble(moved);
      moved[index] -= 2 * h;
      double down = f.applyAsDouble(moved);
      assertEquals((up - down) / (2 * h), gradient[index], 1e-8);
    }
  }

  private double dot(double[] r, INDArray z) {
    double[] values = new double[r.length];
    kernels().download(z, values);
    double sum = 0;
    for (int i = 0; i < r.length; i++) {
      sum += r[i] * values[i];
    }
    return sum;
  }

  private static int size(ChainShape s) {
    return s.batch() * s.height() * s.width() * s.channels();
  }

  private static int pooledSize(ChainShape s) {
    return s.batch() * s.outHeight() * s.outWidth() * s.channels();
  }

  private INDArray pixels(ChainShape s, double[] v) {
    INDArray array = kernels().allocate(s.batch(), s.height(), s.width(), s.channels());
    kernels().upload(v, array);
    return array;
  }

  private INDArray pooled(ChainShape s, double[] v) {
    INDArray array = kernels().allocate(s.batch(), s.outHeight(), s.outWidth(), s.channels());
    kernels().upload(v, array);
    return array;
  }
}
