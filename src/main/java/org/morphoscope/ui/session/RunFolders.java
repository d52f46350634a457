package org.morphoscope.ui.session;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/**
 * Folders for the runs of the window, one for each, below one of its own. Used in the background.
 */
final class RunFolders {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** Of a name that a service takes, with room for a number. */
  private static final int LONGEST = 90;

  /** Files about a run's own folder, not about a copy. */
  private static final Set<String> OWN =
      Set.of("run.lock", "wanted.lock", "engine.json", "mirror.json");

  private final Path parent;

  /**
   * @param parent made when the first run needs it
   */
  RunFolders(Path parent) {
    this.parent = parent;
  }

  /**
   * Name of a folder for a new run, not made yet.
   *
   * @throws IOException in one sentence when none can be made
   */
  String fresh(String seedNet) throws IOException {
    String name =
        LocalDateTime.now().format(STAMP)
            + "-"
            + Names.inFileName(seedNet).replaceAll("[^A-Za-z0-9._-]", "-");
    return free(name.substring(0, Math.min(LONGEST, name.length()))).getFileName().toString();
  }

  private Path free(String name) throws IOException {
    try {
      Files.createDirectories(parent);
    } catch (IOException e) {
      throw new IOException(
          Texts.of(
              "%s: expected a folder for runs that can be made and written to, found none (%s); make it, or the folder above it, writable.",
              parent, e),
          e);
    }
    Path folder = parent.resolve(name);
    for (int i = 2; Files.exists(folder); i++) {
      folder = parent.resolve(name + "-" + i);
    }
    return folder;
  }

  /**
   * Copies a recorded run with its checkpoints.
   *
   * @return the folder of the copy
   * @throws IOException in one sentence when it cannot be copied; no part of it stays
   */
  Path copy(Path recorded) throws IOException {
    Path copy = free(recorded.toAbsolutePath().normalize().getFileName() + "-copy");
    try {
      Files.walkFileTree(recorded, new Copier(recorded, copy));
    } catch (IOException e) {
      Durable.deleteTree(copy);
      throw new IOException(
          Texts.of(
              "%s: expected to copy this run to %s, found that it cannot be done (%s); make room there, or make it readable.",
              recorded, copy, e),
          e);
    }
    return copy;
  }

  private static final class Copier extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    Copier(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectory(to.resolve(from.relativize(folder)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!OWN.contains(file.getFileName().toString())) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
