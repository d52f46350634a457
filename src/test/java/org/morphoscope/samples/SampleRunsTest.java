package org.morphoscope.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.ui.session.SampleRuns;

/** The runs that come with the program can be read by this version of it. */
class SampleRunsTest {
  static Stream<Path> samples() {
    return SampleRuns.in(Path.of("")).stream();
  }

  @Test
  void atLeastOneRunComesWithTheProgram() {
    assertFalse(SampleRuns.in(Path.of("")).isEmpty());
  }

  @Test
  void aProgramWithoutSamplesOffersNone() {
    assertTrue(SampleRuns.in(Path.of("src")).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theEventsTellTheWholeRun(Path folder) throws Exception {
    RunReader reader = RunReader.open(folder);
    List<GrowthEvent> events = reader.allEvents();
    List<RoundSummary> told =
        events.stream()
            .filter(GrowthEvent.RoundFinished.class::isInstance)
            .map(event -> ((GrowthEvent.RoundFinished) event).summary())
            .toList();
    assertInstanceOf(GrowthEvent.RunStarted.class, events.get(0));
    assertInstanceOf(GrowthEvent.RunEnded.class, events.get(events.size() - 1));
    assertEquals(reader.summaries(), told);
    assertEquals(reader.config().limits().rounds() + 1, told.size());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyCheckpointHoldsTheNetOfItsSummary(Path folder) throws Exception {
    RunReader reader = RunReader.open(folder);
    assertEquals(reader.summaries().size(), reader.checkpoints().size());
    for (int round : reader.checkpoints()) {
      RoundState state = reader.state(round);
      assertEquals(round, state.round());
      int[] widths = state.snapshot().spec().widths();
      assertEquals(state.summary().widths(), Arrays.stream(widths).boxed().toList());
      for (int layer = 0; layer < widths.length; layer++) {
        assertEquals(widths[layer], state.channels().get(layer).size());
        assertEquals(widths[layer], state.snapshot().arrays().get("gamma" + layer).values().length);
      }
    }
  }
}
