package org.morphoscope.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.config.SecondSet;
import picocli.CommandLine;

/** A second set that would never be tried is no setting of a run. */
class SecondSetOptionTest {
  private static Optional<SecondSet> tried(String... args) {
    GrowOptions options = new GrowOptions();
    new CommandLine(options).parseArgs(args);
    return options.config().selection().tryBoth();
  }

  private static String refusal(String... args) {
    return assertThrows(IllegalArgumentException.class, () -> tried(args)).getMessage();
  }

  @Test
  void aKindIsTriedBesideAllKinds() {
    assertEquals(Optional.empty(), tried());
    assertEquals(Optional.of(SecondSet.HALF), tried("--preset", "early", "--try-both", "half"));
    assertEquals(Optional.of(SecondSet.SPLIT), tried("--try-both", "split"));
    assertEquals(Optional.of(SecondSet.NEW), tried("--try-both", "new", "--new-neurons", "4"));
  }

  @Test
  void aSetThatWouldNeverBeAnotherOneIsRefused() {
    assertEquals(
        "--try-both split: expected --morphisms with split and another kind, found split; the set is"
            + " tried beside one of all kinds",
        refusal("--preset", "early", "--try-both", "split"));
    assertEquals(
        "--try-both new: expected --morphisms with new and another kind, found split,prune; the set"
            + " is tried beside one of all kinds",
        refusal("--try-both", "new"));
  }
}
