package org.morphoscope.growth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.compute.Nets;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.Standing;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Limits;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;

/** The whole loop on the real engine with graphs, all three morphisms and every strategy. */
class GrownGraphRunTest {
  private static final TensorShape IMAGES = new TensorShape(3, 32, 32);

  /**
   * A stem at a quarter of the size, a residual block, a depthwise-separable block; of every kind
   * of activation, and dropout, which a resumed run has to draw again.
   */
  private static NetworkSpec graph() {
    NetworkBuilder builder = new NetworkBuilder("graph", IMAGES).convBnRelu(4, 4, 4, 0, 1e-5);
    String stem = builder.last();
    builder.convBnRelu(3, 3, 1, 1, 1e-5).conv(4, 1, 1, 0, false).batchNorm(1e-5);
    builder.plus(stem).silu().depthwise(3, 2, 1).batchNorm(1e-5).leakyRelu(0.1);
    builder.convBnRelu(5, 1, 1, 0, 1e-5).globalAveragePool();
    return builder.dropout(0.2).dense(10);
  }

  private static RunConfig config(GrowthStrategy strategy, Selection.Pace pace, Resource resource) {
    NetworkSpec spec = graph();
    Resources now = Resources.of(spec);
    return RunConfig.standard("generated:300", "graph", 2, 7)
        .withData(new DataChoice("generated:300", OptionalInt.empty(), 0.2))
        .withSeedNet(new SeedNet("graph", Optional.of(spec), Optional.empty()))
        .withLimits(
            new Limits(
                2,
                OptionalLong.of(2 * now.parameters()),
                OptionalLong.of(2 * now.multiplyAccumulates())))
        .withTraining(
            Training.standard()
                .withLearningRate(0.05)
                .withSchedule(Training.Schedule.COSINE)
                .withBatch(32)
                .withEpochs(1, 1)
                .withAugment(false))
        .withScoring(
            Scoring.standard()
                .withLearning(96, 4, 48)
                .withLearnRate(0.02)
                .withSamples(96, 48)
                .withNewPerGroup(3))
        .withSelection(
            Selection.standard().withPace(pace).withGrowthFactor(1.5).withResource(resource))
        .withStrategy(strategy);
  }

  /** Events of a run, and the states it saved. */
  private record Recorded(List<GrowthEvent> events, List<RoundState> states) {
    List<String> text() {
      return EventText.of(events);
    }

    List<RoundSummary> rounds() {
      return states.stream().map(RoundState::summary).toList();
    }
  }

  private static Recorded run(RunConfig config, Optional<RoundState> from) throws IOException {
    return run(config, from, Decider.automatic());
  }

  private static Recorded run(RunConfig config, Optional<RoundState> from, Decider decider)
      throws IOException {
    Recorded recorded = new Recorded(new ArrayList<>(), new ArrayList<>());
    try (NumericEngine engine =
        new NumericEngine(
            config, DataSource.open(config.data().name()), Nets.fastTeam(2), "test")) {
      new GrowthRun(
              new RunIdentity("test", "test"),
              config,
              engine,
              decider,
              new EngineControl(),
              recorded.events()::add,
              recorded.states()::add,
              () -> 0)
          .run(from.map(Standing::at));
    }
    return recorded;
  }

  /** All but scores of a file, and those that shrink a wide net: {@code ShrinkingTest} has them. */
  @ParameterizedTest
  @EnumSource(
      value = GrowthStrategy.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SCORES", "TAYLOR", "SLIMMING", "MORPHNET"})
  void everyStrategyGrowsWithinItsBudgetAndRepeatsItself(GrowthStrategy strategy)
      throws IOException {
    RunConfig config = config(strategy, Selection.Pace.TO_BUDGET, Resource.PARAMETERS);
    Recorded whole = run(config, Optional.empty());
    List<RoundSummary> rounds = whole.rounds();
    assertEquals(3, rounds.size());
    long budget = config.limits().parameters().getAsLong();
    for (RoundSummary round : rounds) {
      assertTrue(round.parameters() <= budget, round.toString());
    }
    RoundSummary last = rounds.get(2);
    // a rival takes what it finds good, and few candidates are drawn here
    if (!strategy.guarded() && !strategy.rival()) {
      assertTrue(last.parameters() > 0.85 * budget, last.toString());
      assertEquals(RoundSummary.Outcome.APPLIED, last.outcome());
    }
    identitiesAreUnique(whole);
    Recorded rest = run(config, Optional.of(whole.states().get(1)));
    assertEquals(
        EventText.of(whole.events().stream().filter(e -> e.round() >= 2).toList()),
        EventText.of(
            rest.events().stream().filter(e -> !(e instanceof GrowthEvent.RunStarted)).toList()));
  }

  /** The set that was not kept leaves no trace: not in a weight, not in the optimiser. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofTwoSetsTheOneThatStaysGoesOnAsIfItAloneHadBeenDecidedFor(boolean smallSecond)
      throws IOException {
    RunConfig config =
        config(GrowthStrategy.GAUSS_NEWTON, Selection.Pace.TO_BUDGET, Resource.PARAMETERS);
    Recorded both =
        run(
            config,
            Optional.empty(),
            proposal -> {
              Decision whole = Decision.accept(proposal);
              List<Integer> half = whole.apply().subList(0, whole.apply().size() / 2);
              return smallSecond
                  ? whole.against(half)
                  : withSet(whole, half).against(whole.apply());
            });
    List<List<Integer>> kept =
        both.events().stream()
            .filter(GrowthEvent.Tried.class::isInstance)
            .map(event -> ((GrowthEvent.Tried) event).both().kept().set())
            .toList();
    assertEquals(2, kept.size());
    Recorded alone =
        run(
            config,
            Optional.empty(),
            proposal -> withSet(Decision.accept(proposal), kept.get(proposal.round() - 1)));
    for (int i = 0; i < 3; i++) {
      var expected = alone.states().get(i).snapshot();
      var found = both.states().get(i).snapshot();
      assertEquals(expected.spec(), found.spec());
      assertEquals(expected.steps(), found.steps());
      assertEquals(expected.arrays().keySet(), found.arrays().keySet());
      expected
          .arrays()
          .forEach(
              (name, array) ->
                  assertArrayEquals(array.values(), found.arrays().get(name).values(), name));
    }
  }

  private static Decision withSet(Decision decision, List<Integer> set) {
    return new Decision(
        set, decision.vetoed(), decision.approved(), decision.deferred(), decision.by());
  }

  /** Every channel has one identity, new neurons have no parent, children of a split have one. */
  private static void identitiesAreUnique(Recorded recorded) {
    for (GrowthEvent event : recorded.events()) {
      if (event instanceof GrowthEvent.Applied applied) {
        Set<Integer> ids = new HashSet<>();
        Set<Integer> newborn = new HashSet<>();
        applied.architecture().channels().stream()
            .flatMap(List::stream)
            .forEach(channel -> assertTrue(ids.add(channel.id()), "channel " + channel.id()));
        for (AppliedMorphism morphism : applied.morphisms()) {
          if (morphism.kind() == MorphKind.NEW_NEURON) {
            assertEquals(1, morphism.children().size());
            newborn.addAll(morphism.children());
          }
        }
        applied.architecture().channels().stream()
            .flatMap(List::stream)
            .filter(channel -> newborn.contains(channel.id()))
            .forEach(channel -> assertEquals(-1, channel.parent()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FACTOR", "ADAPTIVE"})
  void aRoundIsLimitedInMultiplyAccumulatesToo(String pace) throws IOException {
    RunConfig config =
        config(
            GrowthStrategy.GAUSS_NEWTON,
            Selection.Pace.valueOf(pace),
            Resource.MULTIPLY_ACCUMULATES);
    Recorded recorded = run(config, Optional.empty());
    List<RoundSummary> rounds = recorded.rounds();
    for (int i = 1; i < rounds.size(); i++) {
      long before = rounds.get(i - 1).multiplyAccumulates();
      long after = rounds.get(i).multiplyAccumulates();
      assertTrue(after <= Math.round(1.5 * before), before + " to " + after);
      assertEquals(after - before, rounds.get(i).resourceChange());
    }
    assertFalse(recorded.text().isEmpty());
  }
}
