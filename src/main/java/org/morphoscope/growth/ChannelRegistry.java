package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.growth.GrowthEvent.AppliedMorphism;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.score.Candidates;

/**
 * Who is who among the channels. A split's children get new identities in the order in which the
 * splits were taken, so that after a set is halved the children that stay keep theirs. An identity
 * is never given twice, not even when the channel it was given to is dropped.
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

  /** Sets aside the identities that the splits of a set take. */
  int reserve(List<Integer> set) {
    Candidates order = new Candidates(architecture.spec());
    int first = nextId;
    nextId += 2 * (int) set.stream().filter(c -> order.kind(c) == MorphKind.SPLIT).count();
    return first;
  }

  void adopt(Architecture changed) {
    architecture = changed;
  }

  /**
   * The net after a set was applied to the current one.
   *
   * @param parents for each channel of the grown net its parent's index, as the engine returned it
   * @param set candidates in the order taken
   * @param firstId from {@link #reserve}
   */
  Change grown(NetworkSpec spec, List<int[]> parents, List<Integer> set, int firstId, int round) {
    Candidates order = new Candidates(architecture.spec());
    List<AppliedMorphism> morphisms = new ArrayList<>();
    Map<UnitId, List<Integer>> children = new HashMap<>();
    int id = firstId;
    for (int c : set) {
      UnitId unit = order.unit(c);
      List<Integer> born = List.of();
      if (order.kind(c) == MorphKind.SPLIT) {
        born = List.of(id++, id++);
        children.put(unit, new ArrayList<>(born));
      }
      morphisms.add(new AppliedMorphism(order.kind(c), unit, info(unit).id(), born));
    }
    List<List<ChannelInfo>> channels = new ArrayList<>();
    for (int layer = 0; layer < parents.size(); layer++) {
      List<ChannelInfo> grown = new ArrayList<>();
      for (int parent : parents.get(layer)) {
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
    return architecture.channels().get(unit.layer()).get(unit.channel());
  }
}
