package org.morphoscope.study.compare;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A few numbers, one per seed.
 *
 * @param values in the order of the seeds
 */
public record Sample(List<Double> values) {
  /**
   * Copies the list.
   *
   * @param values in the order of the seeds
   */
  public Sample {
    values = List.copyOf(values);
  }

  int size() {
    return values.size();
  }

  /** NaN without values. */
  double mean() {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** Standard deviation; empty below two values. */
  OptionalDouble spread() {
    if (size() < 2) {
      return OptionalDouble.empty();
    }
    double mean = mean();
    double sum = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return OptionalDouble.of(Math.sqrt(sum / (size() - 1)));
  }

  /** Standard error of the mean; empty below two values. */
  OptionalDouble error() {
    OptionalDouble spread = spread();
    return spread.isEmpty() ? spread : OptionalDouble.of(spread.getAsDouble() / Math.sqrt(size()));
  }
}
