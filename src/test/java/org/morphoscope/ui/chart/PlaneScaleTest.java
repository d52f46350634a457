package org.morphoscope.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaneScaleTest {
  private static final double[] VALUES = {-240, 3, 0.5, 1800, Double.NaN};

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyValueAndZeroLieInsideInOrderAndComeBack(boolean log) {
    PlaneScale scale = PlaneScale.over(VALUES, log);
    double before = 0;
    for (double value : new double[] {-240, 0, 0.5, 3, 1800}) {
      double share = scale.share(value);
      assertTrue(share > before && share < 1, value + " at " + share);
      assertEquals(value, scale.at(share), 1e-9 * Math.max(1, Math.abs(value)));
      before = share;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ticksAreRoundNumbersInsideOfBothSigns(boolean log) {
    PlaneScale scale = PlaneScale.over(new double[] {-1000, 2000}, log);
    List<Double> ticks = scale.ticks(6);
    assertTrue(ticks.contains(0.0) && ticks.contains(1000.0), ticks.toString());
    assertTrue(ticks.stream().anyMatch(tick -> tick < 0), ticks.toString());
    ticks.forEach(tick -> assertTrue(scale.share(tick) >= 0 && scale.share(tick) <= 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 5, -5})
  void oneValueAloneHasAScale(double value) {
    PlaneScale scale = PlaneScale.over(new double[] {value}, true);
    assertTrue(scale.share(value) > 0 && scale.share(value) < 1);
    assertTrue(scale.low() < scale.high());
  }
}
