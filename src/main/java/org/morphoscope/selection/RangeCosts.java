package org.morphoscope.selection;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.morphoscope.selection.CandidateIndex.KindGroupRange;

/**
 * What one candidate of every range costs at the present widths. A width that changes touches few
 * ranges, those of its own group and of the groups that read it or that it reads: only they are
 * counted again, and only when somebody asks.
 */
final class RangeCosts {
  private final CandidateIndex all;
  private final int[] widths;
  private final long[] change;
  private final double[] price;
  private final boolean[] stale;

  /** {@code touched[g]}: the ranges whose cost depends on the width of group g. */
  private final int[][] touched;

  /**
   * @param widths of all groups; the caller changes them and says so
   */
  RangeCosts(CandidateIndex all, int[] widths) {
    this.all = all;
    this.widths = widths;
    int ranges = all.ranges.size();
    change = new long[ranges];
    price = new double[ranges];
    stale = new boolean[ranges];
    touched = new int[widths.length][];
    for (int group = 0; group < widths.length; group++) {
      int width = group;
      touched[group] =
          IntStream.range(0, ranges)
              .filter(r -> all.price.depends(all.ranges.get(r).group(), width))
              .toArray();
    }
    widthsChanged();
  }

  /** Any width may have changed. */
  void widthsChanged() {
    Arrays.fill(stale, true);
  }

  /** The width of one group has changed. */
  void widthChanged(int group) {
    for (int r : touched[group]) {
      stale[r] = true;
    }
  }

  /** Change of the resource by one candidate of every range; not to be changed. */
  long[] change() {
    count();
    return change;
  }

  /** What lambda multiplies, of every range; not to be changed. */
  double[] price() {
    count();
    return price;
  }

  private void count() {
    for (int r = 0; r < stale.length; r++) {
      if (stale[r]) {
        KindGroupRange range = all.ranges.get(r);
        change[r] = all.resource.change(widths, range.group(), range.step());
        price[r] = all.price.change(widths, range.group(), range.step());
        stale[r] = false;
      }
    }
  }
}
