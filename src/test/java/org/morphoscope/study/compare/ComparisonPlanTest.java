package org.morphoscope.study.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.run.Room;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;
import org.morphoscope.study.compare.ComparisonPlan.Planned;

class ComparisonPlanTest {
  @ParameterizedTest
  @CsvSource({"tiny,24000", "resnet-small,24000", "mobilenet-small,9001", "chain:16-4-32-4,24000"})
  void evenWidthsFillTheBudgetAndKeepTheShape(String name, long budget) {
    NetworkSpec seed = Plans.net(name);
    NetworkSpec wide = EvenWidths.within(seed, Resource.PARAMETERS, budget);
    assertTrue(Resources.of(wide).parameters() <= budget);
    int[] start = seed.widths();
    int[] end = wide.widths();
    for (int g = 0; g < start.length; g++) {
      int[] more = end.clone();
      more[g]++;
      assertTrue(
          Resources.of(wide.withWidths(more)).parameters() > budget, "group " + g + " has room");
    }
    double smallest = Double.MAX_VALUE;
    double largest = 0;
    for (int g = 0; g < start.length; g++) {
      smallest = Math.min(smallest, (end[g] + 1.0) / start[g]);
      largest = Math.max(largest, (end[g] - 1.0) / start[g]);
    }
    assertTrue(largest <= smallest, "factors from %f to %f".formatted(smallest, largest));
  }

  /** 600 images in batches of 20; the reference had 4 + 3 epochs and cost ten epochs of the net. */
  private static Yardstick yardstick(ComparisonPlan plan, NetworkSpec net, int epochs) {
    long epoch = 3L * 600 * Resources.of(net).multiplyAccumulates();
    return new Yardstick(epochs * epoch, 7, 3, 600, net.widths());
  }

  private static ComparisonPlan.Planned run(ComparisonPlan plan, Participant contender) {
    Entry entry =
        plan.entries().stream()
            .filter(e -> e.contender() == contender && !e.retrained())
            .findFirst()
            .orElseThrow();
    return new ComparisonPlan.Planned(entry, 4);
  }

  @Test
  void netsFromScratchCostAsMuchAsTheReferenceOrHaveItsEpochs() {
    ComparisonPlan plan =
        Plans.plan(
            List.of(
                Participant.GAUSS_NEWTON,
                Participant.SCRATCH,
                Participant.SCRATCH_EPOCHS,
                Participant.SCRATCH_WIDTHS,
                Participant.NOT_GROWN),
            2,
            false);
    NetworkSpec even = EvenWidths.within(plan.seedNet(), Resource.PARAMETERS, plan.budget());
    Yardstick yardstick = yardstick(plan, even, 10);
    RunConfig scratch = plan.config(run(plan, Participant.SCRATCH), yardstick, Optional.empty());
    assertEquals(4, scratch.seed());
    assertEquals(0, scratch.limits().rounds());
    assertEquals(even, scratch.seedNet().architecture().orElseThrow());
    assertEquals(6, scratch.training().firstEpochs());
    assertEquals(4, scratch.training().tailEpochs(0), "three sevenths, as with the reference");
    RunConfig equal =
        plan.config(run(plan, Participant.SCRATCH_EPOCHS), yardstick, Optional.empty());
    assertEquals(4, equal.training().firstEpochs());
    assertEquals(3, equal.training().tailEpochs(0));
    NetworkSpec found = plan.seedNet().withWidths(new int[] {9, 10, 20, 21});
    RunConfig widths =
        plan.config(run(plan, Participant.SCRATCH_WIDTHS), yardstick, Optional.of(found));
    assertEquals(found, widths.seedNet().architecture().orElseThrow());
    RunConfig same = plan.config(run(plan, Participant.NOT_GROWN), yardstick, Optional.empty());
    assertEquals(Optional.of(plan.seedNet()), same.seedNet().architecture());
    double factor =
        (double) Resources.of(even).multiplyAccumulates()
            / Resources.of(plan.seedNet()).multiplyAccumulates();
    assertEquals(
        Math.round(10 * factor), same.training().firstEpochs() + same.training().tailEpochs(0));
  }

  @Test
  void netsFromScratchHaveThePlateauThatIsAskedForAndOthersTheirOwn() {
    ComparisonPlan asked =
        Plans.plan(
            List.of(Participant.GAUSS_NEWTON, Participant.SCRATCH, Participant.NOT_GROWN), 1, true);
    ComparisonPlan plan =
        new ComparisonPlan(
            asked
                .base()
                .withTraining(
                    asked
                        .base()
                        .training()
                        .withSchedule(Training.Schedule.RUN)
                        .withTail(
                            new TailPlan(
                                OptionalInt.of(3), OptionalLong.empty(), TailAt.LAST, 0.5))),
            asked.seedNet(),
            asked.contenders(),
            asked.seeds(),
            true,
            Match.COMPUTE,
            false,
            Optional.of(Plateau.of("80%")));
    NetworkSpec even = EvenWidths.within(plan.seedNet(), Resource.PARAMETERS, plan.budget());
    Yardstick yardstick = yardstick(plan, even, 10);
    RunConfig grown = plan.referenceConfig(4);
    assertEquals(0.5, grown.training().tail().hold());
    assertEquals(3, grown.training().tailEpochs(0));
    RunConfig scratch = plan.config(run(plan, Participant.SCRATCH), yardstick, Optional.empty());
    assertEquals(8, scratch.training().firstEpochs());
    assertEquals(2, scratch.training().tailEpochs(0));
    assertEquals(0, scratch.training().tail().hold(), "its plateau is the one asked for");
    Planned retrained = new Planned(new Entry(Participant.GAUSS_NEWTON, true, Match.COMPUTE), 4);
    RunConfig widths = plan.config(retrained, yardstick, Optional.of(even));
    assertEquals(scratch.training(), widths.training());
    Training same =
        plan.config(run(plan, Participant.NOT_GROWN), yardstick, Optional.empty()).training();
    assertEquals(
        Math.round((same.firstEpochs() + same.tailEpochs(0)) * 3 / 7.0), same.tailEpochs(0));
  }

  @Test
  void morphNetHasHalfOfTheComputeToShrinkAndBeginsAnewWithThePlateauOfNetsFromScratch() {
    ComparisonPlan plan =
        Plans.plan(List.of(Participant.GAUSS_NEWTON, Participant.MORPHNET), 1, true);
    NetworkSpec even = EvenWidths.within(plan.seedNet(), Resource.PARAMETERS, plan.budget());
    RunConfig config =
        plan.config(run(plan, Participant.MORPHNET), yardstick(plan, even, 10), Optional.empty());
    assertEquals(Optional.of(even), config.seedNet().architecture());
    assertEquals(5, config.training().firstEpochs());
    assertEquals(0, config.training().epochsPerRound());
    assertEquals(2, config.limits().rounds());
    assertEquals(4.0 / 7, config.training().tail().hold(), 1e-12);
    assertTrue(config.training().tail().compute().isPresent());
    Training byEpochs =
        new WideCourse(plan, Participant.MORPHNET, yardstick(plan, even, 10))
            .config(4, Match.EPOCHS)
            .training();
    assertEquals(4.0 / 7, byEpochs.tail().hold(), 1e-12, "whatever all are matched by");
  }

  @Test
  void netsFromScratchHoldTheirTailsAsTheReferenceDoesUnlessTheyHaveAPlateauOfTheirOwn() {
    ComparisonPlan asked =
        Plans.plan(
            List.of(Participant.GAUSS_NEWTON, Participant.SCRATCH, Participant.MORPHNET), 1, false);
    TailPlan held = new TailPlan(OptionalInt.of(3), OptionalLong.empty(), TailAt.LAST, 0.5);
    ComparisonPlan plan =
        asked.withBase(asked.base().withTraining(asked.base().training().withTail(held)));
    NetworkSpec even = EvenWidths.within(plan.seedNet(), Resource.PARAMETERS, plan.budget());
    Yardstick yardstick = yardstick(plan, even, 10);
    RunConfig scratch = plan.config(run(plan, Participant.SCRATCH), yardstick, Optional.empty());
    assertEquals(0.5, scratch.training().tail().hold());
    RunConfig shrunk = plan.config(run(plan, Participant.MORPHNET), yardstick, Optional.empty());
    assertEquals(1 - 3.0 / 7 / 2, shrunk.training().tail().hold(), 1e-12);
  }

  @Test
  void aPlateauIsNotGivenToNetsWhoseRateFallsBeforeTheirTail() {
    ComparisonPlan asked = Plans.plan(List.of(Participant.SCRATCH), 1, false);
    RunConfig cosine =
        asked.base().withTraining(asked.base().training().withSchedule(Training.Schedule.COSINE));
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new ComparisonPlan(
                        cosine,
                        asked.seedNet(),
                        asked.contenders(),
                        asked.seeds(),
                        false,
                        Match.COMPUTE,
                        false,
                        Optional.of(Plateau.of("80%"))))
            .getMessage();
    assertTrue(said.contains("found cosine"), said);
  }

  @Test
  void oneCosineFromScratchHasTheRateOfSchedulesWithinARound() {
    ComparisonPlan plan =
        Plans.plan(List.of(Participant.GAUSS_NEWTON, Participant.SCRATCH_COSINE), 1, false);
    ComparisonPlan run =
        plan.withBase(
            plan.base()
                .withTraining(
                    plan.base()
                        .training()
                        .withSchedule(Training.Schedule.RUN)
                        .withLearningRate(0.05)));
    NetworkSpec even = EvenWidths.within(plan.seedNet(), Resource.PARAMETERS, plan.budget());
    Training training =
        run.config(run(run, Participant.SCRATCH_COSINE), yardstick(run, even, 10), Optional.empty())
            .training();
    assertEquals(Training.Schedule.COSINE, training.schedule());
    assertEquals(0.1, training.learningRate(), 1e-12);
    assertEquals(10, training.firstEpochs());
    assertEquals(0, training.tailEpochs(0));
  }

  @Test
  void contendersDifferInTheirStrategyAndMorphismsAlone() {
    ComparisonPlan plan = Plans.plan(Participant.standard(), 2, true, Match.EPOCHS);
    Yardstick yardstick = yardstick(plan, plan.seedNet(), 10);
    RunConfig method = plan.referenceConfig(4);
    RunConfig neurons =
        plan.config(run(plan, Participant.GAUSS_NEWTON_NEW), yardstick, Optional.empty());
    assertEquals(Set.of(MorphKind.NEW_NEURON), neurons.selection().kinds());
    assertEquals(Set.of(MorphKind.values()), method.selection().kinds());
    RunConfig net2net = plan.config(run(plan, Participant.NET2NET), yardstick, Optional.empty());
    assertEquals(method.training(), net2net.training());
    RunConfig random = plan.config(run(plan, Participant.RANDOM), yardstick, Optional.empty());
    assertEquals(0, random.newNeurons());
    assertTrue(
        plan.config(run(plan, Participant.RANDOM_NEW), yardstick, Optional.empty()).newNeurons()
            > 0);
  }

  @Test
  void grownRunsFillTheComputeOfTheReferenceInTheirTail() {
    ComparisonPlan plan =
        Plans.plan(List.of(Participant.GAUSS_NEWTON, Participant.RANDOM), 2, false);
    Yardstick yardstick = yardstick(plan, plan.seedNet(), 10);
    RunConfig random = plan.config(run(plan, Participant.RANDOM), yardstick, Optional.empty());
    assertEquals(OptionalLong.of(yardstick.compute()), random.training().tail().compute());
    assertEquals(OptionalLong.empty(), plan.referenceConfig(4).training().tail().compute());
  }

  @Test
  void netsThatArePrunedBeginWithFourBudgetsAndCostTheSame() {
    ComparisonPlan plan =
        Plans.plan(
            List.of(Participant.GAUSS_NEWTON, Participant.TAYLOR, Participant.SLIMMING), 1, true);
    NetworkSpec even = EvenWidths.within(plan.seedNet(), Resource.PARAMETERS, plan.budget());
    Yardstick yardstick = yardstick(plan, even, 40);
    RunConfig slimming = plan.config(run(plan, Participant.SLIMMING), yardstick, Optional.empty());
    NetworkSpec wide = slimming.seedNet().architecture().orElseThrow();
    double size = (double) Resources.of(wide).parameters() / plan.budget();
    assertTrue(size > 3.9 && size <= 4, size + " budgets");
    long epoch = 3L * 600 * Resources.of(wide).multiplyAccumulates();
    double before = (double) slimming.training().firstEpochs() * epoch / yardstick.compute();
    assertEquals(0.5, before, 0.5 * epoch / yardstick.compute());
    assertEquals(1, slimming.limits().rounds());
    assertEquals(0, slimming.training().epochsPerRound());
    assertEquals(OptionalLong.of(yardstick.compute()), slimming.training().tail().compute());
    Room.require(slimming, wide);
    RunConfig taylor = plan.config(run(plan, Participant.TAYLOR), yardstick, Optional.empty());
    assertEquals(3, taylor.limits().rounds());
    assertEquals(1, taylor.training().epochsPerRound());
    RunConfig brief =
        plan.config(run(plan, Participant.TAYLOR), yardstick(plan, even, 6), Optional.empty());
    assertEquals(1, brief.limits().rounds(), "removals cost at most a quarter");
    assertTrue(plan.entries().stream().anyMatch(entry -> entry.label().equals("retrain-slimming")));
    assertEquals(
        "strategies: expected a first one whose length does not depend on another, found taylor",
        message(() -> Plans.plan(List.of(Participant.TAYLOR), 1, false)));
  }

  @Test
  void onlyStrategiesThatGrowAreRetrained() {
    ComparisonPlan plan =
        Plans.plan(
            List.of(Participant.GAUSS_NEWTON, Participant.RANDOM, Participant.SCRATCH), 2, true);
    assertEquals(
        List.of(
            "gauss-newton",
            "random",
            "scratch",
            "retrain-gauss-newton",
            "retrain-gauss-newton-epochs",
            "retrain-random",
            "retrain-random-epochs"),
        plan.entries().stream().map(Entry::label).toList());
    assertEquals(14, plan.runs().size());
    assertEquals("gauss-newton-seed1", plan.runs().get(0).folder());
    assertEquals("gauss-newton-seed2", plan.runs().get(3).folder());
    assertEquals("retrain-gauss-newton-seed1", plan.runs().get(6).folder());
  }

  @Test
  void whatCannotBeComparedIsRefusedInOneSentence() {
    assertEquals(
        "strategies: expected different names, found [random, random]",
        message(() -> Plans.plan(List.of(Participant.RANDOM, Participant.RANDOM), 1, false)));
    assertEquals(
        "seeds: expected 1 to 1000, found 0",
        message(() -> Plans.plan(List.of(Participant.RANDOM), 0, false)));
    String small =
        message(
            () ->
                new ComparisonPlan(
                    Plans.config(100),
                    Plans.net("tiny"),
                    Participant.standard(),
                    List.of(1L),
                    false,
                    Match.COMPUTE,
                    false,
                    Optional.empty()));
    assertTrue(small.startsWith("budget: expected more than the "), small);
    assertEquals(
        "strategies: expected one that grows first, whose widths are trained from scratch, found scratch",
        message(
            () -> Plans.plan(List.of(Participant.SCRATCH, Participant.SCRATCH_WIDTHS), 1, false)));
    assertTrue(message(() -> Participant.of("luck")).contains("random-learned"));
  }

  private static String message(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }
}
