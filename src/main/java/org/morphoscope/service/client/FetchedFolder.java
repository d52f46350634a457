package org.morphoscope.service.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.service.wire.FileReceiver;
import org.morphoscope.service.wire.Link;
import org.morphoscope.text.Texts;

/** A folder that comes over a link: it is in its place whole, or not at all. */
final class FetchedFolder {
  private FetchedFolder() {}

  /**
   * Takes a folder of files from a link. What was in its place before goes when all has come.
   *
   * @param link on which the files come
   * @param place of the folder; those above it are made
   * @return the place
   * @throws IOException in one sentence when a file does not arrive whole
   */
  static Path take(Link link, Path place) throws IOException {
    // readers of a run pass over this name, and two processes do not meet
    Path temporary =
        place.resolveSibling(
            Texts.of("%s.%d.tmp", place.getFileName(), ProcessHandle.current().pid()));
    Durable.deleteTree(temporary);
    Files.createDirectories(temporary);
    try {
      new FileReceiver(link, Long.MAX_VALUE).toDisk(temporary::resolve);
      Durable.deleteTree(place);
      Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
      return place;
    } finally {
      Durable.deleteTree(temporary);
    }
  }
}
