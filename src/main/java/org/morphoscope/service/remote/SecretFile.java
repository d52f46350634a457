package org.morphoscope.service.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.morphoscope.text.SmallTexts;
import org.morphoscope.text.Storage;
import org.morphoscope.text.Texts;

/** Files that nobody but the user may read. */
final class SecretFile {
  private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rw-------");

  private SecretFile() {}

  /** Writes a file that was the user's alone from its first byte on. */
  static void write(Path file, String content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      if (Storage.hasOwners(folder)) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    }
    Path made =
        Storage.hasOwners(folder)
            ? Files.createTempFile(
                folder, ".secret", "", PosixFilePermissions.asFileAttribute(MINE))
            : Files.createTempFile(folder, ".secret", "");
    try {
      Files.writeString(made, content, StandardCharsets.UTF_8);
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /**
   * Reads a secret.
   *
   * @throws IOException in one sentence when others may read it too, or it is no short text
   */
  static String read(Path file) throws IOException {
    if (Storage.hasOwners(file) && !MINE.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(
          Texts.of(
              "%s: expected a file that only its owner can read, found permissions %s; chmod 600 it.",
              file, PosixFilePermissions.toString(Files.getPosixFilePermissions(file))));
    }
    return SmallTexts.read(file, "a secret of a few lines");
  }
}
