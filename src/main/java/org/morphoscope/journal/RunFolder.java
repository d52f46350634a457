package org.morphoscope.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/** The folder of a recorded run as a whole: renamed and deleted, never while somebody writes it. */
public final class RunFolder {
  private final Path folder;
  private final RunPaths paths;

  /**
   * @param folder of a recorded run
   */
  public RunFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    this.paths = new RunPaths(this.folder);
  }

  /**
   * Gives the folder another name beside where it is.
   *
   * @param name as a person wrote it; what no file name can have becomes a hyphen
   * @return the new place
   * @throws IOException in one sentence when the run is under way, the name is taken or the folder
   *     cannot be moved
   */
  public Path rename(String name) throws IOException {
    requireUnused();
    Path place = folder.resolveSibling(Names.inFileName(name));
    if (Files.exists(place)) {
      throw new IOException(
          Texts.of(
              "%s: expected a name that is free in %s, found one that is taken; choose another.",
              Names.shown(String.valueOf(place.getFileName())), folder.getParent()));
    }
    try {
      Files.move(folder, place);
      Durable.forceFolder(place.getParent());
    } catch (IOException e) {
      throw JournalException.unwritable(folder, e);
    }
    return place;
  }

  /**
   * Deletes the run: the files that a run has, and the folder where nothing else is in it.
   *
   * @return what lay in the folder besides and stays, by name; empty when all is gone
   * @throws IOException in one sentence when the run is under way or cannot be deleted
   */
  public List<String> delete() throws IOException {
    requireUnused();
    try {
      for (Path own :
          List.of(
              // without its description a folder is no run any more, so that comes last
              paths.checkpoints(),
              paths.seed(),
              folder.resolve("tensorboard"),
              folder.resolve("report.html"),
              folder.resolve("interactive.html"),
              folder.resolve("engine.json"),
              folder.resolve("mirror.json"),
              folder.resolve("wanted.json"),
              folder.resolve("wanted-taken.json"),
              folder.resolve("wanted.lock"),
              paths.events(),
              paths.epochs(),
              paths.summary(),
              paths.locks(),
              paths.adjustments(),
              paths.notes(),
              paths.lock(),
              paths.info())) {
        Durable.deleteTree(own);
      }
      List<String> rest;
      try (Stream<Path> entries = Files.list(folder)) {
        rest = entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
      }
      if (rest.isEmpty()) {
        Files.delete(folder);
        Durable.forceFolder(folder.getParent());
      }
      return rest;
    } catch (IOException e) {
      throw JournalException.unwritable(folder, e);
    }
  }

  private void requireUnused() throws IOException {
    RunLock.forExisting(folder).close();
  }
}
