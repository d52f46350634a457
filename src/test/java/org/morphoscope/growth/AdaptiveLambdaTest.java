package org.morphoscope.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RoundSummary.Outcome;

class AdaptiveLambdaTest {
  private static RoundSummary round(OptionalDouble lambda, double gain, long change) {
    OptionalDouble none = OptionalDouble.empty();
    return new RoundSummary(
        1,
        List.of(3),
        100,
        100,
        1,
        0,
        1,
        0,
        0,
        none,
        none,
        OptionalDouble.of(gain),
        OptionalDouble.of(gain),
        none,
        1,
        0,
        0,
        lambda,
        change,
        Outcome.APPLIED,
        1,
        1);
  }

  @Test
  void lambdaMovesHalfwayToWhatAUnitOfTheResourcePaid() {
    // 100 parameters paid 0.04 in all, 4e-4 each; lambda was 1e-4
    double next = AdaptiveLambda.after(round(OptionalDouble.of(1e-4), 0.04, 100)).getAsDouble();
    assertEquals(2e-4, next, 1e-12);
  }

  @Test
  void itSettlesWhereTheGainPerUnitIsLambda() {
    double lambda = 1e-6;
    for (int i = 0; i < 40; i++) {
      // what is selected at lambda pays a little more than lambda: 3e-5 here
      lambda = AdaptiveLambda.after(round(OptionalDouble.of(lambda), 3e-3, 100)).getAsDouble();
    }
    assertEquals(3e-5, lambda, 1e-9);
  }

  @Test
  void oneRoundChangesItByAFactorOfFourAtMost() {
    assertEquals(4e-6, AdaptiveLambda.after(round(OptionalDouble.of(1e-6), 1, 1)).getAsDouble(), 0);
  }

  @Test
  void aRoundWithoutGrowthAskedForTooMuch() {
    assertEquals(5e-7, AdaptiveLambda.after(round(OptionalDouble.of(1e-6), 0, 0)).getAsDouble(), 0);
  }

  @Test
  void withoutALambdaThereIsNothingToFollow() {
    assertTrue(AdaptiveLambda.after(round(OptionalDouble.empty(), 1, 1)).isEmpty());
    assertTrue(AdaptiveLambda.after(null).isEmpty());
  }
}
