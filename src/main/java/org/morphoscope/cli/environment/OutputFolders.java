package org.morphoscope.cli.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.morphoscope.text.Texts;

/** Places for results, looked at before anything is read or computed. */
public final class OutputFolders {
  private OutputFolders() {}

  /**
   * Refuses a place that cannot become a folder with files in it. Nothing is made: what lies above
   * a new folder is looked at.
   *
   * @param folder the place
   * @throws IOException in one sentence
   */
  public static void requireWritable(Path folder) throws IOException {
    Path known = folder.toAbsolutePath().normalize();
    while (!Files.exists(known) && known.getParent() != null) {
      known = known.getParent();
    }
    if (!Files.isDirectory(known)) {
      throw refused(folder, Texts.of("that %s is a file", known));
    }
    if (!Files.isWritable(known)) {
      throw refused(folder, Texts.of("that %s may not be written to", known));
    }
  }

  /**
   * As {@link #requireWritable}, for a folder that has to be new or empty.
   *
   * @param folder the place
   * @throws IOException in one sentence
   */
  public static void requireNew(Path folder) throws IOException {
    requireWritable(folder);
    if (Files.isRegularFile(folder.resolve("run.json"))) {
      throw new IOException(
          Texts.of(
              "%s: expected a new or empty folder, found a run; choose another folder, or go on"
                  + " with: morphoscope resume %s",
              folder, folder));
    }
  }

  private static IOException refused(Path folder, String found) {
    return new IOException(
        Texts.of(
            "%s: expected a folder that can be written to, found %s; choose another place with"
                + " --out.",
            folder, found));
  }
}
