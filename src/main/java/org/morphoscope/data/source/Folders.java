package org.morphoscope.data.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.data.ImageSet;
import org.morphoscope.text.Texts;

/** What the readers ask of a folder, with the sentence for each way that it can fail. */
final class Folders {
  private static final int MAX_NAMES_BYTES = 1 << 20;

  private Folders() {}

  /** Fails unless the path is an existing folder (or a link to one). */
  static void requireFolder(Path folder, String what) throws DataFormatException {
    if (!Files.exists(folder)) {
      throw DataFormatException.at(
          folder, "", "a folder with " + what, "no such folder", "check the path");
    }
    if (!Files.isDirectory(folder)) {
      throw WrongThing.file(folder);
    }
  }

  /** Whether a folder holds what is looked for. */
  @FunctionalInterface
  interface Test {
    boolean of(Path folder) throws DataFormatException;
  }

  /**
   * The folder itself where it holds what is looked for, or the only one in it that does, which is
   * told; else the folder itself.
   *
   * @param what it holds, in words
   * @throws DataFormatException when it is no folder, several in it fit, or none but something
   *     known lies in it in another form
   */
  static Path locate(Path folder, String what, Test holds, NoteBook notes)
      throws DataFormatException {
    requireFolder(folder, what);
    if (holds.of(folder)) {
      return folder;
    }
    List<Path> below = new ArrayList<>();
    for (Path each : FolderEntries.of(folder).folders()) {
      if (holds.of(each)) {
        below.add(each);
      }
    }
    if (below.size() > 1) {
      throw DataFormatException.at(
          folder,
          "",
          "one data set",
          Texts.of("several (%s)", Words.list(below.stream().map(FolderEntries::name).toList())),
          "choose one of these folders");
    }
    if (below.size() == 1) {
      notes.tell(Topic.PLACE, "The data was found one level down, in %s.", below.get(0));
      return below.get(0);
    }
    Optional<DataFormatException> known = WrongThing.in(folder);
    if (known.isPresent()) {
      throw known.get();
    }
    return folder;
  }

  /** Fails unless the path is an existing file (or a link to one). */
  static void requireFile(Path file, String what) throws DataFormatException {
    if (Files.isDirectory(file)) {
      throw DataFormatException.at(
          file, "", what, "a folder", "put the file of that name in its place");
    }
    if (!Files.exists(file)) {
      throw DataFormatException.at(file, "", what, "no such file", "check the folder");
    }
  }

  /** The size of a file in bytes. */
  static long size(Path file) throws DataFormatException {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw DataFormatException.unreadable(file, e);
    }
  }

  /** Fails when this many bytes of pixels cannot be held, before they are asked for. */
  static void requireRoom(Path file, long bytes) throws DataFormatException {
    long room = Math.min(ImageSet.MAX_BYTES, Runtime.getRuntime().maxMemory() / 4 * 3);
    if (bytes > room) {
      throw DataFormatException.at(
          file,
          "",
          "at most " + (room >> 20) + " MB of pixels in this program's memory",
          (bytes >> 20) + " MB",
          "use a smaller file or start with a larger -Xmx");
    }
  }

  /** Those of the names that exist in the folder, in the given order. */
  static List<Path> existing(Path folder, List<String> names) {
    return names.stream().map(folder::resolve).filter(Files::exists).toList();
  }

  /** Class names, one a line, when the file is there; empty lines do not count. */
  static Optional<List<String>> classNames(Path file, int classes) throws DataFormatException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    requireFile(file, "a text file of class names");
    if (size(file) > MAX_NAMES_BYTES) {
      throw DataFormatException.at(
          file,
          "",
          classes + " class names in at most " + MAX_NAMES_BYTES + " bytes",
          size(file) + " bytes",
          "replace or remove the file");
    }
    try {
      // names are for people: a wrong encoding shows as a strange letter, it need not stop anyone
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      List<String> names = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      if (names.size() != classes) {
        throw DataFormatException.at(
            file,
            "line " + Math.min(names.size(), classes),
            classes + " class names, one a line",
            names.size() + " names",
            "replace or remove the file");
      }
      return Optional.of(names);
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException e) {
      throw DataFormatException.unreadable(file, e);
    }
  }

  /** Names for classes that have none: "class 0", "class 1", ... */
  static List<String> numberedNames(int classes) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      names.add("class " + k);
    }
    return names;
  }
}
