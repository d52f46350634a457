package org.morphoscope.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resource;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.config.Keep;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.model.CandidateRows;
import org.morphoscope.ui.model.Heat;
import org.morphoscope.ui.model.LossPoints;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.RunSnapshots;
import org.morphoscope.ui.shell.FakeRuns;

class RunModelTest {
  private final List<GrowthEvent> events = FakeRuns.events(3);
  private final RunModel model = new RunModel(() -> 0L);

  private void playUntil(Class<? extends GrowthEvent> type, int round) {
    for (GrowthEvent event : events) {
      model.apply(List.of(event));
      if (type.isInstance(event) && event.round() == round) {
        return;
      }
    }
  }

  @Test
  void remembersEveryRoundOfAFinishedRun() {
    model.apply(events);
    assertEquals(4, model.rounds().size());
    assertFalse(model.running());
    assertTrue(model.rounds().stream().allMatch(r -> r.summary().isPresent()));
  }

  @Test
  void saysWhatABatchChanged() {
    playUntil(GrowthEvent.ScoresUpdated.class, 1);
    assertTrue(
        model
            .apply(
                List.of(new GrowthEvent.ScoresUpdated(1, 10, 20, model.scores(), Optional.empty())))
            .contains(Change.SCORES));
  }

  @Test
  void newbornChannelsHaveNoScoreAndSurvivorsKeepTheirs() {
    playUntil(GrowthEvent.Applied.class, 1);
    assertTrue(model.stale());
    RunSnapshot live = RunSnapshots.live(model, Optional.empty()).orElseThrow();
    int unscored = 0;
    int newborn = 0;
    for (int layer = 0; layer < live.scores().size(); layer++) {
      for (int c = 0; c < live.scores().get(layer).splitDelta().length; c++) {
        unscored += Double.isNaN(live.scores().get(layer).splitDelta()[c]) ? 1 : 0;
        newborn += live.architecture().channels().get(layer).get(c).bornRound() == 1 ? 1 : 0;
      }
    }
    assertTrue(newborn > 0);
    assertEquals(newborn, unscored);
  }

  @Test
  void aPastRoundShowsTheNetThatWasScoredAndItsDecision() {
    model.apply(events);
    RoundRecord first = model.round(1).orElseThrow();
    RunSnapshot past = RunSnapshots.past(first);
    assertEquals(first.proposal().orElseThrow().architecture(), past.architecture());
    assertEquals(first.decision().orElseThrow().apply().size(), past.marks().size());
    assertFalse(past.scores().isEmpty());
  }

  @Test
  void targetWidthsAreTheWidthsAfterGrowth() {
    model.apply(events);
    RoundRecord first = model.round(1).orElseThrow();
    int[] grown = first.applied().orElseThrow().architecture().spec().widths();
    assertArrayEquals(grown, RunSnapshots.past(first).targetWidths());
  }

  @Test
  void everyGrownRoundHasAGhostBesideItsPoint() {
    model.apply(events);
    LossPoints points = LossPoints.of(model, Optional.empty(), Resource.PARAMETERS);
    assertEquals(4, points.validation().size());
    assertEquals(3, points.predicted().size());
    assertEquals(points.validation().get(1).size(), points.predicted().get(0).size(), 0);
  }

  @Test
  void aResumedRunForgetsTheRoundThatIsRepeated() {
    model.apply(events);
    GrowthEvent.RunStarted first = (GrowthEvent.RunStarted) events.get(0);
    model.apply(
        List.of(
            new GrowthEvent.RunStarted(
                first.runId(),
                2,
                first.config(),
                first.architecture(),
                1,
                1,
                0,
                List.of(),
                "",
                "",
                List.of())));
    assertEquals(2, model.rounds().size());
    assertTrue(model.running());
  }

  @Test
  void aResidualNetIsFollowedByItsWidthGroups() {
    RunModel residual = new RunModel(() -> 0L);
    residual.apply(FakeRuns.events("resnet-small", 2));
    RunSnapshot past = RunSnapshots.past(residual.round(2).orElseThrow());
    assertTrue(
        past.architecture().spec().groups().size() < past.architecture().spec().layers().size());
    for (Quantity quantity : Quantity.values()) {
      Heat heat = Heat.of(past, quantity);
      for (int group = 0; group < heat.values().length; group++) {
        int channels = past.architecture().channels().get(group).size();
        assertEquals(channels + past.newPerGroup(), heat.values()[group].length);
      }
    }
    Heat split = Heat.of(past, Quantity.SPLIT_GAIN);
    int width = past.architecture().channels().get(0).size();
    assertEquals(past.scores().get(0).newDelta()[0], split.value(0, width));
    assertTrue(Double.isNaN(Heat.of(past, Quantity.PRUNE_GAIN).value(0, width)));
    assertTrue(Double.isNaN(Heat.of(past, Quantity.NEW_GAIN).value(0, 0)));
  }

  @Test
  void newNeuronsAreChannelsWithoutParentsOnceApplied() {
    model.apply(events);
    long born =
        model.rounds().stream()
            .flatMap(round -> round.applied().stream())
            .flatMap(applied -> applied.morphisms().stream())
            .filter(morphism -> morphism.kind() == MorphKind.NEW_NEURON)
            .count();
    assertTrue(born > 0);
    long parentless =
        model.architecture().orElseThrow().channels().stream()
            .flatMap(List::stream)
            .filter(channel -> channel.parent() < 0 && channel.bornRound() > 0)
            .count();
    assertTrue(parentless > 0 && parentless <= born);
  }

  @Test
  void ofARunThatKeepsTheLastNetNoFinishedRoundIsUndone() {
    List<GrowthEvent> lean = new ArrayList<>(events);
    lean.replaceAll(e -> e instanceof GrowthEvent.RunStarted s ? keepingTheLast(s) : e);
    for (GrowthEvent event : lean) {
      model.apply(List.of(event));
      if (event instanceof GrowthEvent.Decided) {
        assertEquals(event.round(), model.undoable().orElseThrow());
      }
      if (event instanceof GrowthEvent.RoundFinished) {
        assertTrue(model.undoable().isEmpty(), "round " + event.round());
      }
    }
    assertEquals(3, model.decided().orElseThrow());
  }

  private static GrowthEvent keepingTheLast(GrowthEvent.RunStarted of) {
    return new GrowthEvent.RunStarted(
        of.runId(),
        of.round(),
        of.config().withKeep(Keep.LAST),
        of.architecture(),
        of.trainImages(),
        of.validationImages(),
        of.testImages(),
        of.classNames(),
        of.backend(),
        of.version(),
        of.dataNotes());
  }

  @Test
  void anUndoneRoundStaysAsAnAbandonedBranch() {
    model.apply(events);
    RoundRecord second = model.round(2).orElseThrow();
    assertEquals(3, model.undoable().orElseThrow());
    model.apply(List.of(new GrowthEvent.Undone(2)));
    assertEquals(2, model.rounds().size());
    assertEquals(1, model.undoable().orElseThrow());
    assertTrue(second.abandoned());
    assertTrue(model.running());
    assertEquals(second.architecture(), model.architecture().orElseThrow());
    assertTrue(model.stale());
    assertEquals(second.architecture().channels().size(), model.scores().size());

    // the rounds are played once more
    model.apply(
        events.stream()
            .filter(e -> e.round() >= 2 && !(e instanceof GrowthEvent.RunStarted))
            .toList());
    assertEquals(4, model.rounds().size());
    assertEquals(
        List.of(0, 1, 2, 3, 2, 3), model.history().stream().map(RoundRecord::round).toList());
    assertEquals(
        List.of(false, false, true, true, false, false),
        model.history().stream().map(RoundRecord::abandoned).toList());
    assertEquals(4, LossPoints.of(model, Optional.empty(), Resource.PARAMETERS).train().size());
    assertEquals(6, model.copy().history().size());

    List<LogEntry> log = DecisionLog.of(model.history());
    assertEquals(1, log.stream().filter(e -> e.decision().equals("undone")).count());
    assertTrue(log.stream().anyMatch(e -> e.round() == 3 && e.outcome().equals("undone")));
    assertTrue(log.stream().anyMatch(e -> e.round() == 3 && e.outcome().equals("applied")));
  }

  @Test
  void locksAreShownUntilTheyAreTakenOffAndAreInTheLog() {
    playUntil(GrowthEvent.ScoresUpdated.class, 1);
    model.apply(List.of(new GrowthEvent.LocksChanged(1, List.of(2))));
    RunSnapshot live = RunSnapshots.live(model, Optional.empty()).orElseThrow();
    assertEquals(Set.of(2), live.locked());
    CandidateRows rows = new CandidateRows();
    rows.update(live);
    for (CandidateRow row : rows.rows()) {
      assertEquals(
          row.key().unit().group() == 2, row.state() == CandidateRow.State.LOCKED, row.layer());
    }
    model.apply(List.of(new GrowthEvent.LocksChanged(1, List.of())));
    assertTrue(RunSnapshots.live(model, Optional.empty()).orElseThrow().locked().isEmpty());
    List<LogEntry> log = DecisionLog.of(model.history());
    assertEquals(List.of("locked", "unlocked"), log.stream().map(LogEntry::decision).toList());
    assertTrue(LogEntry.jsonLines(log).contains("\"decided_by\":\"person\""));
    assertTrue(LogEntry.jsonLines(log).contains("\"delta_nats\":null"));
  }
}
