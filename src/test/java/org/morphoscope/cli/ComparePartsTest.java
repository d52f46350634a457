package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ComparePartsTest {
  /** The reference of a seed, the run, its widths retrained. */
  private static final int STEPS = 3;

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void thePartsOfAnArrayJobGiveTheTableOfOneMachine(int parts) throws IOException {
    SharedComparison comparison = new SharedComparison(temporary);
    assertEquals(0, compare(comparison, "one"), comparison.said());
    int open = parts;
    for (int step = 0; step < STEPS && open > 0; step++) {
      open = 0;
      // the last first: it waits for the others where a seed is shared
      for (int part = parts; part >= 1; part--) {
        open += compare(comparison, "shared", "--part", part + "/" + parts);
      }
      assertFalse(Files.exists(temporary.resolve("shared").resolve("comparison.json")));
    }
    assertEquals(0, open, comparison.said());
    assertEquals(0, compare(comparison, "shared"), comparison.said());
    for (String table : SharedComparison.TABLES) {
      assertEquals(comparison.table("one", table), comparison.table("shared", table));
    }
    assertTrue(comparison.table("one", "comparison.md").contains("14 of 14 runs are done"));
  }

  @Test
  void aPartSaysWhatItHasDoneAndWhatWaits() {
    SharedComparison comparison = new SharedComparison(temporary);
    assertEquals(1, compare(comparison, "shared", "--part", "3/4"));
    assertTrue(comparison.said().contains("part 3 of 4: 0 of 3 runs done;"), comparison.said());
    assertTrue(comparison.said().contains("3 runs are not done"), comparison.said());
    assertEquals(0, compare(comparison, "shared", "--only", "gauss-newton-seed1"));
    assertTrue(
        comparison.said().contains("gauss-newton-seed1: 1 of 1 runs done;"), comparison.said());
    assertEquals(0, compare(comparison, "shared", "--part", "3/4"), comparison.said());
  }

  @Test
  void aRunThatAnotherPartIsJustBeginningIsPassedOver() throws IOException {
    Path begun = temporary.resolve("shared").resolve("gauss-newton-seed1");
    Files.createDirectories(begun);
    Files.writeString(begun.resolve("run.json"), "{");
    SharedComparison comparison = new SharedComparison(temporary);
    assertEquals(1, compare(comparison, "shared", "--part", "3/4"));
    assertTrue(comparison.said().contains("part 3 of 4: 0 of 3 runs done;"), comparison.said());
  }

  @Test
  void wrongPartsAreRefusedInASentence() {
    SharedComparison comparison = new SharedComparison(temporary);
    assertRefused(comparison, "expected a part of several such as 2/8, found 'two'", "two");
    assertRefused(comparison, "--part: expected a part from 1 to 8, found 9", "9/8");
    assertRefused(comparison, "--part or --only, found both", "1/8", "--only", "random-seed1");
    assertRefused(comparison, "--json: expected no --part", "1/8", "--json");
    assertEquals(1, compare(comparison, "shared", "--part", "1/2", "--tune-rate"));
    assertTrue(comparison.said().contains("expected a rate that was chosen before part 1 of 2"));
  }

  private static void assertRefused(SharedComparison comparison, String why, String... part) {
    String[] words = new String[part.length + 1];
    words[0] = "--part";
    System.arraycopy(part, 0, words, 1, part.length);
    assertEquals(2, compare(comparison, "shared", words));
    assertTrue(comparison.said().contains(why), comparison.said());
  }

  private static int compare(SharedComparison comparison, String to, String... more) {
    return comparison.compare(to, name -> null, more);
  }
}
