package org.morphoscope.score;

import java.util.List;

/**
 * The joint quadratic model of all candidates: {@code dL(m) = a'm + m'Gm / 2} for a set {@code m}
 * (method.md section 7).
 *
 * @param slope {@code a}, one number per candidate
 * @param gram {@code G}, row-major, symmetric
 */
public record JointModel(double[] slope, double[] gram) {
  public JointModel {
    if ((long) slope.length * slope.length != gram.length) {
      throw new IllegalArgumentException(
          "%d candidates need %d Gram entries, found %d"
              .formatted(slope.length, (long) slope.length * slope.length, gram.length));
    }
  }

  public int size() {
    return slope.length;
  }

  public double gram(int i, int j) {
    return gram[i * slope.length + j];
  }

  /** {@code G_cc / 2} of one candidate. */
  public double curvature(int candidate) {
    return 0.5 * gram(candidate, candidate);
  }

  /** Predicted change of the mean loss by one candidate alone. */
  public double delta(int candidate) {
    return slope[candidate] + curvature(candidate);
  }

  /** Predicted change of the mean loss by a set. */
  public double delta(List<Integer> set) {
    double total = 0;
    for (int i : set) {
      total += slope[i];
      for (int j : set) {
        total += 0.5 * gram(i, j);
      }
    }
    return total;
  }
}
