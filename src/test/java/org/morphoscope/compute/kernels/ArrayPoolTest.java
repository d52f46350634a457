package org.morphoscope.compute.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.morphoscope.compute.device.Backend;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ArrayPoolTest {
  private static Kernels kernels(Precision precision) {
    return Backend.load(1).create(precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void arraysOfAPoolDoNotOverlap(Precision precision) {
    try (Kernels kernels = kernels(precision);
        ArrayPool pool = kernels.newPool()) {
      // two rounds: the second meets memory that has been used
      for (int round = 0; round < 2; round++) {
        INDArray[] arrays = new INDArray[40];
        for (int i = 0; i < arrays.length; i++) {
          arrays[i] = pool.allocate(3, 1 + i, 5 + i, 7);
          assertThat(arrays[i].shape()).containsExactly(3, 1 + i, 5 + i, 7);
          fill(kernels, arrays[i], i + 0.5);
        }
        for (int i = 0; i < arrays.length; i++) {
          double[] values = new double[(int) arrays[i].length()];
          kernels.download(arrays[i], values);
          double expected = i + 0.5;
          assertThat(Arrays.stream(values).allMatch(v -> v == expected)).isTrue();
        }
        // those who work with an array may close it
        arrays[7].close();
        pool.reset();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void anArrayLargerThanABlockFits(Precision precision) {
    try (Kernels kernels = kernels(precision);
        ArrayPool pool = kernels.newPool()) {
      INDArray small = pool.allocate(10);
      fill(kernels, small, 1);
      INDArray large = pool.allocate(17, 1 << 20);
      fill(kernels, large, 2);
      double[] values = new double[10];
      kernels.download(small, values);
      assertThat(values).containsOnly(1);
    }
  }

  private static void fill(Kernels kernels, INDArray array, double value) {
    double[] values = new double[(int) array.length()];
    Arrays.fill(values, value);
    kernels.upload(values, array);
  }
}
