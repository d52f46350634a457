package org.morphoscope.service.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.morphoscope.text.Texts;

/** A folder that only the user can enter, with the sockets of his engines. */
final class PrivateFolder {
  /** Longest path of a socket on the systems that have the least room, in bytes. */
  private static final int LONGEST = 100;

  private static final String SUFFIX = ".sock";

  private final Path folder;

  private PrivateFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The user's own folder; a new temporary one where its path is too long for a socket.
   *
   * @param wanted made when it is not there
   * @throws IOException in one sentence when no folder can be made that is the user's alone
   */
  static PrivateFolder in(Path wanted) throws IOException {
    Path socket = wanted.toAbsolutePath().resolve("engine-0000000000000000" + SUFFIX);
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return new PrivateFolder(Files.createTempDirectory("morphoscope"));
    }
    Files.createDirectories(wanted.toAbsolutePath().getParent());
    if (!isPosix(wanted.toAbsolutePath().getParent())) {
      return new PrivateFolder(Files.createDirectories(wanted));
    }
    var mine = PosixFilePermissions.fromString("rwx------");
    if (!Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(wanted, PosixFilePermissions.asFileAttribute(mine));
    }
    if (!Files.isDirectory(wanted, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(wanted).equals(Files.getOwner(wanted.toAbsolutePath().getParent()))) {
      throw new IOException(
          Texts.of("%s: expected a folder of yours, found something else; remove it.", wanted));
    }
    Files.setPosixFilePermissions(wanted, mine);
    return new PrivateFolder(wanted);
  }

  private static boolean isPosix(Path place) throws IOException {
    return Files.getFileStore(place).supportsFileAttributeView("posix");
  }

  /** Makes a file, when it is there, the user's alone. */
  static void close(Path file) throws IOException {
    if (Files.exists(file) && isPosix(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** A path for a new socket. */
  Path fresh() {
    long tick = System.nanoTime() ^ (ProcessHandle.current().pid() << 40);
    return folder.resolve(Texts.of("engine-%016x", tick) + SUFFIX);
  }

  /** Sockets that are there, of engines that may have gone. */
  List<Path> sockets() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> entry.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }
}
