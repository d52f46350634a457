package org.morphoscope.service.client;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.service.wire.FileReceiver;
import org.morphoscope.service.wire.Link;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that comes over a link: it is in its place whole, or not at all. */
final class FetchedFolder {
  private static final Logger LOG = LoggerFactory.getLogger(FetchedFolder.class);
  private static final int ATTEMPTS = 10;
  private static final AtomicLong COUNT = new AtomicLong();

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
    // readers of a run pass over these names, and two that fetch the same do not meet
    String name =
        Texts.of(
            "%s.%d-%d",
            place.getFileName(), ProcessHandle.current().pid(), COUNT.incrementAndGet());
    Path temporary = place.resolveSibling(name + ".tmp");
    Durable.deleteTree(temporary);
    Files.createDirectories(temporary);
    try {
      new FileReceiver(link, Long.MAX_VALUE).toDisk(temporary::resolve);
      put(temporary, place, place.resolveSibling(name + ".before.tmp"));
      return place;
    } finally {
      Durable.deleteTree(temporary);
    }
  }

  /**
   * Renames only, so that whoever reads finds one or the other, whole. Another process may do the
   * same meanwhile: what it has put, whole too, stays.
   */
  static void put(Path temporary, Path place, Path before) throws IOException {
    try {
      Files.move(place, before, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      LOG.debug("{} is new", place);
    }
    try {
      moveInto(temporary, place);
    } finally {
      Durable.deleteTree(before);
    }
  }

  private static void moveInto(Path temporary, Path place) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (FileSystemException e) {
        if (Files.exists(place)) {
          LOG.info("{} was fetched by another process too", place);
          return;
        } else if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
