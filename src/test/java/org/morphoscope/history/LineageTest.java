package org.morphoscope.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.ui.model.CellMark;
import org.morphoscope.ui.model.NetDiff;

class LineageTest {
  private final RunModel model = new RunModel(() -> 0L);
  private Lineage lineage;

  @BeforeEach
  void read() throws IOException {
    model.apply(RunReader.open(Path.of("samples", "generated-tiny")).allEvents());
    lineage = Lineage.of(model);
  }

  private AppliedMorphism first(int round, MorphKind kind) {
    return model.round(round).orElseThrow().applied().orElseThrow().morphisms().stream()
        .filter(m -> m.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSplitHasItsTwoChildrenAndEndsInItsRound() {
    AppliedMorphism split = first(1, MorphKind.SPLIT);
    assertEquals(
        new HashSet<>(split.children()), new HashSet<>(lineage.children(split.channelId())));
    assertEquals(1, lineage.ended(split.channelId()).orElseThrow());
    int child = split.children().get(0);
    assertEquals(List.of(split.channelId()), lineage.ancestors(child));
    assertEquals(split.channelId(), lineage.root(child));
    assertTrue(lineage.descendants(split.channelId()).containsAll(split.children()));
  }

  @Test
  void theWordsNameTheParentAndCountTheDescendants() {
    AppliedMorphism split = first(1, MorphKind.SPLIT);
    String layer = model.architecture().orElseThrow().spec().layer(split.unit().group()).id();
    String words = lineage.words(split.children().get(0));
    assertTrue(
        words.startsWith("born in round 1 from channel " + split.unit().channel() + " of " + layer),
        words);
    assertTrue(
        lineage.words(split.channelId()).startsWith("in the net since the seed; "),
        lineage.words(split.channelId()));
  }

  @Test
  void kinAreTheCellsOfTheSameRoot() {
    Architecture net = model.architecture().orElseThrow();
    int cells = 0;
    Set<Integer> roots = new HashSet<>();
    for (int group = 0; group < net.channels().size(); group++) {
      for (int c = 0; c < net.channels().get(group).size(); c++) {
        UnitId unit = new UnitId(group, c);
        Set<UnitId> kin = lineage.kin(net, unit);
        assertTrue(kin.contains(unit));
        if (roots.add(lineage.root(net.channels().get(group).get(c).id()))) {
          cells += kin.size();
        }
      }
    }
    assertEquals(net.channels().stream().mapToInt(List::size).sum(), cells);
  }

  @Test
  void theDifferenceOfTwoMomentsIsExact() {
    Architecture before = model.round(1).orElseThrow().architecture();
    Architecture after = model.round(1).orElseThrow().applied().orElseThrow().architecture();
    NetDiff diff = NetDiff.within(before, after, lineage);
    List<AppliedMorphism> morphisms =
        model.round(1).orElseThrow().applied().orElseThrow().morphisms();
    // a new neuron has no channel in the net before it
    List<AppliedMorphism> onChannels =
        morphisms.stream().filter(m -> m.kind() != MorphKind.NEW_NEURON).toList();
    assertEquals(onChannels.size(), diff.left().size());
    for (AppliedMorphism morphism : onChannels) {
      assertEquals(
          morphism.kind() == MorphKind.SPLIT ? CellMark.SPLIT : CellMark.PRUNE,
          diff.left().get(morphism.unit()));
    }
    long children = morphisms.stream().mapToLong(m -> m.children().size()).sum();
    assertEquals(children, diff.right().size());
  }

  @Test
  void overManyRoundsEveryUnmarkedChannelIsTheSameInBoth() {
    Architecture before = model.round(1).orElseThrow().architecture();
    Architecture after = model.architecture().orElseThrow();
    NetDiff diff = NetDiff.within(before, after, lineage);
    assertTrue(diff.exact());
    for (int group = 0; group < after.channels().size(); group++) {
      List<ChannelInfo> had = before.channels().get(group);
      for (int c = 0; c < after.channels().get(group).size(); c++) {
        ChannelInfo channel = after.channels().get(group).get(c);
        assertEquals(!had.contains(channel), diff.right().containsKey(new UnitId(group, c)));
      }
    }
    assertTrue(NetDiff.within(after, after, lineage).left().isEmpty());
    assertFalse(NetDiff.across(before, after).exact());
    assertEquals(4, NetDiff.across(before, after).layers().size());
  }
}
