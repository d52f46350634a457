package org.morphoscope.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.morphoscope.text.Texts;

/** Writes files at once. */
final class WholeFiles {
  private WholeFiles() {}

  /**
   * Makes the folder when it is missing, and replaces an older file.
   *
   * @throws IOException in one sentence
   */
  static void write(Path file, byte[] bytes) throws IOException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(file, bytes);
    } catch (IOException e) {
      String reason =
          e instanceof FileSystemException system && system.getReason() != null
              ? system.getReason()
              : e.getClass().getSimpleName().replace("Exception", "");
      throw new IOException(
          Texts.of("%s: cannot be written (%s); choose another place with --out.", file, reason),
          e);
    }
  }
}
