package org.morphoscope.ui.settings;

import java.util.Optional;
import java.util.function.Function;

/** What the window remembers from one start to the next. Used on the JavaFX thread. */
public interface Preferences {
  /**
   * {@return the value that was remembered; empty when there is none}
   *
   * @param key name of the value
   */
  Optional<String> get(String key);

  /**
   * Remembers a value in place of the old one.
   *
   * @param key name of the value
   * @param value any text
   */
  void put(String key, String value);

  /**
   * Changes a value that another window may have changed meanwhile.
   *
   * @param key name of the value
   * @param change from the newest value to the one to remember
   */
  default void update(String key, Function<Optional<String>, String> change) {
    put(key, change.apply(get(key)));
  }
}
