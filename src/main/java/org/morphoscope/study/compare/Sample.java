package org.morphoscope.study.compare;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A few numbers, one per seed.
 *
 * @param values in the order of the seeds
 */
public record Sample(List<Double> values) {
  /** Quantiles 0.975 of Student's t with 1, 2, ... degrees of freedom. */
  private static final double[] T975 = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, //
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, //
    2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
  };

  /** The same quantile of the normal distribution. */
  private static final double Z975 = 1.959964;

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

  /** Half of the 95 % interval of the mean by Student's t; empty below two values. */
  OptionalDouble halfInterval() {
    OptionalDouble error = error();
    return error.isEmpty() ? error : OptionalDouble.of(t975(size() - 1) * error.getAsDouble());
  }

  /** Beyond the table by the expansion in 1 / n: z + (z^3 + z) / (4 n), right to 4 digits there. */
  private static double t975(int n) {
    return n <= T975.length ? T975[n - 1] : Z975 + (Z975 * Z975 * Z975 + Z975) / (4 * n);
  }
}
