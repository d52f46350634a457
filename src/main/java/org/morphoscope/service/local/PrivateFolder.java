package org.morphoscope.service.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.morphoscope.text.Storage;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that only the user can enter, with the sockets of his engines. */
final class PrivateFolder {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);

  /** Longest path of a socket on the systems that have the least room, in bytes. */
  private static final int LONGEST = 100;

  private static final String SUFFIX = ".sock";

  /** An engine listens some microseconds after it has made its socket. */
  private static final Duration NEW = Duration.ofMinutes(1);

  private final Path folder;

  private PrivateFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The user's own folder; one of temporary files where its path is too long for a socket, the same
   * for everybody who wants this one.
   *
   * @param wanted made when it is not there
   * @throws IOException in one sentence when no folder can be made that is the user's alone
   */
  static PrivateFolder in(Path wanted) throws IOException {
    Path home = wanted.toAbsolutePath().getParent();
    Files.createDirectories(home);
    Path place = shortened(wanted.toAbsolutePath());
    if (!Storage.hasOwners(place.getParent())) {
      return new PrivateFolder(Files.createDirectories(place));
    }
    var mine = PosixFilePermissions.fromString("rwx------");
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.createDirectory(place, PosixFilePermissions.asFileAttribute(mine));
      } catch (FileAlreadyExistsException e) {
        // another program made it in between; whose it is, is looked at as ever
      }
    }
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(place).equals(Files.getOwner(home))) {
      throw new IOException(
          Texts.of("%s: expected a folder of yours, found something else; remove it.", place));
    }
    Files.setPosixFilePermissions(place, mine);
    return new PrivateFolder(place);
  }

  private static Path shortened(Path wanted) {
    Path socket = wanted.resolve("engine-0000000000000000" + SUFFIX);
    return socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST
        ? Path.of(System.getProperty("java.io.tmpdir"))
            .toAbsolutePath()
            .resolve(Texts.of("morphoscope-%08x", wanted.toString().hashCode()))
        : wanted;
  }

  /** Makes a file, when it is there, the user's alone. */
  static void close(Path file) throws IOException {
    if (Files.exists(file) && Storage.hasOwners(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** A path for a new socket. */
  Path fresh() {
    long tick = System.nanoTime() ^ (ProcessHandle.current().pid() << 40);
    return folder.resolve(Texts.of("engine-%016x", tick) + SUFFIX);
  }

  /**
   * Removes a socket on which nobody listens, but for a new one: its engine is there and listens in
   * a moment.
   */
  static void removeLeft(Path socket, Instant now) throws IOException {
    try {
      FileTime made = Files.getLastModifiedTime(socket, LinkOption.NOFOLLOW_LINKS);
      if (Duration.between(made.toInstant(), now).compareTo(NEW) > 0) {
        Files.deleteIfExists(socket);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} has gone by itself", socket);
    }
  }

  /** Sockets that are there, of engines that may have gone. */
  List<Path> sockets() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> entry.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }
}
