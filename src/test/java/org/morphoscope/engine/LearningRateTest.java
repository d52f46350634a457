package org.morphoscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;

class LearningRateTest {
  @Test
  void aTailFallsAlongHalfACosineToAHundredth() {
    Training training = Training.standard().withLearningRate(2);
    assertEquals(2, LearningRate.tail(training, 0));
    assertEquals(1.01, LearningRate.tail(training, 0.5), 1e-12);
    assertEquals(0.02, LearningRate.tail(training, 1), 1e-12);
  }

  @Test
  void aHeldTailFallsInWhatIsLeftOfIt() {
    Training training =
        Training.standard()
            .withLearningRate(2)
            .withTail(new TailPlan(OptionalInt.of(10), OptionalLong.empty(), TailAt.LAST, 0.4));
    assertEquals(2, LearningRate.tail(training, 0));
    assertEquals(2, LearningRate.tail(training, 0.4));
    assertEquals(1.01, LearningRate.tail(training, 0.7), 1e-12);
    assertEquals(0.02, LearningRate.tail(training, 1), 1e-12);
  }
}
