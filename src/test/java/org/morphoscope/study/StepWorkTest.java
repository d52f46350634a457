package org.morphoscope.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.net.TensorShape;
import org.morphoscope.selection.CurvatureMode;

class StepWorkTest {
  private static final int IMAGES = 8;

  private final NetworkSpec spec =
      new NetworkBuilder("two layers", new TensorShape(3, 6, 6))
          .convBnRelu(4, 3, 1, 1, 1e-5)
          .convBnRelu(5, 3, 2, 1, 1e-5)
          .globalAveragePool()
          .dense(2);

  private final double first = 2.0 * IMAGES * 36 * 4 * 27;
  private final double second = 2.0 * IMAGES * 9 * 5 * 36;
  private final double head = 2.0 * IMAGES * 5 * 2;

  @Test
  void aForwardPassDoesTheMultiplyAccumulatesOfTheNet() {
    StepWork work = StepWork.frozenForward(spec, IMAGES);
    assertEquals(2.0 * IMAGES * Resources.of(spec).multiplyAccumulates(), work.flops(), 0);
    assertEquals(first + second + head, work.flops(), 0);
    double numbers = IMAGES * (3 * 36 + 4 * 36 + 4 * 36 + 5 * 9 + 5 + 2);
    assertEquals(4 * (numbers + 4 * 27 + 5 * 36 + 10), work.bytes(), 0);
  }

  @Test
  void aTrainingStepNeedsNoGradientInTheImages() {
    assertEquals(2 * first + 3 * (second + head), StepWork.training(spec, IMAGES).flops(), 0);
  }

  @Test
  void aSecondGradientCostsOneBackwardPass() {
    double difference =
        StepWork.scoring(spec, IMAGES, 18, CurvatureMode.GGN_MC).flops()
            - StepWork.scoring(spec, IMAGES, 18, CurvatureMode.SQRT).flops();
    assertEquals(second + head, difference, 0);
  }

  @Test
  void everyClassAddsARowToTheGramMatrixOfTheWholeGaussNewtonModel() {
    double difference =
        StepWork.scoring(spec, IMAGES, 18, CurvatureMode.GGN).flops()
            - StepWork.scoring(spec, IMAGES, 18, CurvatureMode.GGN_MC).flops();
    assertEquals(second + head + IMAGES * 18 * 19, difference, 0);
  }

  @Test
  void learningPaysForTheActivationsOnce() {
    double all = StepWork.learning(spec, IMAGES, IMAGES, CurvatureMode.SQRT).flops();
    double cached = StepWork.learning(spec, IMAGES, 1, CurvatureMode.SQRT).flops();
    assertTrue(cached < all);
    assertEquals(
        2 * (first + second), StepWork.learning(spec, IMAGES, 0, CurvatureMode.SQRT).flops(), 0);
  }
}
