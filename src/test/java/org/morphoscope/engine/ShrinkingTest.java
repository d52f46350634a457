package org.morphoscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.morphoscope.compute.cpu.CpuKernels;
import org.morphoscope.compute.cpu.OneDnnConvolver;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.growth.GrowthRun;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.Decider;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.Room;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.TailAt;

/** Strategies that begin wide and take channels away: down to the budget, and no further. */
class ShrinkingTest {
  private static final long BUDGET = 500;

  private static RunConfig config(GrowthStrategy strategy) {
    RunConfig config = Configs.generated("generated:300", 0.2, 3);
    return config
        .withLimits(config.limits().withParameters(OptionalLong.of(BUDGET)).withRounds(2))
        .withSelection(config.selection().withPace(Selection.Pace.TO_BUDGET))
        .withSeedNet(SeedNet.named("chain:8-10"))
        .withTraining(
            config
                .training()
                .withBatch(32)
                .withEpochs(1, 1)
                .withTail(OptionalInt.of(1), TailAt.LAST))
        .withScoring(config.scoring().withLearning(96, 4, 48).withSamples(96, 48))
        .withStrategy(strategy);
  }

  private static List<RoundSummary> run(
      RunConfig config, Set<Integer> locked, List<GrowthEvent> events) throws IOException {
    List<RoundState> states = new ArrayList<>();
    EngineControl control = new EngineControl();
    control.setLocked(locked);
    try (NumericEngine engine =
        new NumericEngine(
            config,
            DataSource.open(config.data().name()),
            new Team(
                IntStream.range(0, 2)
                    .<Kernels>mapToObj(i -> new CpuKernels(new OneDnnConvolver()))
                    .toList()),
            "test")) {
      new GrowthRun(
              new RunIdentity("test", "test"),
              config,
              engine,
              Decider.automatic(),
              control,
              events::add,
              states::add,
              () -> 0)
          .run(Optional.empty());
    }
    return states.stream().map(RoundState::summary).toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = GrowthStrategy.class,
      names = {"TAYLOR", "SLIMMING"})
  void theyEndAtTheBudgetByEqualParts(GrowthStrategy strategy) throws IOException {
    List<GrowthEvent> events = new ArrayList<>();
    List<RoundSummary> rounds = run(config(strategy), Set.of(), events);
    long begun = rounds.get(0).parameters();
    assertTrue(begun > BUDGET);
    double part = Math.sqrt((double) BUDGET / begun);
    // no channel of the net is more than a tenth of it
    assertEquals(part * begun, rounds.get(1).parameters(), 0.1 * begun);
    assertTrue(rounds.get(1).parameters() <= part * begun + 1);
    RoundSummary last = rounds.get(rounds.size() - 1);
    assertTrue(last.parameters() <= BUDGET && last.parameters() > 0.8 * BUDGET, last.toString());
    assertTrue(last.prunes() > 0 && last.splits() == 0 && last.newNeurons() == 0);
    assertTrue(last.tail().isPresent());
    GrowthEvent end = events.get(events.size() - 1);
    assertTrue(
        end instanceof GrowthEvent.RunEnded ended && ended.reason() != EndReason.FAILED,
        end.toString());
  }

  @Test
  void aLockedLayerKeepsItsChannels() throws IOException {
    List<RoundSummary> rounds = run(config(GrowthStrategy.TAYLOR), Set.of(1), new ArrayList<>());
    RoundSummary last = rounds.get(rounds.size() - 1);
    assertEquals(10, last.widths().get(1));
    assertTrue(last.widths().get(0) < 8);
  }

  @Test
  void aBudgetAboveTheNetIsRefused() {
    RunConfig config = config(GrowthStrategy.TAYLOR);
    NetworkSpec small = SeedNetworks.create("chain:2-2", new TensorShape(1, 32, 32), 4);
    assertTrue(Resources.of(small).parameters() < BUDGET);
    String told =
        assertThrows(IllegalArgumentException.class, () -> Room.require(config, small))
            .getMessage();
    assertTrue(told.startsWith("budget: expected below the "), told);
    assertTrue(told.endsWith("found 500; lower it or begin with a larger net"), told);
  }

  @Test
  void thePenaltyEndsAtTheBudget() {
    RunConfig slimming = config(GrowthStrategy.SLIMMING);
    NetworkSpec wide = SeedNetworks.create("chain:8-10", new TensorShape(3, 32, 32), 4);
    NetworkSpec small = SeedNetworks.create("chain:2-2", new TensorShape(3, 32, 32), 4);
    assertEquals(1e-4, new GammaPenalty(slimming).ofTail(wide).orElseThrow()[1][9]);
    assertTrue(new GammaPenalty(slimming).ofTail(small).isEmpty());
    assertTrue(new GammaPenalty(config(GrowthStrategy.TAYLOR)).ofTail(wide).isEmpty());
  }

  @Test
  void morphNetShrinksToHalfWidensToTheBudgetAndBeginsAnew() throws IOException {
    RunConfig config = config(GrowthStrategy.MORPHNET);
    List<GrowthEvent> events = new ArrayList<>();
    long begun;
    List<RoundSummary> rounds =
        run(
            config.withLimits(config.limits().withParameters(OptionalLong.of(1100))),
            Set.of(),
            events);
    begun = rounds.get(0).parameters();
    assertTrue(begun < 1100, begun + " parameters");
    long half = rounds.get(1).parameters();
    assertTrue(half <= begun / 2 && half > 0.3 * begun, half + " of " + begun);
    RoundSummary last = rounds.get(rounds.size() - 1);
    assertTrue(last.parameters() <= 1100 && last.parameters() > 900, last.toString());
    double first = (double) last.widths().get(0) / rounds.get(1).widths().get(0);
    double second = (double) last.widths().get(1) / rounds.get(1).widths().get(1);
    assertEquals(1, first / second, 0.5, "one factor for all widths");
    assertTrue(rounds.get(1).prunes() > 0 && last.newNeurons() > 0);
  }
}
