package org.morphoscope.ui.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders of the runs that were open lately, the last one first. Used on the JavaFX thread. */
public final class RecentRuns {
  private static final Logger LOG = LoggerFactory.getLogger(RecentRuns.class);
  private static final String KEY = "recentRuns";
  private static final String RUN_FILE = "run.json";
  private static final int MOST = 8;

  private final Preferences preferences;

  /**
   * Reads nothing yet.
   *
   * @param preferences remember what was chosen
   */
  public RecentRuns(Preferences preferences) {
    this.preferences = preferences;
  }

  /**
   * Puts a run before the others.
   *
   * @param folder of the run
   */
  public void add(Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    preferences.update(
        KEY,
        text -> {
          List<Path> all = new ArrayList<>(paths(text));
          all.remove(place);
          all.add(0, place);
          return text(all);
        });
  }

  /**
   * Puts another place of a run where the old one was.
   *
   * @param from where the run was
   * @param to where it is now
   */
  public void moved(Path from, Path to) {
    Path old = from.toAbsolutePath().normalize();
    preferences.update(
        KEY,
        text ->
            text(
                paths(text).stream()
                    .map(folder -> folder.equals(old) ? to.toAbsolutePath().normalize() : folder)
                    .toList()));
  }

  /** {@return those that still are there; the others are forgotten} */
  public List<Path> existing() {
    List<Path> all = paths(preferences.get(KEY));
    List<Path> found = all.stream().filter(RecentRuns::exists).toList();
    if (found.size() < all.size()) {
      preferences.update(
          KEY, text -> text(paths(text).stream().filter(RecentRuns::exists).toList()));
    }
    return found;
  }

  private static boolean exists(Path folder) {
    return Files.isRegularFile(folder.resolve(RUN_FILE));
  }

  private static List<Path> paths(Optional<String> text) {
    List<Path> found = new ArrayList<>();
    for (String line : text.orElse("").split("\n")) {
      if (!line.isBlank()) {
        try {
          found.add(Path.of(line));
        } catch (InvalidPathException e) {
          LOG.warn("a recent run in the preferences is no path: {}", line);
        }
      }
    }
    return found;
  }

  private static String text(List<Path> folders) {
    return String.join("\n", folders.stream().limit(MOST).map(Path::toString).toList());
  }
}
