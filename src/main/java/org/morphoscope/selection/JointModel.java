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
  /**
   * Checks that slope and Gram matrix are of as many candidates.
   *
   * @param slope {@code a}, one number per candidate
   * @param gram {@code G}
   */
  public JointModel {
    if (slope.length != gram.size()) {
      throw new IllegalArgumentException(
          Texts.of(
              "%d candidates need as many rows of the Gram matrix, found %d",
              slope.length, gram.size()));
    }
  }

  /**
   * {@return a model with every entry of G given, row-major}
   *
   * @param slope {@code a}, one number per candidate
   * @param gram {@code G}, row-major, {@code M * M}
   */
  public static JointModel of(double[] slope, double[] gram) {
    return new JointModel(slope, new DenseGram(slope.length, gram));
  }

  /** {@return the number of candidates M} */
  public int size() {
    return slope.length;
  }

  /**
   * {@return the entry {@code G_ij}}
   *
   * @param i index of a candidate, 0 to M - 1
   * @param j index of a candidate, 0 to M - 1
   */
  public double gram(int i, int j) {
    return gram.at(i, j);
  }

  /**
   * {@return what it says of one candidate}
   *
   * @param candidate index of the candidate
   */
  public GramRow row(int candidate) {
    double[] entries = new double[size()];
    gram.addRow(candidate, entries);
    return new GramRow(slope[candidate], entries);
  }

  /**
   * {@return {@code G_cc / 2} of one candidate}
   *
   * @param candidate index of the candidate
   */
  public double curvature(int candidate) {
    return 0.5 * gram(candidate, candidate);
  }

  /**
   * {@return the predicted change of the mean loss by one candidate alone}
   *
   * @param candidate index of the candidate
   */
  public double delta(int candidate) {
    return slope[candidate] + curvature(candidate);
  }

  /**
   * {@return the predicted change of the mean loss by a set}
   *
   * @param set indices of candidates, each once
   */
  public double delta(List<Integer> set) {
    double total = 0;
    for (int i : set) {
      total += slope[i];
    }
    return total + gram.curvature(set);
  }
}
