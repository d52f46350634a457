package org.morphoscope.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.ui.shell.FakeRuns;

class CandidateListingTest {
  private final RunModel model = new RunModel(() -> 0L);
  private final CandidateRows rows = new CandidateRows();

  private CandidateListing playUntil(Class<? extends GrowthEvent> type, int round) {
    for (GrowthEvent event : FakeRuns.events(2)) {
      model.apply(List.of(event));
      if (type.isInstance(event) && event.round() == round) {
        break;
      }
    }
    return CandidateListing.live(model, RunSnapshots.live(model, Optional.empty()).orElseThrow());
  }

  private long count(CandidateRow.State state) {
    return rows.rows().stream().filter(row -> row.state() == state).count();
  }

  @Test
  void whatWasAppliedStaysListedAfterGrowth() {
    CandidateListing listing = playUntil(GrowthEvent.RoundFinished.class, 1);
    assertFalse(listing.linked());
    rows.update(listing.moment());
    listing.outcome().ifPresent(rows::update);
    int applied = model.round(1).orElseThrow().applied().orElseThrow().morphisms().size();
    assertTrue(applied > 0);
    assertEquals(applied, count(CandidateRow.State.APPLIED));
    assertEquals(0, count(CandidateRow.State.CHOSEN));
  }

  @Test
  void aSetThatTheMeasurementContradictsIsTakenBack() {
    playUntil(GrowthEvent.Applied.class, 1);
    RoundRecord record = model.round(1).orElseThrow();
    int applied = record.applied().orElseThrow().morphisms().size();
    model.apply(List.of(new GrowthEvent.Applied(1, List.of(), record.architecture(), 0)));
    CandidateListing listing = CandidateListing.past(record);
    rows.update(listing.moment());
    listing.outcome().ifPresent(rows::update);
    assertEquals(applied, count(CandidateRow.State.TAKEN_BACK));
  }

  @Test
  void theNextScoringPassListsTheGrownNet() {
    CandidateListing listing = playUntil(GrowthEvent.ScoresUpdated.class, 2);
    assertTrue(listing.linked());
    assertTrue(listing.outcome().isEmpty());
    assertEquals(model.architecture().orElseThrow(), listing.moment().architecture());
  }

  @Test
  void newNeuronsAreListedBehindSplitsAndPrunesUntilTheNetGrows() {
    CandidateListing listing = playUntil(GrowthEvent.ScoresUpdated.class, 1);
    rows.update(listing.moment());
    int units = listing.moment().architecture().spec().unitCount();
    int places = listing.moment().newPerGroup();
    assertTrue(places > 0);
    int groups = listing.moment().architecture().spec().groups().size();
    assertEquals(2 * units + groups * places, rows.rows().size());
    CandidateRow last = rows.rows().get(rows.rows().size() - 1);
    assertEquals(MorphKind.NEW_NEURON, last.key().kind());
    assertEquals("#" + (places - 1), last.channel());
    assertTrue(Double.isFinite(last.delta()) && last.parameterChange() > 0);
    assertTrue(listing.moment().isNew(last.key().unit()));
  }

  @Test
  void aVetoedPruneOfThePastIsNotTakenForASplit() {
    playUntil(GrowthEvent.RoundFinished.class, 1);
    RoundRecord record = model.round(1).orElseThrow();
    Proposal proposal = record.proposal().orElseThrow();
    int prune = proposal.order().units();
    Decision veto =
        new Decision(List.of(), List.of(prune), List.of(), List.of(), Decision.By.PERSON);
    model.apply(List.of(new GrowthEvent.Decided(1, veto)));
    rows.update(RunSnapshots.past(record));
    assertEquals(CandidateRow.State.VETOED, rows.rows().get(prune).state());
    assertEquals(CandidateRow.State.OPEN, rows.rows().get(0).state());
  }
}
