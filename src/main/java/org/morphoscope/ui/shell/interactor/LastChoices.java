package org.morphoscope.ui.shell.interactor;

import java.util.Optional;
import org.morphoscope.journal.codec.ConfigText;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.settings.Preferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was chosen for a new run the last time: where the dialog begins. */
final class LastChoices {
  private static final Logger LOG = LoggerFactory.getLogger(LastChoices.class);
  private static final String KEY = "newRun";

  private final Preferences preferences;

  LastChoices(Preferences preferences) {
    this.preferences = preferences;
  }

  /**
   * The last choice, with the numerics of this version, since nobody chose those; empty for the
   * first time, and where this version cannot read it.
   */
  Optional<RunConfig> config() {
    try {
      return preferences
          .get(KEY)
          .filter(line -> !line.isBlank())
          .map(ConfigText::read)
          .map(config -> config.withNumerics(RunConfig.NUMERICS));
    } catch (MalformedException e) {
      LOG.info("The choices for the last new run cannot be used any more: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Remembers a choice; one of a net that came from a file is left out, the file may be gone. */
  void keep(RunConfig config) {
    if (config.seedNet().architecture().isEmpty() && config.seedNet().file().isEmpty()) {
      preferences.put(KEY, ConfigText.write(config));
    }
  }

  /** Forgets it. */
  void forget() {
    preferences.put(KEY, "");
  }
}
