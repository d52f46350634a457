package org.morphoscope.study;

import java.util.Arrays;

/**
 * Times a step again and again.
 *
 * @param seconds to go on for; three tenths of it more before, to get warm
 */
record StepTimer(double seconds) {
  private static final double WARMING = 0.3;
  private static final int MOST_STEPS = 1 << 16;

  /**
   * Median time of a step in seconds.
   *
   * @param least steps that are timed even when the time is over
   */
  double median(int least, Runnable step) {
    double nanos = 1e9 * seconds;
    long warmUntil = System.nanoTime() + (long) (WARMING * nanos);
    for (int i = 0; i < least || System.nanoTime() < warmUntil; i++) {
      step.run();
    }
    double[] times = new double[MOST_STEPS];
    int count = 0;
    long start = System.nanoTime();
    while (count < times.length && (count < least || System.nanoTime() - start < nanos)) {
      long before = System.nanoTime();
      step.run();
      times[count++] = (System.nanoTime() - before) / 1e9;
    }
    double[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    return sorted[count / 2];
  }
}
