package org.morphoscope.growth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.run.Compute;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Decision.Trial;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Applied;
import org.morphoscope.run.GrowthEvent.EpochFinished;
import org.morphoscope.run.GrowthEvent.Measured;
import org.morphoscope.run.GrowthEvent.PhaseProgress;
import org.morphoscope.run.GrowthEvent.Tried;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary.Outcome;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.config.SecondSet;

class TwoTrialsTest {
  private final List<GrowthEvent> events = new ArrayList<>();
  private final List<RoundState> saved = new ArrayList<>();

  private static Decision first(Proposal proposal) {
    return new Decision(proposal.selected(), List.of(), List.of(), List.of(), Decision.By.PERSON);
  }

  private static Decision nothing() {
    return new Decision(List.of(), List.of(), List.of(), List.of(), Decision.By.PERSON);
  }

  /** The loss of the fake engine falls with the number of channels: the larger set is better. */
  private static Decision largerFirst(Proposal proposal) {
    return first(proposal).against(List.of());
  }

  private static Decision largerSecond(Proposal proposal) {
    return nothing().against(proposal.selected());
  }

  private static RunConfig config(int rounds, int epochs) {
    RunConfig config = Configs.seeded(rounds, 1);
    return config.withTraining(config.training().withEpochs(1, epochs));
  }

  private void run(RunConfig config, FakeEngine.Script script, Decider decider) throws IOException {
    events.clear();
    saved.clear();
    new GrowthRun(
            new RunIdentity("run-1", "0.0"),
            config,
            new FakeEngine(config, script),
            decider,
            new EngineControl(),
            events::add,
            saved::add,
            () -> 0)
        .run(Optional.empty());
  }

  private <T extends GrowthEvent> List<T> only(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private RoundRecord record() {
    RunModel model = new RunModel(() -> 0);
    model.apply(events);
    return model.round(1).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theNetThatStaysIsTheOneThatItsSetAloneWouldHaveGiven(int epochs) throws IOException {
    RunConfig config = config(2, epochs);
    run(config, new FakeEngine.Script(), TwoTrialsTest::first);
    List<RoundState> alone = List.copyOf(saved);
    List<Measured> measured = only(Measured.class);
    List<EpochFinished> trained = only(EpochFinished.class);
    for (boolean second : new boolean[] {false, true}) {
      run(
          config,
          new FakeEngine.Script(),
          second ? TwoTrialsTest::largerSecond : TwoTrialsTest::largerFirst);
      for (Tried tried : only(Tried.class)) {
        assertEquals(second, tried.both().keptSecond());
        assertTrue(
            tried.both().kept().validationLoss()
                <= Math.min(
                    tried.both().first().validationLoss(), tried.both().second().validationLoss()));
      }
      assertEquals(2, only(Tried.class).size());
      assertEquals(alone.size(), saved.size());
      for (int i = 0; i < alone.size(); i++) {
        RoundState expected = alone.get(i);
        RoundState found = saved.get(i);
        assertEquals(expected.snapshot().spec(), found.snapshot().spec());
        assertEquals(expected.snapshot().steps(), found.snapshot().steps());
        expected
            .snapshot()
            .arrays()
            .forEach(
                (name, array) ->
                    assertArrayEquals(
                        array.values(), found.snapshot().arrays().get(name).values(), name));
        assertEquals(expected.summary().validationLoss(), found.summary().validationLoss());
        assertEquals(expected.summary().outcome(), found.summary().outcome());
        Compute one = expected.summary().compute().orElseThrow();
        Compute both = found.summary().compute().orElseThrow();
        assertEquals(one.training(), both.training());
        assertTrue(i == 0 || both.discarded() > one.discarded(), "the other set is paid for");
      }
      assertEquals(measured, only(Measured.class));
      assertEquals(
          trained.stream().map(e -> List.of(e.round(), e.epoch(), e.trainLoss())).toList(),
          only(EpochFinished.class).stream()
              .map(e -> List.of(e.round(), e.epoch(), e.trainLoss()))
              .toList());
    }
  }

  @Test
  void bothAreTriedBeforeTheEpochIsTold() throws IOException {
    run(config(1, 2), new FakeEngine.Script(), p -> first(p).against(p.selected().subList(0, 1)));
    String words =
        events.stream()
            .filter(e -> e.round() == 1 && !(e instanceof PhaseProgress))
            .map(EventText::word)
            .collect(Collectors.joining(" "));
    String one =
        " APPLY> Applied APPLY< MEASURE> Measured MEASURE< TRAIN> TRAIN< MEASURE> MEASURE<";
    assertTrue(
        words.contains(
            "Decided DECIDE<"
                + one
                + one
                + " Tried APPLY> Applied APPLY< EpochFinished TRAIN> EpochFinished TRAIN< EVALUATE>"),
        words);
  }

  @Test
  void theRecordEndsWithTheSetThatStays() throws IOException {
    run(config(1, 1), new FakeEngine.Script(), p -> first(p).against(p.selected().subList(0, 1)));
    RoundRecord record = record();
    assertFalse(record.tried().orElseThrow().keptSecond());
    assertEquals(2, record.changes().size());
    assertEquals(2, record.measured().size());
    Applied last = record.applied().orElseThrow();
    assertEquals(record.decision().orElseThrow().apply().size(), last.morphisms().size());
    assertEquals(last.predictedDelta(), record.measured().get(1).predictedDelta());
    assertEquals(saved.get(1).channels(), record.netAfter().channels());
    assertEquals(record.decision().orElseThrow().apply(), record.taken().orElseThrow().apply());
    run(config(1, 1), new FakeEngine.Script(), TwoTrialsTest::largerSecond);
    assertEquals(
        record().decision().orElseThrow().other().orElseThrow(),
        record().taken().orElseThrow().apply());
    assertEquals(saved.get(1).channels(), record().netAfter().channels());
  }

  @Test
  void aSetThatIsTakenBackIsTriedAsTheNetAsItWas() throws IOException {
    FakeEngine.Script contradicted =
        new FakeEngine.Script() {
          @Override
          public double ratio(int round, int attempt) {
            return 0.1;
          }
        };
    run(config(1, 1), contradicted, p -> nothing().against(p.selected()));
    Trial.Both both = only(Tried.class).get(0).both();
    assertEquals(Outcome.REVERTED, both.second().outcome());
    assertEquals(2, both.second().measurements());
    assertEquals(both.first().validationLoss(), both.second().validationLoss());
    assertFalse(both.keptSecond(), "the first stays where both are equal");
    assertEquals(Outcome.NOTHING, saved.get(1).summary().outcome());
    assertEquals(saved.get(0).channels(), saved.get(1).channels());
    assertTrue(record().applied().orElseThrow().morphisms().isEmpty());
  }

  @Test
  void identitiesOfTheOtherSetAreNotGivenAgain() throws IOException {
    run(config(2, 1), new FakeEngine.Script(), TwoTrialsTest::largerFirst);
    run(config(2, 1), new FakeEngine.Script(), p -> first(p).against(p.selected().subList(0, 1)));
    int offered =
        only(Applied.class).stream()
            .filter(e -> e.round() == 1)
            .flatMap(e -> e.morphisms().stream())
            .flatMap(m -> m.children().stream())
            .mapToInt(Integer::intValue)
            .max()
            .orElseThrow();
    assertEquals(offered + 1, saved.get(1).nextChannelId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HALF", "NOTHING", "SPLIT"})
  void aRunTriesEveryProposalThatNobodyChanged(String name) throws IOException {
    SecondSet wanted = SecondSet.valueOf(name);
    RunConfig config = config(2, 1);
    config = config.withSelection(config.selection().withTryBoth(Optional.of(wanted)));
    run(config, new FakeEngine.Script(), Decider.automatic());
    for (GrowthEvent.Decided decided : only(GrowthEvent.Decided.class)) {
      Decision decision = decided.decision();
      List<Integer> set = decision.apply();
      switch (wanted) {
        case HALF -> assertEquals(set.subList(0, set.size() / 2), decision.other().orElseThrow());
        case NOTHING -> assertEquals(List.of(), decision.other().orElseThrow());
        default ->
            // where the proposal has nothing but splits there is no other set to try
            assertTrue(decision.other().isEmpty() || !decision.other().get().equals(set));
      }
    }
    run(config, new FakeEngine.Script(), TwoTrialsTest::first);
    assertEquals(List.of(), only(Tried.class), "a person's set is the person's");
  }
}
