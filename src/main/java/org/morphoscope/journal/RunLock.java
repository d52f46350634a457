package org.morphoscope.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;

/**
 * The right to write a run: a lock of the operating system on {@code run.lock}, which ends with the
 * process however it ends. The file itself stays; it means nothing.
 */
public final class RunLock implements AutoCloseable {
  private final RunPaths paths;
  private final FileChannel channel;
  private final boolean createdFolder;

  private RunLock(RunPaths paths, FileChannel channel, boolean createdFolder) {
    this.paths = paths;
    this.channel = channel;
    this.createdFolder = createdFolder;
  }

  /**
   * {@return the lock; closing it gives the folder back}
   *
   * @param folder the run's folder
   * @throws JournalException in one sentence when it holds files, cannot be written, or another
   *     process has it
   */
  public static RunLock forNew(Path folder) throws JournalException {
    boolean created = !Files.exists(folder);
    try {
      if (!created && !Files.isDirectory(folder)) {
        throw JournalException.at(
            folder, "", "a new or empty folder", "a file", "choose another name");
      }
      Durable.createFolders(folder);
      RunLock lock = acquire(new RunPaths(folder), created);
      try {
        lock.requireEmpty();
      } catch (IOException e) {
        lock.close();
        throw e;
      }
      return lock;
    } catch (IOException e) {
      throw JournalException.unwritable(folder, e);
    }
  }

  /**
   * {@return the lock; closing it gives the folder back}
   *
   * @param folder the run's folder
   * @throws JournalException in one sentence when there is no run or another process has it
   */
  public static RunLock forExisting(Path folder) throws JournalException {
    RunPaths paths = new RunPaths(folder);
    if (!Files.isRegularFile(paths.info())) {
      throw JournalException.at(
          paths.info(),
          "",
          "the description of a run",
          "no such file",
          "choose the folder of a run");
    }
    try {
      return acquire(paths, false);
    } catch (IOException e) {
      throw JournalException.unwritable(folder, e);
    }
  }

  /** Whether another process writes the run. */
  static boolean isHeld(Path folder) throws JournalException {
    try (FileChannel channel =
            FileChannel.open(new RunPaths(folder).lock(), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (NoSuchFileException e) {
      return false;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      throw JournalException.unreadable(folder, e);
    }
  }

  private static RunLock acquire(RunPaths paths, boolean created) throws IOException {
    FileChannel channel =
        FileChannel.open(paths.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null; // this very process has it
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (lock == null) {
      channel.close();
      throw JournalException.at(
          paths.folder(),
          "",
          "a run that nobody writes",
          "one that is under way",
          "wait until it has ended or choose another folder");
    }
    return new RunLock(paths, channel, created);
  }

  /** What a start that was killed at once leaves behind does not count. */
  private void requireEmpty() throws IOException {
    List<Path> harmless =
        List.of(
            paths.lock(),
            paths.seed().resolveSibling("seed.tmp"),
            paths.info().resolveSibling(paths.info().getFileName() + ".tmp"));
    try (Stream<Path> entries = Files.list(paths.folder())) {
      if (entries.anyMatch(entry -> !harmless.contains(entry))) {
        throw JournalException.at(
            paths.folder(),
            "",
            "a new or empty folder",
            "files in it",
            "choose another folder, or resume the run if it holds one");
      }
    }
  }

  RunPaths paths() {
    return paths;
  }

  /**
   * Gives a folder back in which nothing was written: as if it had never been taken.
   *
   * @throws IOException when the system refuses
   */
  public void abandon() throws IOException {
    channel.close();
    Files.deleteIfExists(paths.lock());
    if (createdFolder) {
      Files.delete(paths.folder());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
