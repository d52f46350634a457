package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.history.ChannelLife;

/**
 * Where the channels of a layer lie in the drawing of their descent.
 *
 * @param lives all channels that the layer has had
 */
record LineageRows(List<ChannelLife> lives) {
  /** Rows it takes: one per channel without children. */
  int height() {
    Set<Integer> parents = new HashSet<>();
    lives.forEach(life -> parents.add(life.parent()));
    return (int) lives.stream().filter(life -> !parents.contains(life.id())).count();
  }

  /**
   * The row of every channel, from {@code top} downwards in steps of one; a parent lies in the
   * middle of its children, so that lines never cross.
   */
  Map<Integer, Double> rows(double top) {
    Map<Integer, List<ChannelLife>> children = new HashMap<>();
    Set<Integer> known = new HashSet<>();
    lives.forEach(life -> known.add(life.id()));
    List<ChannelLife> roots = new ArrayList<>();
    for (ChannelLife life : lives) {
      if (known.contains(life.parent())) {
        children.computeIfAbsent(life.parent(), id -> new ArrayList<>()).add(life);
      } else {
        roots.add(life);
      }
    }
    roots.sort(Comparator.comparingInt(ChannelLife::born).thenComparingInt(ChannelLife::id));
    Map<Integer, Double> rows = new HashMap<>();
    double next = top;
    for (ChannelLife root : roots) {
      next = place(root, children, rows, next);
    }
    return rows;
  }

  private static double place(
      ChannelLife life,
      Map<Integer, List<ChannelLife>> children,
      Map<Integer, Double> rows,
      double next) {
    List<ChannelLife> own = children.getOrDefault(life.id(), List.of());
    if (own.isEmpty()) {
      rows.put(life.id(), next);
      return next - 1;
    }
    double after = next;
    double sum = 0;
    for (ChannelLife child : own) {
      after = place(child, children, rows, after);
      sum += rows.get(child.id());
    }
    rows.put(life.id(), sum / own.size());
    return after;
  }
}
