package org.morphoscope.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resources;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.Compute;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Applied;
import org.morphoscope.run.GrowthEvent.Measured;
import org.morphoscope.run.GrowthEvent.PhaseFinished;
import org.morphoscope.run.GrowthEvent.PhaseProgress;
import org.morphoscope.run.GrowthEvent.Proposed;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.Phase;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RoundSummary.Outcome;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.Standing;
import org.morphoscope.run.config.Selection;
import org.morphoscope.selection.JointModel;

class GrowthRunTest {
  private final List<GrowthEvent> events = new ArrayList<>();
  private final List<RoundState> saved = new ArrayList<>();
  private final EngineControl control = new EngineControl();

  @Test
  void aRoundGoesThroughItsPhasesInOrder() throws IOException {
    run(config(1), new FakeEngine.Script(), Decider.automatic());
    String words =
        events.stream()
            .filter(e -> !(e instanceof PhaseProgress))
            .map(EventText::word)
            .collect(Collectors.joining(" "));
    assertEquals(
        "RunStarted TRAIN> EpochFinished EpochFinished TRAIN< EVALUATE> EVALUATE< RoundFinished"
            + " REFRESH> REFRESH< LEARN> LEARN<"
            + " SCORE> ScoresUpdated ScoresUpdated ScoresUpdated SCORE<"
            + " PROPOSE> Proposed PROPOSE< DECIDE> Decided DECIDE<"
            + " APPLY> Applied APPLY< MEASURE> Measured MEASURE<"
            + " TRAIN> EpochFinished TRAIN< EVALUATE> EVALUATE< RoundFinished ROUNDS_DONE",
        words);
    assertEquals(List.of(0, 1), saved.stream().map(RoundState::round).toList());
  }

  @Test
  void theSameSeedGivesTheSameEvents() throws IOException {
    run(config(3), new FakeEngine.Script(), Decider.automatic());
    List<String> first = EventText.of(events);
    events.clear();
    run(config(3), new FakeEngine.Script(), Decider.automatic());
    assertEquals(first, EventText.of(events));
    events.clear();
    run(Configs.seeded(3, 2), new FakeEngine.Script(), Decider.automatic());
    assertNotEquals(first, EventText.of(events));
  }

  @Test
  void goingOnAfterASavedRoundGivesTheSameRounds() throws IOException {
    run(config(3), new FakeEngine.Script(), Decider.automatic());
    List<GrowthEvent> whole = List.copyOf(events);
    RoundState afterFirst = saved.get(1);
    events.clear();
    growthRun(config(3), new FakeEngine.Script(), Decider.automatic())
        .run(Optional.of(Standing.at(afterFirst)));
    assertEquals(2, only(RunStarted.class).get(0).round());
    assertEquals(
        EventText.of(whole.stream().filter(e -> e.round() >= 2).toList()),
        EventText.of(events.subList(1, events.size())));
  }

  @Test
  void theProposalListsEveryCandidateAndStaysInTheAllowance() throws IOException {
    run(config(2), new FakeEngine.Script(), Decider.automatic());
    for (Proposed proposed : only(Proposed.class)) {
      Proposal p = proposed.proposal();
      long current = Resources.of(p.architecture().spec()).parameters();
      assertEquals(2 * p.architecture().spec().unitCount(), p.candidates().size());
      assertEquals(Math.round(1.4 * current), p.target());
      assertTrue(p.parameterChange() > 0 && current + p.parameterChange() <= p.target());
      assertEquals(new JointModel(p.slope(), p.gram()).delta(p.selected()), p.predictedDelta(), 0);
      Candidate c = p.candidates().get(p.selected().get(0));
      assertEquals(
          p.architecture().channels().get(c.unit().group()).get(c.unit().channel()).id(),
          c.channelId());
    }
  }

  @Test
  void whatIsHalvedOrTakenBackIsPaidForAsDiscarded() throws IOException {
    FakeEngine.Script script =
        new FakeEngine.Script() {
          @Override
          public double ratio(int round, int attempt) {
            return round == 1 ? 0.9 : round == 2 && attempt == 1 ? 0.9 : 0.1;
          }
        };
    run(config(3), script, Decider.automatic());
    List<Compute> spent =
        only(RoundFinished.class).stream().map(e -> e.summary().compute().orElseThrow()).toList();
    assertEquals(0, spent.get(1).discarded());
    assertTrue(spent.get(1).measuring() > 0);
    assertTrue(spent.get(2).discarded() > 0);
    assertTrue(spent.get(2).measuring() > spent.get(1).measuring());
    assertTrue(spent.get(3).discarded() > spent.get(2).discarded());
    assertEquals(spent.get(2).measuring(), spent.get(3).measuring());
  }

  @Test
  void theBudgetCapsTheLastRoundAndEndsTheRun() throws IOException {
    long seed =
        Resources.of(new FakeEngine(config(9), new FakeEngine.Script()).spec()).parameters();
    long budget = seed * 7 / 4;
    run(
        Configs.withSelection(config(9), OptionalLong.of(budget), OptionalDouble.empty()),
        new FakeEngine.Script(),
        Decider.automatic());
    RunEnded end = last(RunEnded.class);
    assertEquals(EndReason.BUDGET_REACHED, end.reason());
    long parameters = last(RoundFinished.class).summary().parameters();
    assertTrue(parameters <= budget && parameters > budget - 100, parameters + " of " + budget);
    assertTrue(end.message().endsWith("."), end.message());
  }

  @Test
  void aFixedLambdaIsUsedAsGivenAndNeverShrinksTheNet() throws IOException {
    run(
        Configs.withSelection(config(1), OptionalLong.empty(), OptionalDouble.of(1e-3)),
        new FakeEngine.Script(),
        Decider.automatic());
    Proposal p = only(Proposed.class).get(0).proposal();
    assertEquals(1e-3, p.lambda());
    assertTrue(p.parameterChange() >= 0);
    assertEquals(Outcome.NOTHING, last(RoundFinished.class).summary().outcome());
    assertTrue(only(Applied.class).isEmpty());
    assertEquals(OptionalDouble.of(0), last(RoundFinished.class).summary().predictedGain());
  }

  @Test
  void aContradictedSetIsHalvedInTheOrderTaken() throws IOException {
    run(config(1), ratios(-0.5, 0.7), Decider.automatic());
    List<Integer> selected = only(Proposed.class).get(0).proposal().selected();
    List<Applied> applied = only(Applied.class);
    assertEquals(2, applied.size());
    assertEquals(selected.size(), applied.get(0).morphisms().size());
    assertEquals(selected.size() / 2, applied.get(1).morphisms().size());
    assertEquals(
        applied.get(0).morphisms().subList(0, selected.size() / 2), applied.get(1).morphisms());
    assertEquals(
        List.of(true, false), only(Measured.class).stream().map(Measured::contradicted).toList());
    RoundSummary summary = last(RoundFinished.class).summary();
    assertEquals(Outcome.HALVED, summary.outcome());
    assertEquals(-applied.get(1).predictedDelta(), summary.predictedGain().getAsDouble());
    assertEquals(
        -0.7 * applied.get(1).predictedDelta(), summary.measuredGain().getAsDouble(), 1e-12);
    assertEquals(applied.get(1).architecture().channels(), saved.get(1).channels());
  }

  private static boolean contradicts(double measured, double predicted) {
    return RoundGrowth.contradicts(
        new GrowthEngine.Measurement(measured, measured, 0.2), predicted);
  }

  @Test
  void whatASetAddsBeginsAnewWhereThatIsAskedAndIsNeverTakenBack() throws IOException {
    for (Selection.Start start : Selection.Start.values()) {
      List<List<Integer>> fresh = new ArrayList<>();
      FakeEngine.Script script =
          new FakeEngine.Script() {
            @Override
            public double ratio(int round, int attempt) {
              return attempt == 0 ? 0.1 : 0.9;
            }

            @Override
            public void onFresh(List<Integer> candidates) {
              fresh.add(candidates);
            }
          };
      RunConfig config = Configs.seeded(1, 3);
      events.clear();
      run(config.withSelection(config.selection().withStart(start)), script, Decider.automatic());
      List<Applied> applied = only(Applied.class);
      boolean anew = start == Selection.Start.FRESH;
      assertEquals(anew ? 1 : 2, applied.size(), "the whole set, and its half where it counts");
      assertEquals(anew ? 1 : 0, fresh.size());
      fresh.forEach(set -> assertEquals(applied.get(0).morphisms().size(), set.size()));
    }
  }

  @Test
  void aHeldOutLossBeyondTwoStandardErrorsContradictsToo() {
    assertFalse(RoundGrowth.contradicts(new GrowthEngine.Measurement(-0.1, 0.019, 0.01), -0.1));
    assertTrue(RoundGrowth.contradicts(new GrowthEngine.Measurement(-0.1, 0.021, 0.01), -0.1));
  }

  @Test
  void aGainBelowHalfOfThePredictedIsAContradiction() {
    assertFalse(contradicts(-0.05, -0.1));
    assertTrue(contradicts(-0.0499, -0.1));
    assertTrue(contradicts(0.01, -0.1));
    assertTrue(contradicts(Double.NaN, -0.1));
    assertFalse(contradicts(0.15, 0.1));
    assertTrue(contradicts(0.21, 0.1));
  }

  @Test
  void aSetThatFailsTwiceIsRevertedAndTrainingGoesOn() throws IOException {
    run(config(2), ratios(0.2, 0.4), Decider.automatic());
    List<Applied> applied =
        events.stream()
            .filter(e -> e.round() == 1)
            .filter(Applied.class::isInstance)
            .map(Applied.class::cast)
            .toList();
    assertEquals(3, applied.size());
    assertTrue(applied.get(2).morphisms().isEmpty());
    RoundSummary seed = saved.get(0).summary();
    RoundSummary reverted = saved.get(1).summary();
    assertEquals(Outcome.REVERTED, reverted.outcome());
    assertEquals(seed.widths(), reverted.widths());
    assertEquals(saved.get(0).channels(), saved.get(1).channels());
    assertTrue(saved.get(1).snapshot().steps() > saved.get(0).snapshot().steps());
    assertEquals(0, reverted.splits());
  }

  @Test
  void aSingleContradictedMorphismIsRevertedAtOnce() throws IOException {
    run(config(1), ratios(-1, 1), p -> decision(p.selected().subList(0, 1)));
    assertEquals(2, only(Applied.class).size());
    assertEquals(Outcome.REVERTED, last(RoundFinished.class).summary().outcome());
  }

  @Test
  void channelsKeepTheirIdentityAndChildrenNameTheirParent() throws IOException {
    run(config(3), ratios(0.9, 0.9), Decider.automatic());
    Set<Integer> ever = new HashSet<>();
    RoundState before = saved.get(0);
    before.channels().forEach(layer -> layer.forEach(c -> ever.add(c.id())));
    for (RoundState after : saved.subList(1, saved.size())) {
      for (int l = 0; l < after.channels().size(); l++) {
        for (ChannelInfo channel : after.channels().get(l)) {
          if (channel.bornRound() == after.round()) {
            assertTrue(ever.add(channel.id()), "identity given twice: " + channel);
            int parent = channel.parent();
            assertTrue(before.channels().get(l).stream().anyMatch(c -> c.id() == parent));
          } else {
            assertTrue(before.channels().get(l).contains(channel));
          }
        }
      }
      before = after;
    }
    for (Applied applied : only(Applied.class)) {
      for (var morphism : applied.morphisms()) {
        if (morphism.kind() == MorphKind.SPLIT) {
          List<Integer> layer =
              applied.architecture().channels().get(morphism.unit().group()).stream()
                  .map(ChannelInfo::id)
                  .toList();
          int plus = layer.indexOf(morphism.children().get(0));
          assertEquals(plus + 1, layer.indexOf(morphism.children().get(1)));
        }
      }
    }
  }

  @Test
  void identitiesOfADroppedHalfAreNotGivenAgain() throws IOException {
    run(config(2), ratios(-1, 0.9), Decider.automatic());
    int offered =
        only(Applied.class).get(0).morphisms().stream()
            .flatMap(m -> m.children().stream())
            .mapToInt(Integer::intValue)
            .max()
            .orElseThrow();
    assertEquals(offered + 1, saved.get(1).nextChannelId());
    assertTrue(
        saved.get(2).channels().stream()
            .flatMap(List::stream)
            .filter(c -> c.bornRound() == 2)
            .allMatch(c -> c.id() > offered));
  }

  @Test
  void anAnswerThatDoesNotFitIsRefusedWithASentence() {
    assertRefused(p -> decision(List.of(p.candidates().size())), "does not exist");
    assertRefused(p -> decision(List.of(0, p.candidates().size() / 2)), "chosen twice");
    assertRefused(
        p -> {
          int units = p.candidates().size() / 2;
          return decision(
              List.of(
                  units, units + 1, units + 2, units + 3, units + 4, units + 5, units + 6,
                  units + 7));
        },
        "layer 0 would lose all its channels");
  }

  private void assertRefused(Decider decider, String part) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> run(config(1), new FakeEngine.Script(), decider));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void aLossThatIsNoNumberEndsTheRunAndNamesTheRemedy() throws IOException {
    for (double factor : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      events.clear();
      saved.clear();
      run(
          config(2),
          new FakeEngine.Script() {
            @Override
            public double lossFactor(int round, int epoch) {
              return round == 1 ? factor : 1;
            }
          },
          Decider.automatic());
      RunEnded end = assertInstanceOf(RunEnded.class, events.get(events.size() - 1));
      assertEquals(EndReason.FAILED, end.reason());
      assertTrue(end.message().contains("lower learning rate"), end.message());
      assertEquals(1, saved.size());
    }
  }

  /** Diverges in round 1 until the run has chosen a smaller rate twice. */
  private static FakeEngine.Script divergingTwice() {
    return new FakeEngine.Script() {
      @Override
      public double lossFactor(int round, int epoch) {
        return round == 1 && rates.size() < 2 ? Double.NaN : 1;
      }
    };
  }

  @Test
  void aRoundThatDivergesIsPlayedAgainFromTheEndOfTheOneBefore() throws IOException {
    run(config(2), new FakeEngine.Script(), Decider.automatic());
    List<RoundState> sound = List.copyOf(saved);
    events.clear();
    saved.clear();
    FakeEngine.Script script = divergingTwice();
    run(config(2), script, Decider.automatic());
    double rate = config(2).training().learningRate();
    assertEquals(List.of(rate / 3, rate / 3 / 3), script.rates);
    assertEquals(
        List.of(
            new GrowthEvent.Diverged(1, 1, rate, rate / 3),
            new GrowthEvent.Diverged(1, 2, rate / 3, rate / 3 / 3)),
        events.stream().filter(GrowthEvent.Diverged.class::isInstance).toList());
    assertEquals(EndReason.ROUNDS_DONE, ((RunEnded) events.get(events.size() - 1)).reason());
    assertEquals(sound.size(), saved.size());
    for (int i = 0; i < sound.size(); i++) {
      assertEquals(sound.get(i).channels(), saved.get(i).channels());
      assertEquals(sound.get(i).summary().trainLoss(), saved.get(i).summary().trainLoss());
    }
  }

  @Test
  void withoutRetriesARoundThatDivergesEndsTheRun() throws IOException {
    RunConfig stops = config(2).withTraining(config(2).training().withRetries(0));
    FakeEngine.Script script = divergingTwice();
    run(stops, script, Decider.automatic());
    assertEquals(EndReason.FAILED, ((RunEnded) events.get(events.size() - 1)).reason());
    assertEquals(List.of(), script.rates);
  }

  @Test
  void theFirstTrainingBeginsAgainToo() throws IOException {
    FakeEngine.Script script =
        new FakeEngine.Script() {
          @Override
          public double lossFactor(int round, int epoch) {
            return round == 0 && rates.isEmpty() ? Double.POSITIVE_INFINITY : 1;
          }
        };
    run(config(1), script, Decider.automatic());
    assertEquals(1, script.rates.size());
    assertEquals(EndReason.ROUNDS_DONE, ((RunEnded) events.get(events.size() - 1)).reason());
  }

  @Test
  void timesComeFromTheClock() throws IOException {
    AtomicLong now = new AtomicLong();
    FakeEngine.Script script =
        new FakeEngine.Script() {
          @Override
          public void onBatch(String pass, int round, int batch) {
            now.addAndGet(50_000_000L);
          }
        };
    new GrowthRun(
            new RunIdentity("r", "1"),
            config(1),
            new FakeEngine(config(1), script),
            Decider.automatic(),
            control,
            events::add,
            saved::add,
            now::get)
        .run(Optional.empty());
    PhaseFinished train = only(PhaseFinished.class).get(0);
    assertEquals(0.3, train.seconds(), 1e-9);
    RoundSummary summary = saved.get(1).summary();
    assertEquals(0.15, summary.secondsTraining(), 1e-9);
    assertEquals(0.6, summary.secondsScoring(), 1e-9);
    List<PhaseProgress> progress =
        only(PhaseProgress.class).stream()
            .filter(p -> p.phase() == Phase.TRAIN && p.round() == 0)
            .toList();
    assertEquals(List.of(400L, 800L, 1200L), progress.stream().map(PhaseProgress::done).toList());
    assertEquals(4000, progress.get(2).imagesPerSecond(), 1e-6);
    assertEquals(1200, progress.get(0).total());
  }

  private static FakeEngine.Script ratios(double first, double second) {
    return new FakeEngine.Script() {
      @Override
      public double ratio(int round, int attempt) {
        return attempt == 0 ? first : second;
      }
    };
  }

  private static Decision decision(List<Integer> apply) {
    return new Decision(apply, List.of(), List.of(), List.of(), Decision.By.PERSON);
  }

  private void run(RunConfig config, FakeEngine.Script script, Decider decider) throws IOException {
    growthRun(config, script, decider).run(Optional.empty());
  }

  private GrowthRun growthRun(RunConfig config, FakeEngine.Script script, Decider decider) {
    return new GrowthRun(
        new RunIdentity("run-1", "0.0"),
        config,
        new FakeEngine(config, script),
        decider,
        control,
        events::add,
        saved::add,
        () -> 0);
  }

  private <T extends GrowthEvent> List<T> only(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private <T extends GrowthEvent> T last(Class<T> type) {
    List<T> all = only(type);
    return all.get(all.size() - 1);
  }

  private static RunConfig config(int rounds) {
    return Configs.seeded(rounds, 1);
  }
}
