package org.morphoscope.ui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.RunHistory;
import org.morphoscope.history.RunModel;
import org.morphoscope.run.GrowthEvent;

class StageSentenceTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");

  @Test
  void aWindowWithoutARunSaysSo() {
    assertEquals("Nothing grows yet.", StageSentence.of(new RunModel(() -> 0), Optional.empty()));
  }

  @Test
  void everyMomentOfARecordedRunHasOneSentence() throws Exception {
    RunModel run = new RunModel(() -> 0);
    List<String> told = new ArrayList<>();
    for (GrowthEvent event : RunHistory.events(SAMPLE)) {
      run.apply(List.of(event));
      String sentence = StageSentence.of(run, Optional.empty());
      assertFalse(sentence.isBlank());
      assertTrue(sentence.length() < 110, sentence);
      if (told.isEmpty() || !told.get(told.size() - 1).equals(sentence)) {
        told.add(sentence);
      }
    }
    String all = String.join("\n", told);
    assertTrue(all.contains("The small seed network is trained"), all);
    assertTrue(all.contains("Every channel learns how it would best split in two."), all);
    assertTrue(all.contains("Proposed: "), all);
    assertTrue(all.matches("(?s).*Predicted \\u2212[0-9.]+, measured \\u2212[0-9.]+\\..*"), all);
    assertTrue(told.get(told.size() - 1).startsWith("Done: validation loss "), all);
  }
}
