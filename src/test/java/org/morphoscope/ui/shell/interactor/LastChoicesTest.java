package org.morphoscope.ui.shell.interactor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.settings.Preferences;

class LastChoicesTest {
  @Test
  void whatAnEarlierVersionRememberedComesWithTheNumericsOfThisOne() {
    RunConfig chosen = RunConfig.standard("generated", "tiny", 3, 9);
    LastChoices choices = new LastChoices(new Kept(new HashMap<>()));
    choices.keep(chosen.withNumerics(1));
    assertEquals(Optional.of(chosen), choices.config());
  }

  private record Kept(Map<String, String> values) implements Preferences {
    @Override
    public Optional<String> get(String key) {
      return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, String value) {
      values.put(key, value);
    }
  }
}
