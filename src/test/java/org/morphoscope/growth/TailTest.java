package org.morphoscope.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.Compute;
import org.morphoscope.run.Decider;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.GrowthEvent.TailEpoch;
import org.morphoscope.run.GrowthEvent.TailFinished;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.Standing;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;

/** The tail of a run, and the tails that branch off it. */
class TailTest {
  private final List<GrowthEvent> events = new ArrayList<>();
  private final List<RoundState> saved = new ArrayList<>();

  private static RunConfig config(int rounds, OptionalInt tail, TailAt at) {
    RunConfig config = Configs.seeded(rounds, 1);
    return config.withTraining(
        config.training().withSchedule(Training.Schedule.RUN).withTail(tail, at));
  }

  private void run(RunConfig config, Optional<Standing> from) throws IOException {
    run(config, new FakeEngine.Script(), from);
  }

  private void run(RunConfig config, FakeEngine.Script script, Optional<Standing> from)
      throws IOException {
    new GrowthRun(
            new RunIdentity("r", "0"),
            config,
            new FakeEngine(config, script),
            Decider.automatic(),
            new EngineControl(),
            events::add,
            saved::add,
            () -> 0)
        .run(from);
  }

  private <T> List<T> only(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void theLastRoundGetsATailOfAsManyEpochsAsLedToIt() throws IOException {
    run(config(3, OptionalInt.empty(), TailAt.LAST), Optional.empty());
    String words =
        events.stream()
            .filter(e -> e.round() == 3 && !(e instanceof GrowthEvent.PhaseProgress))
            .map(EventText::word)
            .collect(Collectors.joining(" "));
    assertEquals(
        "RoundFinished TAIL> TailEpoch TailEpoch TailEpoch TailEpoch TailEpoch TAIL<"
            + " EVALUATE> EVALUATE< TailFinished ROUNDS_DONE",
        words.substring(words.indexOf("RoundFinished")));
    assertTrue(only(TailEpoch.class).stream().allMatch(e -> e.round() == 3 && e.epochs() == 5));
  }

  @Test
  void aTailFillsTheComputeOfTheRunAsNearAsWholeEpochsCome() throws IOException {
    RunConfig plain = config(2, OptionalInt.of(0), TailAt.LAST);
    run(plain, Optional.empty());
    RoundSummary grown = only(RoundFinished.class).get(2).summary();
    long spent = grown.compute().orElseThrow().total();
    long epoch = TailPlan.epochCompute(20, 600, grown.multiplyAccumulates());
    assertEquals(3L * 600 * grown.multiplyAccumulates(), epoch);
    for (int[] eighthsAndEpochs : new int[][] {{20, 3}, {19, 2}, {3, 0}, {-9, 0}}) {
      events.clear();
      long total = spent + epoch * eighthsAndEpochs[0] / 8;
      Training training = plain.training();
      TailPlan filling = training.tail().toCompute(total);
      run(plain.withTraining(training.withTail(filling)), Optional.empty());
      assertEquals(eighthsAndEpochs[1], only(TailEpoch.class).size());
      assertEquals(eighthsAndEpochs[1] > 0 ? 1 : 0, only(TailFinished.class).size());
    }
  }

  @Test
  void theSummaryBehindTheTailKnowsTheLossesBefore() throws IOException {
    run(config(2, OptionalInt.of(3), TailAt.LAST), Optional.empty());
    RoundSummary round = only(RoundFinished.class).get(2).summary();
    RoundSummary after = only(TailFinished.class).get(0).summary();
    assertEquals(round.evaluation(), after.tail().orElseThrow().before());
    assertEquals(3, after.tail().orElseThrow().epochs());
    assertEquals(round.widths(), after.widths());
    assertEquals(round.measuredGain(), after.measuredGain());
    assertFalse(round.validationLoss() == after.validationLoss());
    assertTrue(only(RunEnded.class).get(0).message().contains("after a tail of 3 epochs"));
  }

  @Test
  void schedulesWithinARoundHaveNoTailUnlessItIsAskedFor() throws IOException {
    run(Configs.seeded(1, 1), Optional.empty());
    assertEquals(List.of(), only(TailFinished.class));
    assertEquals(0, Training.standard().withSchedule(Training.Schedule.STEP).tailEpochs(4));
  }

  @Test
  void aTailThatBranchesOffChangesNothingBehindIt() throws IOException {
    run(config(3, OptionalInt.of(2), TailAt.LAST), Optional.empty());
    List<String> straight = EventText.of(withoutTails());
    events.clear();
    run(config(3, OptionalInt.of(2), TailAt.ALL), Optional.empty());
    assertEquals(
        List.of(0, 1, 2, 3), only(TailFinished.class).stream().map(e -> e.round()).toList());
    assertEquals(
        straight.subList(1, straight.size()),
        EventText.of(withoutTails()).subList(1, straight.size()));
  }

  @Test
  void aBranchPaysForItselfAlone() throws IOException {
    run(config(2, OptionalInt.of(2), TailAt.ALL), Optional.empty());
    for (TailFinished branch : only(TailFinished.class)) {
      Compute before = branch.summary().tail().orElseThrow().computeBefore().orElseThrow();
      Compute after = branch.summary().compute().orElseThrow();
      RoundSummary round = only(RoundFinished.class).get(branch.round()).summary();
      assertEquals(round.compute().orElseThrow(), before);
      assertTrue(after.training() > before.training());
      assertEquals(before.search(), after.search());
    }
  }

  private List<GrowthEvent> withoutTails() {
    List<GrowthEvent> rest = new ArrayList<>(events);
    boolean[] inTail = {false};
    rest.removeIf(
        event -> {
          if (event instanceof GrowthEvent.PhaseStarted e && e.phase() == Phase.TAIL) {
            inTail[0] = true;
          }
          boolean remove = inTail[0];
          if (event instanceof TailFinished) {
            inTail[0] = false;
          }
          return remove;
        });
    return rest;
  }

  @Test
  void everyBranchIsTheRunThatEndedThere() throws IOException {
    run(config(3, OptionalInt.empty(), TailAt.ALL), Optional.empty());
    for (TailFinished branch : only(TailFinished.class)) {
      TailTest own = new TailTest();
      own.run(config(branch.round(), OptionalInt.empty(), TailAt.LAST), Optional.empty());
      assertEquals(own.only(TailFinished.class), List.of(branch));
    }
  }

  @Test
  void sizesBranchOffAtTheFirstRoundThatReachesThem() throws IOException {
    run(config(4, OptionalInt.of(1), TailAt.LAST), Optional.empty());
    List<Long> sizes =
        only(RoundFinished.class).stream().map(e -> e.summary().parameters()).toList();
    events.clear();
    TailAt at = new TailAt(false, List.of(sizes.get(1), sizes.get(2) + 1, sizes.get(4) * 2));
    run(config(4, OptionalInt.of(1), at), Optional.empty());
    assertEquals(List.of(1, 3, 4), only(TailFinished.class).stream().map(e -> e.round()).toList());
  }

  @Test
  void whatIsResumedBehindARoundPlaysItsTailOnce() throws IOException {
    RunConfig config = config(2, OptionalInt.of(2), TailAt.ALL);
    run(config, Optional.empty());
    List<GrowthEvent> whole = List.copyOf(events);
    RoundState round1 =
        saved.stream().filter(s -> s.round() == 1 && !s.afterTail()).findFirst().get();
    RoundSummary round0 = only(RoundFinished.class).get(0).summary();
    RoundSummary tail1 = only(TailFinished.class).get(1).summary();
    int behindRound = whole.indexOf(only(RoundFinished.class).get(1)) + 1;
    int behindTail = whole.indexOf(only(TailFinished.class).get(1)) + 1;
    events.clear();
    run(config, Optional.of(new Standing(round1, Optional.of(round0), Optional.empty())));
    assertEquals(
        EventText.of(whole.subList(behindRound, whole.size())),
        EventText.of(events.subList(1, events.size())));
    events.clear();
    run(config, Optional.of(new Standing(round1, Optional.of(round0), Optional.of(tail1))));
    assertEquals(
        EventText.of(whole.subList(behindTail, whole.size())),
        EventText.of(events.subList(1, events.size())));
  }

  /** The tail of round 1 diverges until its rate has fallen twice. */
  private static FakeEngine.Script divergingTail(double factor) {
    return new FakeEngine.Script() {
      @Override
      public double lossFactor(int round, int epoch) {
        return round == 1 && epoch >= 1000 && rates.size() < 2 ? factor : 1;
      }
    };
  }

  @Test
  void aTailThatDivergesIsPlayedAgainAtARateOfItsOwn() throws IOException {
    RunConfig config = config(2, OptionalInt.of(2), TailAt.ALL);
    run(config, Optional.empty());
    List<RoundFinished> sound = only(RoundFinished.class);
    events.clear();
    FakeEngine.Script script = divergingTail(Double.NaN);
    run(config, script, Optional.empty());
    double rate = config.training().learningRate();
    assertEquals(
        List.of(
            new GrowthEvent.TailDiverged(1, 1, rate, rate / 3),
            new GrowthEvent.TailDiverged(1, 2, rate / 3, rate / 3 / 3)),
        only(GrowthEvent.TailDiverged.class));
    // growth goes on at the rate from before the tail
    assertEquals(List.of(rate / 3, rate / 3 / 3, rate), script.rates);
    assertEquals(List.of(0, 1, 2), only(TailFinished.class).stream().map(e -> e.round()).toList());
    assertEquals(
        EventText.of(List.copyOf(sound)), EventText.of(List.copyOf(only(RoundFinished.class))));
    assertTrue(only(TailFinished.class).get(1).summary().compute().orElseThrow().discarded() > 0);
  }

  @Test
  void aTailThatIsResumedHasItsRetriesToo() throws IOException {
    RunConfig config = config(1, OptionalInt.of(2), TailAt.LAST);
    run(config, divergingTail(Double.NaN), Optional.empty());
    List<GrowthEvent> whole = List.copyOf(events);
    RoundState round1 = saved.stream().filter(s -> s.round() == 1).findFirst().orElseThrow();
    RoundSummary round0 = only(RoundFinished.class).get(0).summary();
    int behindRound = whole.indexOf(only(RoundFinished.class).get(1)) + 1;
    events.clear();
    run(
        config,
        divergingTail(Double.NaN),
        Optional.of(new Standing(round1, Optional.of(round0), Optional.empty())));
    assertEquals(
        EventText.of(whole.subList(behindRound, whole.size())),
        EventText.of(events.subList(1, events.size())));
  }

  @Test
  void withoutRetriesATailThatDivergesEndsTheRunBehindItsRound() throws IOException {
    RunConfig config = config(1, OptionalInt.of(2), TailAt.LAST);
    run(
        config.withTraining(config.training().withRetries(0)),
        divergingTail(Double.POSITIVE_INFINITY),
        Optional.empty());
    RunEnded end = only(RunEnded.class).get(0);
    assertEquals(EndReason.FAILED, end.reason());
    assertEquals(1, end.round());
    assertTrue(end.message().startsWith("Training diverged in the tail of round 1"), end.message());
    assertTrue(end.message().contains("--learning-rate"), end.message());
  }
}
