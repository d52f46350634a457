package org.morphoscope.selection;

/**
 * The best of the range from which a candidate was taken.
 *
 * @param candidate the first with the smallest value
 * @param before the smallest of the candidates before it: one that may be as good once lambda's
 *     share is added and the sum is rounded
 */
record RangeMinimum(int range, int candidate, double before) {
  /** Of a candidate that was taken whatever its value. */
  static final RangeMinimum NONE = new RangeMinimum(-1, -1, 0);
}
