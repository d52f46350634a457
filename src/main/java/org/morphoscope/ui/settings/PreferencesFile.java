package org.morphoscope.ui.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.morphoscope.journal.disk.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Preferences in a small text file that several windows may share: each change is written at once,
 * in one step, onto what the file holds by then. A file that cannot be read is put aside; one that
 * cannot be written costs a warning, and what is remembered lasts as long as the window.
 */
public final class PreferencesFile implements Preferences {
  private static final Logger LOG = LoggerFactory.getLogger(PreferencesFile.class);
  private static final long MOST_BYTES = 1 << 20;
  private static final int TRIES = 200;
  private static final long PAUSE_MILLIS = 5;

  private final Path file;
  private Properties values;
  private boolean warned;

  /**
   * Reads the file, if there is one.
   *
   * @param file need not be there, nor its folder
   */
  public PreferencesFile(Path file) {
    this.file = file.toAbsolutePath();
    this.values = read(new Properties());
  }

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(values.getProperty(key));
  }

  @Override
  public void put(String key, String value) {
    if (!value.equals(values.getProperty(key))) {
      update(key, before -> value);
    }
  }

  @Override
  public void update(String key, Function<Optional<String>, String> change) {
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
              FileChannel.open(
                  file.resolveSibling(file.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
        if (lock == null) {
          LOG.warn("{} is held by another window for long; written without waiting", file);
        }
        values = read(values);
        change(key, change);
        StringWriter text = new StringWriter();
        values.store(text, "Morphoscope");
        Durable.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      change(key, change);
      if (!warned) {
        warned = true;
        LOG.warn("preferences cannot be written to {} and last as long as the window", file, e);
      }
    }
  }

  private void change(String key, Function<Optional<String>, String> change) {
    values.setProperty(key, change.apply(get(key)));
  }

  /** Waits for the other window a little; it holds the lock for one small file only. */
  private static FileLock lock(FileChannel channel) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException e) {
        // another window of this very process
        LOG.trace("preferences are being written", e);
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
    return null;
  }

  /**
   * What the file holds.
   *
   * @param otherwise for a file that is not there or cannot be read
   */
  private Properties read(Properties otherwise) {
    if (!Files.exists(file)) {
      return otherwise;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("larger than " + MOST_BYTES + " bytes");
      }
      Properties found = new Properties();
      // strict: a byte that is no UTF-8 is an error, not another letter
      found.load(new StringReader(Files.readString(file)));
      return found;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("preferences in {} cannot be read and start anew", file, e);
      putAside();
      return otherwise;
    }
  }

  private void putAside() {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".spoiled"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} cannot be put aside either", file, e);
    }
  }
}
