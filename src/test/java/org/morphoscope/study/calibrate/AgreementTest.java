package org.morphoscope.study.calibrate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AgreementTest {
  @Test
  void aLineIsPerfectAgreementWithItsSlope() {
    double[] predicted = {-3, -1, 2, 4};
    double[] measured = {-6, -2, 4, 8};
    Agreement found = Agreement.of(predicted, measured, 1);
    assertEquals(1, found.pearson().value(), 1e-12);
    assertEquals(1, found.spearman().value(), 1e-12);
    assertEquals(2, found.slope().value(), 1e-12);
    assertEquals(0, found.slope().error(), 1e-9);
    assertEquals(1, found.sameSign().value());
    assertEquals(0.5, found.meanPredicted(), 1e-12);
    assertEquals(1, found.meanMeasured(), 1e-12);
  }

  @Test
  void ranksOfEqualValuesAreShared() {
    assertArrayEquals(new double[] {0, 2, 2, 2, 4}, Agreement.ranks(new double[] {1, 5, 5, 5, 9}));
  }

  @Test
  void theBootstrappedErrorOfACorrelationIsAboutTheTextbooks() {
    SplittableRandom random = new SplittableRandom(7);
    int n = 200;
    double[] predicted = new double[n];
    double[] measured = new double[n];
    for (int i = 0; i < n; i++) {
      predicted[i] = random.nextGaussian();
      measured[i] = 0.6 * predicted[i] + 0.8 * random.nextGaussian();
    }
    Agreement found = Agreement.of(predicted, measured, 1);
    double r = found.pearson().value();
    double textbook = (1 - r * r) / Math.sqrt(n - 1);
    double ratio = found.pearson().error() / textbook;
    assertTrue(ratio > 0.7 && ratio < 1.4, "ratio " + ratio);
  }
}
