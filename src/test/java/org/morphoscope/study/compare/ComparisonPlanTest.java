package org.morphoscope.study.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.run.RunConfig;

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

  @Test
  void netsThatDoNotGrowAreTrainedAsLongAsTheOthers() {
    ComparisonPlan plan = Plans.plan(List.of(Participant.SCRATCH, Participant.NOT_GROWN), 2, false);
    RunConfig scratch = plan.config(Participant.SCRATCH, 4);
    assertEquals(4, scratch.seed());
    assertEquals(0, scratch.limits().rounds());
    assertEquals(2 + 3 * 1, scratch.training().firstEpochs());
    assertEquals(
        EvenWidths.within(plan.seedNet(), Resource.PARAMETERS, plan.budget()),
        scratch.seedNet().architecture().orElseThrow());
    RunConfig same = plan.config(Participant.NOT_GROWN, 4);
    assertEquals(Optional.of(plan.seedNet()), same.seedNet().architecture());
    assertEquals(5, same.training().firstEpochs());
  }

  @Test
  void contendersDifferInTheirStrategyAndMorphismsAlone() {
    ComparisonPlan plan = Plans.plan(Participant.standard(), 2, true);
    RunConfig method = plan.config(Participant.GAUSS_NEWTON, 3);
    RunConfig splits = plan.config(Participant.GAUSS_NEWTON_SPLITS, 3);
    assertEquals(Set.of(MorphKind.SPLIT, MorphKind.PRUNE), splits.selection().kinds());
    assertEquals(Set.of(MorphKind.values()), method.selection().kinds());
    assertEquals(method.training(), plan.config(Participant.NET2NET, 3).training());
    assertEquals(0, plan.config(Participant.RANDOM, 3).newNeurons());
    assertTrue(plan.config(Participant.RANDOM_NEW, 3).newNeurons() > 0);
  }

  @Test
  void onlyStrategiesThatGrowAreRetrained() {
    ComparisonPlan plan =
        Plans.plan(
            List.of(Participant.GAUSS_NEWTON, Participant.RANDOM, Participant.SCRATCH), 2, true);
    assertEquals(
        List.of("gauss-newton", "random", "scratch", "retrain-gauss-newton", "retrain-random"),
        plan.entries().stream().map(Entry::label).toList());
    assertEquals(6, plan.runs(false).size());
    assertEquals("gauss-newton-seed1", plan.runs(false).get(0).folder());
    assertEquals("gauss-newton-seed2", plan.runs(false).get(3).folder());
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
                    Plans.config(100), Plans.net("tiny"), Participant.standard(), 1, false));
    assertTrue(small.startsWith("budget: expected more than the "), small);
    assertTrue(message(() -> Participant.of("luck")).contains("random-learned"));
  }

  private static String message(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }
}
