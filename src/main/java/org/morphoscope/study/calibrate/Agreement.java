package org.morphoscope.study.calibrate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How predictions agree with measurements; errors are bootstrapped over the pairs.
 *
 * @param n number of pairs
 * @param pearson correlation
 * @param spearman correlation of ranks
 * @param slope of measured on predicted (least squares with an intercept)
 * @param sameSign share of pairs with the same sign
 * @param meanPredicted mean of the predictions in nats
 * @param meanMeasured mean of the measurements in nats
 */
public record Agreement(
    int n,
    Value pearson,
    Value spearman,
    Value slope,
    Value sameSign,
    double meanPredicted,
    double meanMeasured) {
  private static final int DRAWS = 400;

  /**
   * A number with its standard error.
   *
   * @param value the number
   * @param error its standard error
   */
  public record Value(double value, double error) {}

  /** Predicted against measured. */
  private record Pairs(double[] predicted, double[] measured) {
    Pairs draw(SplittableRandom random) {
      double[] p = new double[predicted.length];
      double[] m = new double[predicted.length];
      for (int i = 0; i < p.length; i++) {
        int j = random.nextInt(p.length);
        p[i] = predicted[j];
        m[i] = measured[j];
      }
      return new Pairs(p, m);
    }

    double slope() {
      return covariance(predicted, measured) / covariance(predicted, predicted);
    }

    double pearson() {
      return pearson(predicted, measured);
    }

    double spearman() {
      return pearson(ranks(predicted), ranks(measured));
    }

    double sameSign() {
      int same = 0;
      for (int i = 0; i < predicted.length; i++) {
        same += Math.signum(predicted[i]) == Math.signum(measured[i]) ? 1 : 0;
      }
      return (double) same / predicted.length;
    }

    private static double pearson(double[] a, double[] b) {
      return covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
    }
  }

  /**
   * {@return the agreement; NaN where fewer than two different pairs leave a number undefined}
   *
   * @param predicted one number per pair, nats
   * @param measured likewise
   * @param seed of the bootstrap
   */
  public static Agreement of(double[] predicted, double[] measured, long seed) {
    Pairs pairs = new Pairs(predicted, measured);
    return new Agreement(
        predicted.length,
        value(pairs, Pairs::pearson, seed),
        value(pairs, Pairs::spearman, seed),
        value(pairs, Pairs::slope, seed),
        value(pairs, Pairs::sameSign, seed),
        mean(predicted),
        mean(measured));
  }

  private static Value value(Pairs pairs, ToDoubleFunction<Pairs> statistic, long seed) {
    double found = statistic.applyAsDouble(pairs);
    SplittableRandom random = new SplittableRandom(seed);
    double sum = 0;
    double square = 0;
    int draws = 0;
    for (int d = 0; d < DRAWS && pairs.predicted().length > 1; d++) {
      double drawn = statistic.applyAsDouble(pairs.draw(random));
      if (Double.isFinite(drawn)) {
        sum += drawn - found;
        square += (drawn - found) * (drawn - found);
        draws++;
      }
    }
    double mean = sum / draws;
    return new Value(found, Math.sqrt(Math.max(0, square / draws - mean * mean)));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double covariance(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return sum / a.length;
  }

  /** Ranks from 0; equal values share their mean rank. */
  static double[] ranks(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = 0.5 * (from + to - 1);
      }
      from = to;
    }
    return ranks;
  }
}
