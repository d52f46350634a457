package org.morphoscope.growth;

import java.util.OptionalDouble;
import org.morphoscope.run.RoundSummary;

/**
 * The lambda policy that makes the measured gain per unit of the resource match lambda. A round at
 * lambda leaves out what was predicted to pay less than lambda per unit; when what it took in paid
 * rho per unit when measured, the next lambda is the geometric mean of the two, at most four times
 * away. A round that applied nothing asked for too much: half.
 */
final class AdaptiveLambda {
  private static final double LARGEST_STEP = 4;

  private AdaptiveLambda() {}

  /** Lambda for the round after one; empty when that round had none. */
  static OptionalDouble after(RoundSummary last) {
    if (last == null || last.lambda().isEmpty()) {
      return OptionalDouble.empty();
    }
    double lambda = last.lambda().getAsDouble();
    double gain = last.measuredGain().orElse(0);
    if (last.resourceChange() <= 0 || gain <= 0) {
      return OptionalDouble.of(lambda / 2);
    }
    double rho = gain / last.resourceChange();
    if (lambda == 0) {
      return OptionalDouble.of(rho);
    }
    double next = Math.sqrt(lambda * rho);
    return OptionalDouble.of(
        Math.min(lambda * LARGEST_STEP, Math.max(lambda / LARGEST_STEP, next)));
  }
}
