package org.morphoscope.ui.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.history.Lineage;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;

/**
 * How two nets differ. Within a run channels are known by their identity, so the difference is
 * exact; across runs only the widths are compared.
 *
 * @param exact whether channels were matched by identity
 * @param left marks on the earlier net: what has been split or pruned since
 * @param right marks on the later net: what has been born since, by a split or as a new neuron
 * @param layers widths by name of layer, 0 where a net has no such layer
 */
public record NetDiff(
    boolean exact, Map<UnitId, CellMark> left, Map<UnitId, CellMark> right, List<Line> layers) {
  /**
   * A layer and its two widths.
   *
   * @param layer name of the layer
   * @param left width in the earlier or left net, 0: it has none
   * @param right width in the later or right net, 0: it has none
   */
  public record Line(String layer, int left, int right) {}

  /**
   * Copies the collections.
   *
   * @param exact whether channels were matched by identity
   * @param left marks on the earlier net: what has been split or pruned since
   * @param right marks on the later net: what has been born since, by a split or as a new neuron
   * @param layers widths by name of layer, 0 where a net has no such layer
   */
  public NetDiff {
    left = Map.copyOf(left);
    right = Map.copyOf(right);
    layers = List.copyOf(layers);
  }

  /**
   * {@return what was split, pruned and born between the two}
   *
   * @param earlier the net before
   * @param later the net after
   * @param lineage of the run, from its latest model
   */
  public static NetDiff within(Architecture earlier, Architecture later, Lineage lineage) {
    Map<UnitId, CellMark> left = new HashMap<>();
    Map<UnitId, CellMark> right = new HashMap<>();
    for (int group = 0; group < earlier.channels().size(); group++) {
      List<ChannelInfo> before = earlier.channels().get(group);
      List<ChannelInfo> after = later.channels().get(group);
      Set<ChannelInfo> kept = new HashSet<>(after);
      Set<Integer> living = new HashSet<>();
      after.forEach(channel -> living.add(channel.id()));
      for (int c = 0; c < before.size(); c++) {
        if (!kept.contains(before.get(c))) {
          boolean lives =
              lineage.descendants(before.get(c).id()).stream().anyMatch(living::contains);
          left.put(new UnitId(group, c), lives ? CellMark.SPLIT : CellMark.PRUNE);
        }
      }
      Set<ChannelInfo> had = new HashSet<>(before);
      for (int c = 0; c < after.size(); c++) {
        if (!had.contains(after.get(c))) {
          boolean child = after.get(c).parent() >= 0;
          right.put(new UnitId(group, c), child ? CellMark.SPLIT : CellMark.NEW_NEURON);
        }
      }
    }
    return new NetDiff(true, left, right, lines(earlier.spec(), later.spec()));
  }

  /**
   * {@return widths side by side, without marks on channels}
   *
   * @param left net of one run
   * @param right net of another run
   */
  public static NetDiff across(Architecture left, Architecture right) {
    return new NetDiff(false, Map.of(), Map.of(), lines(left.spec(), right.spec()));
  }

  private static List<Line> lines(NetworkSpec left, NetworkSpec right) {
    Map<String, int[]> widths = new LinkedHashMap<>();
    put(left, widths, 0);
    put(right, widths, 1);
    List<Line> lines = new ArrayList<>();
    widths.forEach((layer, both) -> lines.add(new Line(layer, both[0], both[1])));
    return lines;
  }

  private static void put(NetworkSpec spec, Map<String, int[]> widths, int side) {
    for (WidthGroup group : spec.groups()) {
      widths.computeIfAbsent(spec.layer(group.first()).id(), layer -> new int[2])[side] =
          spec.widths()[group.index()];
    }
  }

  /**
   * {@return the number of channels with a mark on either side}
   *
   * @param marks of one side
   * @param mark which mark
   */
  public static long count(Map<UnitId, CellMark> marks, CellMark mark) {
    return marks.values().stream().filter(mark::equals).count();
  }
}
