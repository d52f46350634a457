package org.morphoscope.score.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.PassScratch;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.LossModel;
import org.morphoscope.selection.CurvatureMode;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is counted for an image is what keeping its constants takes. */
class LearningCacheTest {
  private static final int IMAGES = 3;

  static Stream<NetworkSpec> nets() {
    return Stream.of(
        Nets.mixed(), Nets.residual(), Nets.depthwise(), Nets.branched(), Nets.linear());
  }

  /** Counts the numbers that are taken from another pool. */
  private static final class Counting implements ArrayPool {
    private final ArrayPool memory;
    private long numbers;

    Counting(ArrayPool memory) {
      this.memory = memory;
    }

    @Override
    public INDArray allocate(long... shape) {
      numbers += LongStream.of(shape).reduce(1, (a, b) -> a * b);
      return memory.allocate(shape);
    }

    @Override
    public void reset() {
      memory.reset();
    }

    @Override
    public void close() {
      memory.close();
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void memoryIsCountedAsItIsTaken(NetworkSpec spec) {
    for (CurvatureMode mode : CurvatureMode.values()) {
      assertEquals(
          IMAGES * LearningCache.numbersPerImage(spec, mode, 0), taken(spec, mode), mode.label());
    }
  }

  private static long taken(NetworkSpec spec, CurvatureMode mode) {
    try (Team team = Nets.team(1);
        Network network = new Network(spec, Nets.weights(spec, 3), team.lead())) {
      Kernels kernels = team.kernels(0);
      try (Counting pool = new Counting(kernels.newPool());
          PassScratch scratch = new PassScratch(network, IMAGES, kernels);
          PassScratch gradient = new PassScratch(network, IMAGES, kernels);
          PassScratch direction = new PassScratch(network, IMAGES, kernels);
          FrozenPass pass = new FrozenPass(network, IMAGES, kernels, pool, scratch);
          LossModel model = new LossModel(mode, pass, gradient, direction)) {
        assertEquals(IMAGES, model.pass().batch());
        return pool.numbers;
      }
    }
  }
}
