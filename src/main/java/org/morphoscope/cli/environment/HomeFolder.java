package org.morphoscope.cli.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/**
 * Where log, preferences and other files of the program itself go: {@code .morphoscope} in the home
 * folder. A user without one, as in some containers, or whose home is read-only has them in the
 * system's folder for temporary files.
 *
 * @param folder the place
 * @param notice a sentence when it is not in the home folder; empty when it is
 */
public record HomeFolder(Path folder, Optional<String> notice) {
  private static final String NAME = ".morphoscope";

  /** What Java says of a user without a home. */
  private static final String NONE = "?";

  /**
   * {@return the place, made where it was not there}
   *
   * @param properties the system properties {@code user.home}, {@code user.name} and {@code
   *     java.io.tmpdir}
   */
  public static HomeFolder of(UnaryOperator<String> properties) {
    String home = properties.apply("user.home");
    if (home != null && !home.isBlank() && !home.equals(NONE)) {
      Path folder = Path.of(home, NAME);
      if (isWritable(folder)) {
        return new HomeFolder(folder, Optional.empty());
      }
    }
    String user = Names.inFileName(String.valueOf(properties.apply("user.name")));
    Path instead = Path.of(properties.apply("java.io.tmpdir"), "morphoscope-" + user);
    String place =
        isWritable(instead)
            ? Texts.of("log and preferences go to %s", instead)
            : "no log and no preferences are kept";
    return new HomeFolder(
        instead,
        Optional.of(
            Texts.of(
                "The home folder (%s) cannot be written to: %s; start Java with"
                    + " -Duser.home=FOLDER for another one.",
                home == null || home.isBlank() ? "none" : Names.shown(home), place)));
  }

  private static boolean isWritable(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.isWritable(folder);
    } catch (IOException | InvalidPathException | SecurityException e) {
      // where is told instead; there is no log to tell why
      return false;
    }
  }
}
