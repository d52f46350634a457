package org.morphoscope.ui.settings;

import java.util.Optional;

/** What the window remembers from one start to the next. Used on the JavaFX thread. */
public interface Preferences {
  Optional<String> get(String key);

  void put(String key, String value);
}
