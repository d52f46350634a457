package org.morphoscope.ui.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.ui.settings.Preferences;

/** Preferences that nobody keeps. */
public final class MemoryPreferences implements Preferences {
  private final Map<String, String> values = new HashMap<>();

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public void put(String key, String value) {
    values.put(key, value);
  }
}
