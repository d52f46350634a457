package org.morphoscope.data.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.text.Texts;

/**
 * Which folder of a data set of pictures holds which part of it.
 *
 * @param root the folder of the set
 * @param train folders of the classes for training
 * @param validation the part set aside for decisions
 * @param test the part for the final test
 */
record FolderParts(Path root, Path train, Optional<Path> validation, Optional<Path> test) {

  /** A part, and the names that its folder may have. */
  private enum Part {
    TRAIN("train", "training"),
    VALIDATION("val", "valid", "validation", "dev"),
    TEST("test", "testing");

    private final List<String> names;

    Part(String... names) {
      this.names = List.of(names);
    }
  }

  /**
   * Finds the parts in a folder, or in the only folder in it.
   *
   * @throws DataFormatException when a part is there twice or has no training part beside it
   */
  static FolderParts find(Path folder, NoteBook notes) throws DataFormatException {
    FolderEntries entries = FolderEntries.of(folder);
    if (!entries.system().isEmpty()) {
      notes.tellWith(
          Topic.LEFT_OUT,
          entries.system(),
          "%s of the system or hidden in %s %s passed over.",
          Words.count(entries.system().size(), "file or folder", "files and folders"),
          folder,
          entries.system().size() == 1 ? "is" : "are");
    }
    Map<Part, Path> parts = parts(folder, entries);
    if (isSet(entries, parts)) {
      return told(folder, entries, parts, notes);
    }
    Optional<Path> only = onlySet(entries);
    if (only.isPresent()) {
      notes.tell(Topic.PLACE, "The pictures were found one level down, in %s.", only.get());
      return find(only.get(), notes);
    }
    return new FolderParts(folder, folder, Optional.empty(), Optional.empty());
  }

  private static Map<Part, Path> parts(Path folder, FolderEntries entries)
      throws DataFormatException {
    Map<Part, Path> parts = new EnumMap<>(Part.class);
    for (Path each : entries.folders()) {
      for (Part part : Part.values()) {
        if (part.names.contains(FolderEntries.name(each).toLowerCase(Locale.ROOT))) {
          Path before = parts.put(part, each);
          if (before != null) {
            throw DataFormatException.at(
                folder,
                "",
                "one folder for each part",
                Texts.of("both %s and %s", FolderEntries.name(before), FolderEntries.name(each)),
                "move one of them elsewhere or put their pictures together");
          }
        }
      }
    }
    return parts;
  }

  /** Whether such folders are parts and not, say, two classes of vehicles. */
  private static boolean isSet(FolderEntries entries, Map<Part, Path> parts)
      throws DataFormatException {
    if (parts.size() < 2) {
      return false;
    }
    if (parts.size() == entries.folders().size()) {
      return true;
    }
    Path train = parts.get(Part.TRAIN);
    return train != null && !FolderEntries.of(train).folders().isEmpty();
  }

  private static FolderParts told(
      Path folder, FolderEntries entries, Map<Part, Path> parts, NoteBook notes)
      throws DataFormatException {
    Path train = parts.get(Part.TRAIN);
    if (train == null) {
      throw DataFormatException.at(
          folder,
          "",
          "a folder train beside the other parts",
          Words.list(names(parts.values())) + " only",
          "put the training pictures into a folder train or choose one part alone");
    }
    Optional<Path> validation = Optional.ofNullable(parts.get(Part.VALIDATION));
    validation.ifPresent(
        part ->
            notes.tell(
                Topic.PARTS,
                "The folder %s is the validation part: decisions are checked on it, and none of the"
                    + " training pictures are held out.",
                FolderEntries.name(part)));
    List<Path> others =
        entries.folders().stream().filter(each -> !parts.containsValue(each)).toList();
    if (!others.isEmpty()) {
      notes.tellWith(
          Topic.LEFT_OUT,
          names(others),
          "%s beside the parts %s not used.",
          Words.count(others.size(), "folder", "folders"),
          others.size() == 1 ? "is" : "are");
    }
    return new FolderParts(folder, train, validation, Optional.ofNullable(parts.get(Part.TEST)));
  }

  /** The only folder with pictures, where these lie in folders again. */
  private static Optional<Path> onlySet(FolderEntries entries) throws DataFormatException {
    List<Path> full = new ArrayList<>();
    for (Path each : entries.folders()) {
      if (FolderEntries.holdsPictures(each)) {
        full.add(each);
      }
      if (full.size() > 1) {
        return Optional.empty();
      }
    }
    if (full.isEmpty()) {
      return Optional.empty();
    }
    FolderEntries inside = FolderEntries.of(full.get(0));
    int classes = 0;
    for (Path each : inside.folders()) {
      classes += FolderEntries.holdsPictures(each) ? 1 : 0;
    }
    return inside.pictures().isEmpty() && classes >= 2
        ? Optional.of(full.get(0))
        : Optional.empty();
  }

  private static List<String> names(Iterable<Path> paths) {
    List<String> names = new ArrayList<>();
    paths.forEach(path -> names.add(FolderEntries.name(path)));
    return names;
  }
}
