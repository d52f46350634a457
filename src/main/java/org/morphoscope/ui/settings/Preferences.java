package org.morphoscope.ui.settings;

import java.util.Optional;
import java.util.function.Function;

/** What the window remembers from one start to the next. Used on the JavaFX thread. */
public interface Preferences {
  Optional<String> get(String key);

  void put(String key, String value);

  /**
   * Changes a value that another window may have changed meanwhile.
   *
   * @param change from the newest value to the one to remember
   */
  default void update(String key, Function<Optional<String>, String> change) {
    put(key, change.apply(get(key)));
  }
}
