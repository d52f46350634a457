package org.morphoscope.selection;

import java.util.List;

/**
 * The Gram matrix {@code G} of all candidates (method.md section 7): symmetric, positive
 * semidefinite, by entry and by row. Immutable and safe to share between threads.
 *
 * <p>{@link DenseGram} holds every entry, 8 M^2 bytes for M candidates. From {@link
 * DenseGram#LARGEST} candidates on that is too much, and {@link FactorGram} keeps the rows that G
 * is made of instead.
 */
public sealed interface Gram permits DenseGram, FactorGram {

  /** {@return the matrix of no candidates: what a pass has that is still running} */
  static Gram none() {
    return new DenseGram(0, new double[0]);
  }

  /** {@return the number of candidates M} */
  int size();

  /**
   * {@return the entry {@code G_ij}}
   *
   * @param i index of a candidate, 0 to M - 1
   * @param j index of a candidate, 0 to M - 1
   */
  double at(int i, int j);

  /**
   * Adds row i to {@code target}, M numbers: the same numbers as {@link #at}.
   *
   * @param i index of a candidate, 0 to M - 1
   * @param target M numbers, added to in place
   */
  default void addRow(int i, double[] target) {
    addRow(i, 0, size(), target);
  }

  /**
   * The same for the entries {@code [from, to)} of row i, into the same places of the target.
   *
   * @param i index of a candidate, 0 to M - 1
   * @param from first entry
   * @param to behind the last entry
   * @param target M numbers, added to in place
   */
  void addRow(int i, int from, int to, double[] target);

  /**
   * The same for neighbouring ranges, with a look at what they hold then.
   *
   * @param i index of a candidate, 0 to M - 1
   * @param bounds range p has the entries {@code [bounds[p], bounds[p + 1])}
   * @param target M numbers, added to in place
   * @param base M numbers that are added for the comparison only
   * @param least gets the smallest {@code base_j + target_j} of range p at {@code at + p}: infinite
   *     for an empty range, and a NaN is never the smallest
   * @param at place of range 0 in {@code least}
   */
  void addRow(int i, int[] bounds, double[] target, double[] base, double[] least, int at);

  /**
   * {@return the curvature {@code m'Gm / 2} of a set}
   *
   * @param set indices of candidates, each once
   */
  double curvature(List<Integer> set);

  /**
   * {@return whether the entries {@code [from, to)} of row i cost no more than reading them}
   *
   * @param i index of a candidate, 0 to M - 1
   * @param from first entry
   * @param to behind the last entry
   */
  boolean rowAtHand(int i, int from, int to);

  /**
   * Says that the entries {@code [from, to)} of these rows will be wanted soon: computing many
   * together costs less than one by one.
   *
   * @param rows indices of candidates
   * @param from first entry
   * @param to behind the last entry
   */
  void prepare(int[] rows, int from, int to);
}
