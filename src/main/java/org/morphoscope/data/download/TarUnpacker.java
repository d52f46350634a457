package org.morphoscope.data.download;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.GZIPInputStream;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.text.Texts;

/** Unpacks a {@code .tar.gz} that is not trusted. */
final class TarUnpacker {
  static final long MAX_BYTES = 4L << 30;
  private static final long MAX_RATIO = 200;
  private static final long ALWAYS_FINE = 1 << 24;
  private static final int MAX_ENTRIES = 10_000;
  private static final int MAX_REMARK = 1 << 20;
  private static final int BLOCK = 512;

  private final Path archive;
  private final Path target;
  private final InputStream in;
  private final long limit;
  private long read;

  private TarUnpacker(Path archive, Path target, InputStream in, long limit) {
    this.archive = archive;
    this.target = target;
    this.in = in;
    this.limit = limit;
  }

  /**
   * Unpacks the one folder that an archive is expected to hold.
   *
   * @param folder its name; anything outside it is refused
   * @param out where it is to be; nothing is written there unless the archive is whole
   * @throws DataFormatException in one sentence when the archive is damaged or holds what a data
   *     set has no need of
   */
  static void unpack(Path archive, String folder, Path out) throws IOException {
    Path temporary = Files.createTempDirectory(out, "unpacking-");
    try {
      long packed = Files.size(archive);
      long limit = Math.min(MAX_BYTES, Math.max(ALWAYS_FINE, packed * MAX_RATIO));
      try (InputStream in =
          new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16))) {
        new TarUnpacker(archive, temporary, in, limit).all(folder);
      } catch (java.util.zip.ZipException | java.io.EOFException e) {
        throw refuse(archive, "a whole gzip file", "that it is damaged (" + e.getMessage() + ")");
      }
      Path unpacked = temporary.resolve(folder);
      if (!Files.isDirectory(unpacked)) {
        throw refuse(archive, "the folder " + folder, "none of that name");
      }
      Files.move(unpacked, out.resolve(folder), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(temporary);
    }
  }

  private static DataFormatException refuse(Path archive, String expected, String found) {
    return new DataFormatException(
        Texts.of(
            "%s: expected %s, found %s; remove it and fetch it again.", archive, expected, found));
  }

  private void all(String folder) throws IOException {
    byte[] header = new byte[BLOCK];
    for (int entries = 0; readBlock(header); entries++) {
      if (entries == MAX_ENTRIES) {
        throw refuse(archive, Texts.of("at most %d entries", MAX_ENTRIES), "more");
      }
      requireChecksum(header);
      entry(header, folder);
    }
  }

  /** Reads a header; false at the end of the archive. */
  private boolean readBlock(byte[] block) throws IOException {
    int n = in.readNBytes(block, 0, BLOCK);
    count(n);
    if (n == 0) {
      return false;
    }
    if (n < BLOCK) {
      throw refuse(archive, Texts.of("a header of %d bytes", BLOCK), "only " + n);
    }
    for (byte b : block) {
      if (b != 0) {
        return true;
      }
    }
    return false;
  }

  private void entry(byte[] header, String folder) throws IOException {
    String name = name(header);
    long size = octal(header, 124, 12);
    char type = (char) (header[156] & 0xff);
    switch (type) {
      case '0', '\0', '5' -> {
        Path path = safe(name, folder);
        if (type == '5' || name.endsWith("/")) {
          Files.createDirectories(path);
          skip(size);
        } else {
          Files.createDirectories(path.getParent());
          copy(size, path);
        }
      }
      case 'x', 'g' -> {
        // remarks on the next entry, such as times to the nanosecond
        if (size > MAX_REMARK) {
          throw refuse(
              archive, Texts.of("remarks of at most %d bytes", MAX_REMARK), size + " bytes");
        }
        skip(size);
      }
      default ->
          throw refuse(
              archive,
              "files and folders only",
              Texts.of("'%s' of type '%s'", shown(name), shown("" + type)));
    }
  }

  private static String name(byte[] header) {
    String name = text(header, 0, 100);
    boolean ustar = text(header, 257, 5).equals("ustar");
    String prefix = ustar ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private long octal(byte[] header, int from, int length) throws DataFormatException {
    String digits = text(header, from, length).strip();
    if (!digits.matches("[0-7]{1,12}")) {
      throw refuse(
          archive,
          Texts.of("an octal number at byte %d of a header", from),
          "'" + shown(digits) + "'");
    }
    return Long.parseLong(digits, 8);
  }

  private void requireChecksum(byte[] header) throws DataFormatException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      // the checksum itself counts as spaces
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (octal(header, 148, 8) != sum) {
      throw refuse(archive, Texts.of("a header with the checksum %o", sum), "another");
    }
  }

  /** Where an entry goes, if its name leads nowhere else. */
  private Path safe(String name, String folder) throws DataFormatException {
    String plain = name.startsWith("./") ? name.substring(2) : name;
    String[] parts = plain.split("/");
    boolean good = plain.matches("[\\w .+()-]+(/[\\w .+()-]+)*/?") && parts[0].equals(folder);
    for (String part : parts) {
      good &= !part.strip().isEmpty() && !part.matches("[. ]+");
    }
    Path path = good ? target.resolve(plain).normalize() : target;
    if (!good || !path.startsWith(target) || path.equals(target)) {
      throw refuse(archive, "names inside the folder " + folder, "'" + shown(name) + "'");
    }
    return path;
  }

  private static String shown(String name) {
    String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.substring(0, Math.min(printable.length(), 100));
  }

  private void copy(long size, Path path) throws IOException {
    // promised sizes are checked against the limit before a byte is written
    requireWithin(read + size);
    try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
      pass(size, out);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw refuse(archive, "every name once", Texts.of("'%s' twice", path.getFileName()));
    }
    pass(padding(size), OutputStream.nullOutputStream());
  }

  private void skip(long size) throws IOException {
    requireWithin(read + size);
    pass(size + padding(size), OutputStream.nullOutputStream());
  }

  private static long padding(long size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }

  private void pass(long size, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = size; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw refuse(archive, Texts.of("%d more bytes of an entry", left), "the end");
      }
      count(n);
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  private void count(int bytes) throws DataFormatException {
    read += bytes;
    requireWithin(read);
  }

  private void requireWithin(long bytes) throws DataFormatException {
    if (bytes > limit) {
      throw refuse(archive, Texts.of("at most %,d bytes unpacked", limit), "more");
    }
  }

  private static void delete(Path root) throws IOException {
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
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
