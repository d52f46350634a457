package org.morphoscope.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Keep;
import org.morphoscope.run.config.Selection;
import org.morphoscope.service.Services;

/** Room on the disk that is told before a run begins. */
class DiskNeedTest {
  private static final NetworkSpec TINY =
      SeedNetworks.create("tiny", new TensorShape(1, 32, 32), 10);

  @TempDir Path temporary;

  private static RunConfig config(int rounds, long budget) {
    RunConfig config = Configs.seeded(rounds, 1);
    return config.withLimits(config.limits().withParameters(OptionalLong.of(budget)));
  }

  /** Bytes with what a file takes at least, as the system counts free room. */
  private static long taken(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(file -> (file.toFile().length() + 4095) / 4096 * 4096)
          .sum();
    }
  }

  @Test
  void itIsAboutWhatARunTakes() throws Exception {
    Path run = temporary.resolve("run");
    RunConfig config = config(4, 12_000);
    Services.fake(new FakeEngine.Script())
        .start(config, run, Decider.automatic(), event -> {})
        .await();
    NetworkSpec seed = RunReader.open(run).state(0).snapshot().spec();
    double ratio = (double) DiskNeed.of(config, seed).whole() / taken(run);
    assertTrue(ratio > 0.5 && ratio < 2, "told " + ratio + " of what it takes");
  }

  @Test
  void oneNetTakesLessThanAllOfThem() {
    RunConfig config = config(20, 2_000_000);
    long all = DiskNeed.of(config, TINY).whole();
    long last = DiskNeed.of(config.withKeep(Keep.LAST), TINY).whole();
    // events are most of a run, and stay
    assertTrue(last < 0.9 * all, last + " of " + all);
  }

  @Test
  void moreRoundsWithinABudgetTakeMore() {
    assertEquals(1, DiskNeed.of(config(0, 24_000), TINY).rounds());
    DiskNeed four = DiskNeed.of(config(4, 24_000), TINY);
    assertEquals(5, four.rounds());
    // the budget ends a run before its rounds do
    DiskNeed forty = DiskNeed.of(config(40, 24_000), TINY);
    assertTrue(forty.rounds() < 12, forty.rounds() + " rounds");
    assertTrue(forty.whole() > four.whole());
  }

  @Test
  void aRunThatShrinksIsReckonedDownToItsBudget() {
    long budget = Resources.of(TINY).parameters() / 4 + 1;
    RunConfig config = config(5, budget).withStrategy(GrowthStrategy.TAYLOR);
    Selection rules = config.selection().withGrowthFactor(2);
    RunConfig byFactor = config.withSelection(rules.withPace(Selection.Pace.FACTOR));
    DiskNeed halved = DiskNeed.of(byFactor, TINY);
    // the seed, a half, and a quarter
    assertEquals(3, halved.rounds());
    RunConfig evenly = config.withSelection(rules.withPace(Selection.Pace.TO_BUDGET));
    DiskNeed even = DiskNeed.of(evenly, TINY);
    assertEquals(6, even.rounds());
    assertTrue(even.whole() > halved.whole());
    assertTrue(even.whole() < 6 * even.round(), "later rounds are smaller than the first");
  }

  @Test
  void whatCannotFitIsRefusedInASentence() {
    DiskNeed need = DiskNeed.of(config(20, 20_000_000), TINY);
    String told =
        assertThrows(IOException.class, () -> need.requireRoom(Path.of("runs/a"), 5_000_000))
            .getMessage();
    assertTrue(told.startsWith(Path.of("runs/a") + ": expected room on the disk for about"), told);
    assertTrue(
        told.endsWith(
            "found 5.0 MB free; choose another folder, fewer rounds or a smaller budget, or keep"
                + " the last net only (--keep last)."),
        told);
  }

  @Test
  void aRunWithoutABudgetIsRefusedForWhatIsCertainOnly() throws IOException {
    RunConfig open = Configs.seeded(60, 1);
    DiskNeed need = DiskNeed.of(open, TINY);
    assertTrue(need.whole() > 1L << 40, "40 percent more in each of 60 rounds");
    need.requireRoom(temporary, 1L << 30);
    assertThrows(IOException.class, () -> need.requireRoom(temporary, 1L << 20));
  }

  @Test
  void severalRunsAreToldTogether() throws IOException {
    DiskNeed one = DiskNeed.of(config(4, 24_000), TINY);
    DiskNeed both = DiskNeed.sum(List.of(one, one));
    assertEquals(2 * one.whole(), both.whole());
    assertTrue(both.line(DiskNeed.free(temporary.resolve("not/yet"))).contains("for 10 rounds"));
  }
}
