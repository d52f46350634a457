package org.morphoscope.ui.shell.interactor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.shell.MemoryPreferences;

class LastChoicesTest {
  @Test
  void whatAnEarlierVersionRememberedComesWithTheNumericsOfThisOne() {
    RunConfig chosen = RunConfig.standard("generated", "tiny", 3, 9);
    LastChoices choices = new LastChoices(new MemoryPreferences());
    choices.keep(chosen.withNumerics(1));
    assertEquals(Optional.of(chosen), choices.config());
  }
}
