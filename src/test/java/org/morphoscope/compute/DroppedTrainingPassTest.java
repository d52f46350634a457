package org.morphoscope.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkSpec;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The same for a net with dropout, and what dropout draws. */
class DroppedTrainingPassTest extends TrainingPassTest {
  private static final int IMAGES = 6;

  @Override
  NetworkSpec net() {
    return Nets.dropped();
  }

  private double[] logits(long seed, int first) {
    NetworkSpec spec = net();
    ImageLoader images = Nets.images(spec, 2 * IMAGES, 4);
    try (Team team = Nets.team(2);
        Network network = new Network(spec, Nets.weights(spec, 3), team.lead());
        TrainingPass pass = new TrainingPass(network, team, IMAGES)) {
      pass.dropBy(seed);
      pass.run((at, count, to, labels) -> images.load(at % IMAGES, count, to, labels), first);
      return pass.logits();
    }
  }

  @Test
  void anEpochsSeedAndTheImagesPositionsSayWhatIsDropped() {
    assertArrayEquals(logits(1, 0), logits(1, 0));
    assertFalse(Arrays.equals(logits(1, 0), logits(2, 0)), "another epoch");
    assertFalse(Arrays.equals(logits(1, 0), logits(1, IMAGES)), "the same images, a later batch");
  }

  @Test
  void theShareIsDroppedAndTheExpectationStays() {
    int images = 50;
    int length = 400;
    try (Team team = Nets.team(1);
        DropoutMask mask = new DropoutMask(team.lead(), 2, 0.3, new long[] {images, 1, 1, length});
        INDArray v = team.lead().allocate(images, 1, 1, length)) {
      double[] ones = new double[images * length];
      Arrays.fill(ones, 1);
      team.lead().upload(ones, v);
      mask.draw(7, 100);
      mask.apply(v);
      double[] factors = new double[ones.length];
      team.lead().download(v, factors);
      double dropped = DoubleStream.of(factors).filter(f -> f == 0).count();
      // four standard errors
      assertEquals(0.3, dropped / ones.length, 4 * Math.sqrt(0.3 * 0.7 / ones.length));
      double kept = DoubleStream.of(factors).max().orElseThrow();
      assertEquals(1 / 0.7, kept, 1e-7);
      assertEquals(0, DoubleStream.of(factors).filter(f -> f != 0 && f != kept).count());
    }
  }
}
