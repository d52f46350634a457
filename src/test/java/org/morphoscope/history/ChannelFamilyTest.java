package org.morphoscope.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.ChannelFamily.Member;
import org.morphoscope.history.ChannelFamily.Relation;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.AppliedMorphism;

class ChannelFamilyTest {
  private final RunModel model = new RunModel(() -> 0L);
  private AppliedMorphism split;

  @BeforeEach
  void read() throws IOException {
    model.apply(RunReader.open(Path.of("samples", "generated-tiny")).allEvents());
    split =
        model.round(1).orElseThrow().applied().orElseThrow().morphisms().stream()
            .filter(m -> m.kind() == MorphKind.SPLIT)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void aParentIsLookedAtBeforeItsSplitAndItsChildrenAfterIt() {
    ChannelFamily family = ChannelFamily.of(Lineage.of(model), split.channelId(), 4).orElseThrow();
    assertEquals(
        List.of(
            new Member(split.channelId(), Relation.SELF, 0),
            new Member(split.children().get(0), Relation.CHILD, 1),
            new Member(split.children().get(1), Relation.CHILD, 1)),
        family.members());
  }

  @Test
  void aChildHasItsParentBeforeItAndTheOtherHalfBesideIt() {
    int child = split.children().get(0);
    List<Member> members = ChannelFamily.of(Lineage.of(model), child, 1).orElseThrow().members();
    assertEquals(
        List.of(
            new Member(split.channelId(), Relation.PARENT, 0),
            new Member(child, Relation.SELF, 1),
            new Member(split.children().get(1), Relation.SIBLING, 1)),
        members.subList(0, 3));
  }

  @Test
  void aChannelWhoseRoundIsNotFinishedHasNoneYet() throws IOException {
    RunModel growing = new RunModel(() -> 0L);
    var events = RunReader.open(Path.of("samples", "generated-tiny")).allEvents();
    int until = 0;
    while (growing.round(1).flatMap(RoundRecord::applied).isEmpty()) {
      growing.apply(List.of(events.get(until++)));
    }
    Lineage lineage = Lineage.of(growing);
    assertEquals(Optional.empty(), ChannelFamily.of(lineage, split.children().get(0), 1));
    assertEquals(
        List.of(new Member(split.channelId(), Relation.SELF, 0)),
        ChannelFamily.of(lineage, split.channelId(), 1).orElseThrow().members());
  }

  @Test
  void theNetOfADecisionIsThatOfTheRoundBefore() {
    for (int round = 1; round <= 4; round++) {
      var scored = model.round(round).orElseThrow().architecture();
      assertEquals(round - 1, ChannelFamily.roundOf(model, scored, round), "round " + round);
    }
    assertEquals(4, ChannelFamily.roundOf(model, model.architecture().orElseThrow(), 4));
  }
}
