package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Seeds;
import org.morphoscope.selection.Candidates;

/** The sets of the controls: no score is looked at. */
final class Choices {
  private final NetworkSpec spec;
  private final Candidates order;
  private final ResourceModel resource;
  private final long allowance;
  private final Set<Integer> barred;
  private final long seed;
  private final int numerics;
  private final int[] widths;
  private final List<Integer> taken = new ArrayList<>();
  private long used;

  /**
   * @param allowance of the resource; a control without one grows by nothing
   * @param barred candidates that are not considered
   * @param numerics of the run, see {@link RunConfig#NUMERICS}
   */
  Choices(
      NetworkSpec spec,
      Candidates order,
      ResourceModel resource,
      OptionalLong allowance,
      Set<Integer> barred,
      long seed,
      int numerics) {
    this.spec = spec;
    this.order = order;
    this.resource = resource;
    this.allowance = allowance.orElse(0);
    this.barred = barred;
    this.seed = seed;
    this.numerics = numerics;
    this.widths = spec.widths();
  }

  /** Candidates of one kind in random order, while they fit. */
  List<Integer> random(MorphKind kind) {
    for (int c : shuffled(kind)) {
      take(c);
    }
    return taken;
  }

  /** Splits at random within a group; the group that lags behind the common factor is next. */
  List<Integer> uniform() {
    List<List<Integer>> byGroup = new ArrayList<>();
    spec.groups().forEach(group -> byGroup.add(new ArrayList<>()));
    for (int c : shuffled(MorphKind.SPLIT)) {
      byGroup.get(order.unit(c).group()).add(c);
    }
    boolean[] full = new boolean[widths.length];
    int next = lagging(byGroup, full);
    while (next >= 0) {
      List<Integer> left = byGroup.get(next);
      full[next] = !take(left.remove(left.size() - 1));
      next = lagging(byGroup, full);
    }
    return taken;
  }

  private int lagging(List<List<Integer>> byGroup, boolean[] full) {
    int[] start = spec.widths();
    int best = -1;
    double least = Double.MAX_VALUE;
    for (int g = 0; g < widths.length; g++) {
      double factor = (widths[g] + 0.5) / start[g];
      if (!full[g] && !byGroup.get(g).isEmpty() && factor < least) {
        least = factor;
        best = g;
      }
    }
    return best;
  }

  private boolean take(int c) {
    int group = order.unit(c).group();
    long change = resource.change(widths, group, 1);
    if (used + change > allowance) {
      return false;
    }
    used += change;
    widths[group]++;
    taken.add(c);
    return true;
  }

  private List<Integer> shuffled(MorphKind kind) {
    Integer[] all = new Integer[order.size()];
    Arrays.setAll(all, i -> i);
    List<Integer> ofKind =
        new ArrayList<>(
            Arrays.stream(all).filter(c -> order.kind(c) == kind && !barred.contains(c)).toList());
    if (numerics < 2) {
      Collections.shuffle(ofKind, new Random(seed));
      return ofKind;
    }
    return IntStream.of(Seeds.permutation(ofKind.size(), seed)).mapToObj(ofKind::get).toList();
  }
}
