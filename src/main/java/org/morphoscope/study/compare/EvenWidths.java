package org.morphoscope.study.compare;

import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.text.Texts;

/** A net widened evenly: the group that lags behind the common factor is next, while it fits. */
final class EvenWidths {
  private EvenWidths() {}

  /**
   * @param budget of the resource, counted exactly
   * @throws IllegalArgumentException when the net itself is above the budget
   */
  static NetworkSpec within(NetworkSpec seed, Resource resource, long budget) {
    ResourceModel model = ResourceModel.of(seed, resource);
    int[] start = seed.widths();
    int[] widths = seed.widths();
    long used = model.total(widths);
    if (used > budget) {
      throw new IllegalArgumentException(
          Texts.of(
              "budget: expected at least the %,d of the seed net, found %,d; choose a larger budget or a smaller seed net",
              used, budget));
    }
    boolean[] full = new boolean[widths.length];
    for (int group = lagging(start, widths, full); group >= 0; ) {
      long change = model.change(widths, group, 1);
      if (used + change > budget) {
        full[group] = true;
      } else {
        used += change;
        widths[group]++;
      }
      group = lagging(start, widths, full);
    }
    return seed.withWidths(widths);
  }

  private static int lagging(int[] start, int[] widths, boolean[] full) {
    int best = -1;
    double least = Double.MAX_VALUE;
    for (int g = 0; g < widths.length; g++) {
      double factor = (widths[g] + 0.5) / start[g];
      if (!full[g] && factor < least) {
        least = factor;
        best = g;
      }
    }
    return best;
  }
}
