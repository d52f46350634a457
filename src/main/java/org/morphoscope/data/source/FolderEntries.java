package org.morphoscope.data.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.NaturalOrder;
import org.morphoscope.data.picture.PictureKind;

/**
 * What lies in one folder: folders in natural order of their names, files in plain order.
 *
 * @param folders folders, links to folders too
 * @param pictures files whose names are those of pictures
 * @param others other files
 * @param system names that the system or a tool left there
 */
record FolderEntries(
    List<Path> folders, List<Path> pictures, List<Path> others, List<String> system) {
  private static final Set<String> SYSTEM =
      Set.of(
          "__macosx",
          "thumbs.db",
          "ehthumbs.db",
          "desktop.ini",
          "@eadir",
          "#recycle",
          "$recycle.bin",
          "recycler",
          "system volume information",
          "lost+found",
          "icon\r",
          "__pycache__");

  /** How deep below the folder of a class its pictures are looked for. */
  private static final int MOST_LEVELS = 8;

  /**
   * Lists a folder.
   *
   * @throws DataFormatException when it cannot be read, or the thread was interrupted: a wrong
   *     folder may be the top of a whole disk
   */
  static FolderEntries of(Path folder) throws DataFormatException {
    if (Thread.currentThread().isInterrupted()) {
      throw DataFormatException.unreadable(folder, new InterruptedIOException("stopped"));
    }
    FolderEntries entries =
        new FolderEntries(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (Stream<Path> all = Files.list(folder)) {
      all.sorted(Comparator.comparing(FolderEntries::name)).forEach(entries::add);
    } catch (IOException | UncheckedIOException e) {
      throw DataFormatException.unreadable(
          folder, e instanceof UncheckedIOException wrapped ? wrapped.getCause() : (IOException) e);
    }
    entries.folders.sort((a, b) -> NaturalOrder.INSTANCE.compare(name(a), name(b)));
    return entries;
  }

  private void add(Path path) {
    String name = name(path);
    if (isSystem(name)) {
      system.add(name);
    } else if (Files.isDirectory(path)) {
      folders.add(path);
    } else if (PictureKind.isNamedPicture(name)) {
      pictures.add(path);
    } else {
      others.add(path);
    }
  }

  /** Hidden names, and those that systems and tools put beside what people put there. */
  static boolean isSystem(String name) {
    return name.startsWith(".") || SYSTEM.contains(name.toLowerCase(Locale.ROOT));
  }

  static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** Whether a picture lies in the folder or below it. */
  static boolean holdsPictures(Path folder) throws DataFormatException {
    return holdsPictures(folder, 0);
  }

  private static boolean holdsPictures(Path folder, int level) throws DataFormatException {
    FolderEntries entries = of(folder);
    if (!entries.pictures.isEmpty()) {
      return true;
    }
    for (Path below : entries.below(level)) {
      if (holdsPictures(below, level + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Folders to look into further down: no links, which may lead in a circle. */
  List<Path> below(int level) {
    return level >= MOST_LEVELS
        ? List.of()
        : folders.stream().filter(f -> Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS)).toList();
  }
}
