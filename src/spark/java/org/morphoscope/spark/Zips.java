package org.morphoscope.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Folders as bytes that travel. */
final class Zips {
  private Zips() {}

  static byte[] pack(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Path file : below(folder)) {
        if (Files.isRegularFile(file)) {
          zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
    return bytes.toByteArray();
  }

  /** Replaces a folder once its successor is whole. */
  static void unpack(byte[] bytes, Path folder) throws IOException {
    Path whole = folder.resolveSibling(folder.getFileName() + ".arriving");
    delete(whole);
    Files.createDirectories(whole);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = whole.resolve(entry.getName()).normalize();
        if (!file.startsWith(whole)) {
          throw new IOException("expected files below the run's folder, found " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    delete(folder);
    Files.move(whole, folder);
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path each : below(folder)) {
        Files.delete(each);
      }
    }
  }

  /** Deepest first. */
  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
