package org.morphoscope.study.compare;

import java.util.List;
import java.util.OptionalDouble;

/** A few numbers, one per seed. */
public record Sample(List<Double> values) {
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
