package org.morphoscope.journal.disk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Writing that survives a kill and a power cut. */
public final class Durable {
  private Durable() {}

  /**
   * Writes a new file and forces it to the disk.
   *
   * @param file the file's path
   * @param content all of it
   * @throws IOException when the system refuses; a part may be written then
   */
  public static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeFully(channel, ByteBuffer.wrap(content));
      channel.force(true);
    }
  }

  static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Writes all bytes at the channel's position, or none: what a full disk took of them is cut off
   * again, so that whatever is appended next does not continue a torn line.
   *
   * @param channel open for writing
   * @param bytes all that remain
   * @throws IOException when the system refuses; the channel is as long as before then, if it can
   *     be cut
   */
  public static void append(FileChannel channel, ByteBuffer bytes) throws IOException {
    long start = channel.position();
    try {
      writeFully(channel, bytes);
    } catch (IOException e) {
      try {
        channel.truncate(start);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /** Writes what a file holds. */
  @FunctionalInterface
  public interface Body {
    /**
     * Writes the content from its beginning.
     *
     * @param out buffered; not closed here
     * @throws IOException when the stream refuses
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * As {@link #replace(Path, byte[])}, for content that need not fit into memory.
   *
   * @param file the file's path
   * @param body writes the new content
   * @throws IOException when the system refuses; the old content stays then
   */
  public static void replace(Path file, Body body) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
      body.writeTo(out);
      out.flush();
      channel.force(true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(file.toAbsolutePath().getParent());
  }

  /**
   * Replaces a file in one step: a reader sees the old content or the new, never a part.
   *
   * @param file the file's path
   * @param content all of it
   * @throws IOException when the system refuses; the old content stays then
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    write(temporary, content);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(file.toAbsolutePath().getParent());
  }

  /**
   * Makes a folder and those above it that are missing, each forced to the disk.
   *
   * @param folder may exist
   * @throws IOException when one cannot be made
   */
  public static void createFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = folder.toAbsolutePath(); at != null && !Files.exists(at); at = at.getParent()) {
      missing.push(at);
    }
    Files.createDirectories(folder);
    for (Path made : missing) {
      if (made.getParent() != null) {
        forceFolder(made.getParent());
      }
    }
  }

  /**
   * Makes created and renamed entries of a folder durable.
   *
   * @param folder that exists
   * @throws IOException when the system refuses
   */
  public static void forceFolder(Path folder) throws IOException {
    // Windows has no such call: a folder cannot be opened, and renames are journaled there.
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Deletes a folder with everything in it, if it is there.
   *
   * @param root folder or file
   * @throws IOException when something cannot be deleted; the rest may be gone then
   */
  public static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
