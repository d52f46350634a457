package org.morphoscope.study.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.study.compare.ComparisonPlan.Planned;

class ShareTest {
  private static final List<Participant> THREE =
      List.of(Participant.GAUSS_NEWTON, Participant.RANDOM, Participant.SCRATCH);

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 2", "5, 5", "2, 3", "2, 7", "3, 50", "1, 4"})
  void partsAreDisjointAndCoverThePlan(int seeds, int parts) throws IOException {
    ComparisonPlan plan = Plans.plan(THREE, seeds, true);
    List<Planned> all = new ArrayList<>();
    for (int part = 1; part <= parts; part++) {
      all.addAll(Share.part(part, parts).of(plan));
    }
    assertEquals(plan.runs().size(), all.size());
    assertEquals(new HashSet<>(plan.runs()), new HashSet<>(all));
  }

  @Test
  void theRunsOfASeedStayTogetherWhereThereAreSeedsForAll() throws IOException {
    ComparisonPlan plan = Plans.plan(THREE, 4, false);
    Set<Long> seeds = new HashSet<>();
    for (Planned run : Share.part(2, 3).of(plan)) {
      seeds.add(run.seed());
    }
    assertEquals(Set.of(2L), seeds);
    assertEquals(3, Share.part(2, 3).of(plan).size());
  }

  @Test
  void aSeedIsSharedByNearlyEqualParts() throws IOException {
    ComparisonPlan plan = Plans.plan(THREE, 2, true);
    // 7 runs a seed, two parts each
    for (int part = 1; part <= 4; part++) {
      int runs = Share.part(part, 4).of(plan).size();
      assertTrue(runs == 3 || runs == 4, "part " + part + ": " + runs);
    }
  }

  @Test
  void singleRunsAreNamedAsTheirFolders() throws IOException {
    ComparisonPlan plan = Plans.plan(THREE, 2, false);
    assertEquals(
        List.of("random-seed1", "scratch-seed2"),
        Share.of(List.of("scratch-seed2", "random-seed1")).of(plan).stream()
            .map(Planned::folder)
            .toList());
    IOException unknown =
        assertThrows(IOException.class, () -> Share.of(List.of("random-seed3")).of(plan));
    assertTrue(
        unknown.getMessage().contains("gauss-newton-seed1, found 'random-seed3'"),
        unknown.getMessage());
  }

  @Test
  void aPartThatIsNoneIsRefused() {
    for (int part : new int[] {0, 4}) {
      assertEquals(
          "expected a part from 1 to 3, found " + part,
          assertThrows(IllegalArgumentException.class, () -> Share.part(part, 3)).getMessage());
    }
  }
}
