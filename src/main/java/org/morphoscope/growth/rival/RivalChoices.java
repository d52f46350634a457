package org.morphoscope.growth.rival;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.selection.Candidates;

/**
 * The set that a rival takes within a round's allowance of the resource. Candidates without a score
 * are never taken, and one that does not fit any more is passed over. For one use.
 */
public final class RivalChoices {
  private final NetworkSpec spec;
  private final Candidates order;
  private final double[] scores;
  private final ResourceModel resource;
  private final long allowance;
  private final Set<Integer> barred;
  private final int[] widths;
  private final List<Integer> taken = new ArrayList<>();
  private long used;

  /**
   * @param spec the net that was scored
   * @param order of the candidates
   * @param scores by candidate, negative is good; NaN where the method has no opinion
   * @param resource what the allowance is about
   * @param allowance of the resource
   * @param barred candidates that are not considered
   */
  public RivalChoices(
      NetworkSpec spec,
      Candidates order,
      double[] scores,
      ResourceModel resource,
      long allowance,
      Set<Integer> barred) {
    this.spec = spec;
    this.order = order;
    this.scores = scores;
    this.resource = resource;
    this.allowance = allowance;
    this.barred = barred;
    this.widths = spec.widths();
  }

  /**
   * {@return the set in the order taken}
   *
   * @param choice how the rival chooses
   */
  public List<Integer> of(GrowthStrategy.Choice choice) {
    switch (choice) {
      case RANKED -> ranked();
      case ORDERED -> ordered();
      case EVENLY -> evenly(1, spec.widths());
      case PAIRS -> evenly(2, spec.widths());
      default -> throw new IllegalArgumentException("no choice of a rival: " + choice);
    }
    return taken;
  }

  /**
   * {@return the set in the order taken, which brings the widths nearest to a proportion}
   *
   * @param shape of the widths, at least 1 each; only their ratios matter
   */
  public List<Integer> inProportion(int[] shape) {
    evenly(1, shape);
    return taken;
  }

  /**
   * {@return prunes in the order taken, the smallest scores first, until the net is small enough; a
   * layer keeps its last channel}
   *
   * @param most of the resource that is to be left, where that can be reached
   */
  public List<Integer> downTo(long most) {
    long total = resource.total(widths);
    List<Integer> prunes =
        considered(MorphKind.PRUNE).stream()
            .sorted(Comparator.comparingDouble(c -> scores[c]))
            .toList();
    for (int c : prunes) {
      int group = order.unit(c).group();
      if (total > most && widths[group] > 1) {
        total += resource.change(widths, group, -1);
        widths[group]--;
        taken.add(c);
      }
    }
    return taken;
  }

  /** Candidates of a kind that have a score and are not barred, in order. */
  private List<Integer> considered(MorphKind kind) {
    return IntStream.range(0, order.size())
        .filter(c -> order.kind(c) == kind)
        .filter(c -> !barred.contains(c) && !Double.isNaN(scores[c]))
        .boxed()
        .toList();
  }

  /**
   * Always the candidate with the smallest score per unit of the resource at the widths so far,
   * while it is negative.
   */
  private void ranked() {
    List<Integer> left = new ArrayList<>(considered(c -> scores[c] < 0));
    while (!left.isEmpty()) {
      int best = -1;
      double least = 0;
      for (int c : left) {
        long change = resource.change(widths, order.unit(c).group(), 1);
        double price = scores[c] / Math.max(1, change);
        if (used + change <= allowance && price < least) {
          least = price;
          best = c;
        }
      }
      if (best < 0) {
        return;
      }
      take(List.of(best));
      left.remove(Integer.valueOf(best));
    }
  }

  /** By score alone, whatever its sign. */
  private void ordered() {
    considered(c -> true).stream()
        .sorted(Comparator.comparingDouble(c -> scores[c]))
        .forEach(c -> take(List.of(c)));
  }

  /**
   * The group that lags behind the common factor is next, as far as it has candidates.
   *
   * @param together candidates that are taken together, neighbours in their group
   * @param start widths that the factors are about
   */
  private void evenly(int together, int[] start) {
    List<List<List<Integer>>> byGroup = new ArrayList<>();
    for (int group = 0; group < widths.length; group++) {
      int of = group;
      List<Integer> own =
          considered(c -> order.unit(c).group() == of).stream()
              .sorted(Comparator.comparingDouble(c -> together > 1 ? 0 : scores[c]))
              .toList();
      List<List<Integer>> parts = new ArrayList<>();
      for (int i = 0; i + together <= own.size(); i += together) {
        parts.add(own.subList(i, i + together));
      }
      byGroup.add(parts);
    }
    for (int next = lagging(start, byGroup); next >= 0; next = lagging(start, byGroup)) {
      if (!take(byGroup.get(next).remove(0))) {
        byGroup.get(next).clear();
      }
    }
  }

  private int lagging(int[] start, List<List<List<Integer>>> byGroup) {
    int best = -1;
    double least = Double.MAX_VALUE;
    for (int g = 0; g < widths.length; g++) {
      double factor = (widths[g] + 0.5) / start[g];
      if (!byGroup.get(g).isEmpty() && factor < least) {
        least = factor;
        best = g;
      }
    }
    return best;
  }

  /** Candidates that grow the net, have a score and are not barred, in order. */
  private List<Integer> considered(java.util.function.IntPredicate also) {
    return IntStream.range(0, order.size())
        .filter(c -> order.kind(c) != MorphKind.PRUNE)
        .filter(c -> !barred.contains(c) && !Double.isNaN(scores[c]))
        .filter(also)
        .boxed()
        .toList();
  }

  /** Takes candidates of one group together, if they fit. */
  private boolean take(List<Integer> some) {
    int group = order.unit(some.get(0)).group();
    long change = resource.change(widths, group, some.size());
    if (used + change > allowance) {
      return false;
    }
    used += change;
    widths[group] += some.size();
    taken.addAll(some);
    return true;
  }
}
