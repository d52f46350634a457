package org.morphoscope.ui.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Preferences in a small text file. A file that cannot be read or written costs a warning only. */
public final class PreferencesFile implements Preferences {
  private static final Logger LOG = LoggerFactory.getLogger(PreferencesFile.class);

  private final Path file;
  private final Properties values = new Properties();

  public PreferencesFile(Path file) {
    this.file = file;
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        values.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("preferences in {} could not be read and start anew", file, e);
      }
    }
  }

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(values.getProperty(key));
  }

  @Override
  public void put(String key, String value) {
    if (value.equals(values.setProperty(key, value))) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (Writer writer = Files.newBufferedWriter(file)) {
        values.store(writer, "Morphoscope");
      }
    } catch (IOException e) {
      LOG.warn("preferences could not be written to {}", file, e);
    }
  }
}
