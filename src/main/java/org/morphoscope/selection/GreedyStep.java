package org.morphoscope.selection;

/**
 * The state after some candidates have been taken.
 *
 * @param least smallest {@code a_c + G_cc / 2 + (G m)_c} of a range, infinite without any
 * @param change of the resource by one candidate of the range; {@link #BARRED} when it has to be
 *     left out
 * @param price what lambda multiplies in the value of the range
 * @param total change of the resource so far
 * @param floor the least change that any run that comes by here can end with
 * @param delta prediction so far
 * @param prunes taken so far
 */
record GreedyStep(
    double[] least,
    long[] change,
    double[] price,
    long total,
    long floor,
    double delta,
    int prunes) {
  static final long BARRED = Long.MIN_VALUE;

  /** Whether a range may be chosen within the allowance. */
  boolean open(int range, long allowance) {
    long its = change[range];
    return its != BARRED && (its <= 0 || total + its <= allowance);
  }

  /** The range with the smallest negative value, the first of equal ones, or -1. */
  int cheapest(double lambda, long allowance) {
    int found = -1;
    double value = 0;
    for (int r = 0; r < least.length; r++) {
      if (open(r, allowance) && least[r] + lambda * price[r] < value) {
        value = least[r] + lambda * price[r];
        found = r;
      }
    }
    return found;
  }
}
