package org.morphoscope.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void aLogarithmicAxisWithinOneDecadeHasSeveralTicks() {
    List<Double> ticks = Ticks.logarithmic(5_000, 22_000, 6);
    assertTrue(ticks.size() >= 3, ticks::toString);
    assertTrue(ticks.contains(1e4), ticks::toString);
  }

  @Test
  void linearTicksAreRoundAndInside() {
    assertEquals(List.of(1.0, 1.2, 1.4, 1.6), rounded(Ticks.linear(0.95, 1.7, 5)));
  }

  private static List<Double> rounded(List<Double> ticks) {
    return ticks.stream().map(t -> Math.round(t * 1e9) / 1e9).toList();
  }

  @Test
  void anAxisNeverHasASingleTickWhereAFinerStepFits() {
    assertEquals(List.of(0.5, 1.0, 1.5), Ticks.linear(0.1, 1.75, 3));
  }
}
