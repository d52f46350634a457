package org.morphoscope.cli.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.Decision.Trial;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RoundSummary.Outcome;

class RunLinesTest {
  @Test
  void ofTwoSetsThatWereTriedTheOneThatStaysComesFirst() {
    Trial first = new Trial(List.of(4, 1), Outcome.HALVED, 6_276, 2.2731, 2);
    Trial second = new Trial(List.of(), Outcome.NOTHING, 4_514, 2.2707, 0);
    GrowthEvent event = new GrowthEvent.Tried(1, new Trial.Both(first, second, true));
    assertEquals(
        Optional.of(
            "round 1: tried both: the other set stays: validation loss after an epoch 2.2731"
                + " (6,276 parameters, halved) of the first, 2.2707 (4,514 parameters, not grown)"
                + " of the other"),
        new RunLines(Path.of("run")).of(event));
  }
}
