package org.morphoscope.study.calibrate;

import org.morphoscope.compute.FrozenLosses;

/**
 * A measured change of the mean loss in nats.
 *
 * @param delta nats per image; negative is a gain
 * @param error standard error over samples, paired with the baseline
 */
public record Measured(double delta, double error) {

  static Measured of(double[] after, double[] before) {
    double[] change = new double[after.length];
    for (int i = 0; i < change.length; i++) {
      change[i] = after[i] - before[i];
    }
    return new Measured(FrozenLosses.mean(change), FrozenLosses.standardError(change));
  }
}
