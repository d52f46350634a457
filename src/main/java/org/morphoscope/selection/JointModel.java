package org.morphoscope.selection;

import java.util.List;
import org.morphoscope.text.Texts;

/**
 * The joint quadratic model of all candidates: {@code dL(m) = a'm + m'Gm / 2} for a set {@code m}
 * (method.md section 7).
 *
 * @param slope {@code a}, one number per candidate
 * @param gram {@code G}
 */
public record JointModel(double[] slope, Gram gram) {
  public JointModel {
    if (slope.length != gram.size()) {
      throw new IllegalArgumentException(
          Texts.of(
              "%d candidates need as many rows of the Gram matrix, found %d",
              slope.length, gram.size()));
    }
  }

  /** A model with every entry of G given, row-major. */
  public static JointModel of(double[] slope, double[] gram) {
    return new JointModel(slope, new DenseGram(slope.length, gram));
  }

  public int size() {
    return slope.length;
  }

  public double gram(int i, int j) {
    return gram.at(i, j);
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
    }
    return total + gram.curvature(set);
  }
}
