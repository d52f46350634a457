package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.selection.Candidates;

/**
 * Who is who among the channels. A split's children and new neurons get new identities in the order
 * in which they were taken, so that after a set is halved the children that stay keep theirs. An
 * identity is never given twice, not even when the channel it was given to is dropped.
 */
final class ChannelRegistry {
  private Architecture architecture;
  private int nextId;

  /** A net that a set of morphisms leads to, not yet adopted. */
  record Change(List<AppliedMorphism> morphisms, Architecture architecture) {
    int count(MorphKind kind) {
      return (int) morphisms.stream().filter(m -> m.kind() == kind).count();
    }
  }

  /** Channels as they were saved. */
  ChannelRegistry(Architecture architecture, int nextId) {
    this.architecture = architecture;
    this.nextId = nextId;
  }

  /** Channels of a seed net: numbered layer by layer. */
  static ChannelRegistry seed(NetworkSpec spec) {
    List<List<ChannelInfo>> channels = new ArrayList<>();
    int next = 0;
    for (int width : spec.widths()) {
      List<ChannelInfo> layer = new ArrayList<>();
      for (int c = 0; c < width; c++) {
        layer.add(new ChannelInfo(next++, -1, 0));
      }
      channels.add(layer);
    }
    return new ChannelRegistry(new Architecture(spec, channels), next);
  }

  Architecture architecture() {
    return architecture;
  }

  int nextId() {
    return nextId;
  }

  /** Sets aside the identities that the splits and new neurons of a set take. */
  int reserve(List<Integer> set, int newPerGroup) {
    Candidates order = new Candidates(architecture.spec(), newPerGroup);
    int first = nextId;
    for (int c : set) {
      nextId +=
          order.kind(c) == MorphKind.SPLIT ? 2 : order.kind(c) == MorphKind.NEW_NEURON ? 1 : 0;
    }
    return first;
  }

  void adopt(Architecture changed) {
    architecture = changed;
  }

  /**
   * The net after a set was applied to the current one.
   *
   * @param parents for each group and channel of the grown net its parent's index, -1 for a new
   *     neuron, as the engine returned it
   * @param set candidates in the order taken
   * @param firstId from {@link #reserve}
   */
  Change grown(
      NetworkSpec spec,
      List<int[]> parents,
      List<Integer> set,
      int newPerGroup,
      int firstId,
      int round) {
    Candidates order = new Candidates(architecture.spec(), newPerGroup);
    List<AppliedMorphism> morphisms = new ArrayList<>();
    Map<UnitId, List<Integer>> children = new HashMap<>();
    // new neurons stand behind each other in the order of their candidates, whenever taken
    Map<UnitId, Integer> newNeurons = new TreeMap<>();
    int id = firstId;
    for (int c : set) {
      UnitId unit = order.unit(c);
      List<Integer> ids = List.of();
      int channelId = -1;
      if (order.kind(c) == MorphKind.NEW_NEURON) {
        ids = List.of(id++);
        newNeurons.put(unit, ids.get(0));
      } else {
        channelId = info(unit).id();
        if (order.kind(c) == MorphKind.SPLIT) {
          ids = List.of(id++, id++);
          children.put(unit, new ArrayList<>(ids));
        }
      }
      morphisms.add(new AppliedMorphism(order.kind(c), unit, channelId, ids));
    }
    List<List<ChannelInfo>> channels = new ArrayList<>();
    Iterator<Integer> bornIds = newNeurons.values().iterator();
    for (int layer = 0; layer < parents.size(); layer++) {
      List<ChannelInfo> grown = new ArrayList<>();
      for (int parent : parents.get(layer)) {
        if (parent < 0) {
          grown.add(new ChannelInfo(bornIds.next(), -1, round));
          continue;
        }
        UnitId unit = new UnitId(layer, parent);
        List<Integer> ids = children.get(unit);
        grown.add(
            ids == null ? info(unit) : new ChannelInfo(ids.remove(0), info(unit).id(), round));
      }
      channels.add(grown);
    }
    return new Change(List.copyOf(morphisms), new Architecture(spec, channels));
  }

  private ChannelInfo info(UnitId unit) {
    return architecture.channels().get(unit.group()).get(unit.channel());
  }
}
