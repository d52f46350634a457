package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a split does to a norm over channels, for one image (method.md section 3.4). */
class ChannelNormTest {
  private static final int CHANNELS = 4;
  private static final int POSITIONS = 30;
  private static final double EPSILON = 1e-5;

  private final SplittableRandom random = new SplittableRandom(3);
  private final double[][] a = new double[CHANNELS][POSITIONS];
  private final double[] b = new double[POSITIONS];

  ChannelNormTest() {
    for (double[] channel : a) {
      double shift = random.nextDouble(-1, 1);
      Arrays.setAll(channel, p -> shift + random.nextGaussian());
    }
    Arrays.setAll(b, p -> random.nextGaussian());
  }

  /** Mean and variance over channels, which count by their weights, and positions. */
  private static double[] moments(double[][] channels, double[] weights) {
    double mean = 0;
    double squares = 0;
    double sum = POSITIONS * Arrays.stream(weights).sum();
    for (int c = 0; c < channels.length; c++) {
      for (double v : channels[c]) {
        mean += weights[c] * v / sum;
        squares += weights[c] * v * v / sum;
      }
    }
    return new double[] {mean, squares - mean * mean};
  }

  /** Channel 0 as its two children, behind the others. */
  private double[][] split(double scale) {
    double[][] grown = Arrays.copyOf(a, CHANNELS + 1);
    grown[0] = new double[POSITIONS];
    grown[CHANNELS] = new double[POSITIONS];
    for (int p = 0; p < POSITIONS; p++) {
      grown[0][p] = a[0][p] + scale * b[p];
      grown[CHANNELS][p] = a[0][p] - scale * b[p];
    }
    return grown;
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] halves() {
    double[] weights = ones(CHANNELS + 1);
    weights[0] = 0.5;
    weights[CHANNELS] = 0.5;
    return weights;
  }

  @Test
  void withoutWeightsASplitChangesTheStatisticsEvenWhereThetaIsZero() {
    double[] before = moments(a, ones(CHANNELS));
    double[] after = moments(split(0), ones(CHANNELS + 1));
    assertTrue(Math.abs(after[0] - before[0]) > 0.01, Arrays.toString(after));
  }

  @Test
  void childrenOfHalfTheWeightKeepTheMeanAndAddTheirSpreadToTheVariance() {
    double[] before = moments(a, ones(CHANNELS));
    double added = Arrays.stream(b).map(v -> v * v).average().orElseThrow() / CHANNELS;
    for (double scale : new double[] {0, 0.1, 2}) {
      double[] after = moments(split(scale), halves());
      assertEquals(before[0], after[0], 1e-14);
      assertEquals(before[1] + scale * scale * added, after[1], 1e-13);
    }
  }

  @Test
  void everyOtherChannelMovesInTheOrderOfTheSquare() {
    double[] before = moments(a, ones(CHANNELS));
    double added = Arrays.stream(b).map(v -> v * v).average().orElseThrow() / CHANNELS;
    double u = (a[2][5] - before[0]) / Math.sqrt(before[1] + EPSILON);
    for (double scale : new double[] {0.1, 0.01}) {
      double[] after = moments(split(scale), halves());
      double moved = (a[2][5] - after[0]) / Math.sqrt(after[1] + EPSILON) - u;
      double first = -u * scale * scale * added / (2 * (before[1] + EPSILON));
      assertEquals(1, moved / first, scale * scale);
    }
  }
}
