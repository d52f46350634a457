package org.morphoscope.compute.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.Samples;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.nd4j.Nd4jKernels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Kernels of several shards at work at the same time. */
class ShardedKernelsTest {
  private static final int SHARDS = 3;
  private static final ConvShape CONV = new ConvShape(4, 9, 9, 13, 21, 3, 2, 1);
  private static final ChainShape CHAIN =
      new ChainShape(4, 5, 5, 21, true, ChainShape.Pooling.MAX, 2, 2);

  @Test
  void fastKernelsOfSeveralThreadsGetTheDigitsOfOneThread() {
    Backend backend = Backend.load(SHARDS);
    checkAgainstOneThread(IntStream.range(0, SHARDS).mapToObj(i -> backend.create(DataType.FLOAT)));
  }

  @Test
  void doublePrecisionOfSeveralThreadsGetsTheDigitsOfOneThread() {
    checkAgainstOneThread(
        IntStream.range(0, SHARDS).mapToObj(i -> new Nd4jKernels(DataType.DOUBLE)));
  }

  private static void checkAgainstOneThread(java.util.stream.Stream<? extends Kernels> made) {
    List<Kernels> kernels = new ArrayList<>(made.toList());
    try (Workers workers = new Workers(SHARDS)) {
      workers.run(shard -> kernels.get(shard).enterThread());
      double[][] expected = new double[SHARDS][];
      for (int shard = 0; shard < SHARDS; shard++) {
        expected[shard] = pass(kernels.get(0), shard);
      }
      for (int round = 0; round < 20; round++) {
        double[][] found = new double[SHARDS][];
        workers.run(shard -> found[shard] = pass(kernels.get(shard), shard));
        for (int shard = 0; shard < SHARDS; shard++) {
          assertArrayEquals(expected[shard], found[shard]);
        }
      }
    } finally {
      kernels.forEach(Kernels::close);
    }
  }

  /**
   * Weight gradient through a convolution and a pooled chain; inputs differ from shard to shard.
   */
  private static double[] pass(Kernels kernels, int shard) {
    SplittableRandom random = new SplittableRandom(shard);
    double[] kappa = Samples.scales(random, 21);
    double[] shift = Samples.values(random, 21);
    try (INDArray x = kernels.allocate(4, 9, 9, 13);
        INDArray w = kernels.allocate(21, 13, 3, 3);
        INDArray gw = kernels.allocate(21, 13, 3, 3);
        INDArray a = kernels.allocate(4, 5, 5, 21);
        INDArray z = kernels.allocate(4, 2, 2, 21)) {
      kernels.upload(Samples.values(random, 4 * 81 * 13), x);
      kernels.upload(Samples.values(random, 21 * 13 * 9), w);
      kernels.convolve(CONV, x, w, a);
      kernels.chainForward(CHAIN, a, kappa, shift, z);
      kernels.chainBackward(CHAIN, a, kappa, shift, z, a);
      kernels.convolveBackwardWeights(CONV, x, a, gw);
      double[] result = new double[21 * 13 * 9];
      kernels.download(gw, result);
      return result;
    }
  }
}
