package org.morphoscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.morphoscope.service.local.EngineClasses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of the window as Java keeps them in memory, in one file that the next start maps:
 * most of what a start does is to read and check classes. The launcher names the file, tells Java
 * to use it where it is there, and to list the classes that it loads where it is not; then this
 * makes it.
 *
 * <p>Java checks by itself that the archive belongs to this Java and to these jars, and goes on
 * without it where it does not; then it is deleted here, and the next start makes a new one.
 */
public final class ClassArchive {
  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

  /** The engine and the first steps in the window come first, and belong into the archive. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Writes an archive. */
  @FunctionalInterface
  interface Writer {
    /**
     * @param classes the classes to put in, as Java lists them
     * @param archive file to write
     * @return whether it was written
     */
    boolean write(Path classes, Path archive) throws IOException, InterruptedException;
  }

  private final Path archive;
  private final Optional<Path> list;
  private final Writer writer;
  private final boolean inUse;

  /**
   * @param archive where the archive is or will be
   * @param list where Java lists the classes of this start, if it does
   * @param inUse whether this Java maps an archive
   */
  ClassArchive(Path archive, Optional<Path> list, boolean inUse, Writer writer) {
    this.archive = archive;
    this.list = list;
    this.inUse = inUse;
    this.writer = writer;
  }

  /**
   * {@return the archive that the launcher speaks of; empty where it does not}
   *
   * @param properties system properties, null where not set
   */
  public static Optional<ClassArchive> of(UnaryOperator<String> properties) {
    // Java says "mixed mode, sharing" while an archive is mapped
    boolean sharing = properties.apply("java.vm.info").contains("sharing");
    return Optional.ofNullable(properties.apply(EngineClasses.ARCHIVE))
        .map(
            file ->
                new ClassArchive(
                    Path.of(file),
                    Optional.ofNullable(properties.apply(EngineClasses.LIST)).map(Path::of),
                    sharing,
                    new ArchivingJava(properties)));
  }

  /**
   * Leaves no list behind, also when no window opens or it is closed before the archive is made.
   */
  public void deleteListAtEnd() {
    list.ifPresent(
        file -> {
          file.toFile().deleteOnExit();
          EngineClasses.listBeside(file).toFile().deleteOnExit();
        });
  }

  /** Looks after the archive later, when the program has its start behind it. */
  public void keepLater() {
    Thread keeper =
        new Thread(
            () -> {
              try {
                Thread.sleep(PATIENCE.toMillis());
                keep();
              } catch (IOException e) {
                LOG.warn("starts stay slower, {} cannot be kept", archive, e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "class archive");
    keeper.setDaemon(true);
    keeper.start();
  }

  /** Makes the archive if there is none, and deletes one that Java does not take. */
  void keep() throws IOException, InterruptedException {
    if (list.isPresent()) {
      make(list.get());
    } else if (!inUse && Files.deleteIfExists(archive)) {
      LOG.info("{} was made for another Java or another program; the next start makes it", archive);
    }
  }

  private void make(Path listed) throws IOException, InterruptedException {
    Path filtered = beside(".classes");
    Path part = beside(".part");
    Path engine = EngineClasses.listBeside(listed);
    try {
      Files.write(filtered, ClassList.merged(usable(listed), usable(engine)));
      if (writer.write(filtered, part) && Files.exists(part)) {
        Files.move(part, archive, StandardCopyOption.REPLACE_EXISTING);
        LOG.info("made {} for faster starts", archive);
      } else {
        Files.write(Path.of(archive + ".failed"), new byte[0]);
        LOG.warn("Java could not make {}; starts stay slower", archive);
      }
    } finally {
      Files.deleteIfExists(filtered);
      Files.deleteIfExists(part);
      Files.deleteIfExists(listed);
      Files.deleteIfExists(engine);
    }
  }

  /** Of a run with the engine in the window's own process, there is no second list. */
  private static List<String> usable(Path file) throws IOException {
    return Files.exists(file)
        ? ClassList.usable(Files.readString(file, StandardCharsets.UTF_8))
        : List.of();
  }

  /** Two programs may do this at the same time. */
  private Path beside(String end) {
    return Path.of(archive + "." + ProcessHandle.current().pid() + end);
  }
}
