package org.morphoscope.data.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.text.Texts;

/** The classes of a folder of pictures, one folder each, and what lies beside them. */
final class PictureClasses {
  private static final int MAX_CLASSES = 10_000;

  private final Path folder;
  private final List<ClassFolder> classes;
  private final List<ClassFolder> empty;

  private PictureClasses(Path folder, List<ClassFolder> classes, List<ClassFolder> empty) {
    this.folder = folder;
    this.classes = classes;
    this.empty = empty;
  }

  /**
   * Looks through the folders of one part.
   *
   * @throws DataFormatException when it cannot be read or there are too many classes
   */
  static PictureClasses of(Path folder) throws DataFormatException {
    List<ClassFolder> classes = new ArrayList<>();
    List<ClassFolder> empty = new ArrayList<>();
    FolderEntries entries = FolderEntries.of(folder);
    if (entries.folders().size() > MAX_CLASSES) {
      throw DataFormatException.at(
          folder,
          "",
          Texts.of("at most %,d folders, one per class", MAX_CLASSES),
          Texts.of("%,d folders", entries.folders().size()),
          "choose the folder that holds the folders of the classes");
    }
    for (Path each : entries.folders()) {
      ClassFolder found = ClassFolder.of(each);
      (found.pictures().isEmpty() ? empty : classes).add(found);
    }
    return new PictureClasses(folder, classes, empty);
  }

  Path folder() {
    return folder;
  }

  List<ClassFolder> classes() {
    return classes;
  }

  /** Names of the folders that hold a picture, in natural order. */
  List<String> names() {
    return classes.stream().map(ClassFolder::name).toList();
  }

  /**
   * All pictures in the order of the given classes.
   *
   * @throws DataFormatException when a folder is none of these classes
   */
  LabelledFiles labelled(List<String> known) throws DataFormatException {
    LabelledFiles files = new LabelledFiles();
    for (ClassFolder each : classes) {
      int label = known.indexOf(each.name());
      if (label < 0) {
        throw DataFormatException.at(
            folder,
            "",
            Texts.of(
                "only the %s of the folder train", Words.count(known.size(), "class", "classes")),
            Texts.of("others ('%s' is in one of them only)", each.name()),
            "give both folders the same classes");
      }
      each.pictures().forEach(picture -> files.add(picture, label));
    }
    return files;
  }

  /** Tells what is empty, deeper or of another kind. */
  void tell(NoteBook notes, boolean isPart) throws DataFormatException {
    tellBeside(notes, isPart);
    if (!empty.isEmpty()) {
      notes.tellWith(
          Topic.CLASSES,
          empty.stream().map(each -> each.path().toString()).toList(),
          "%s without a picture in %s %s.",
          Words.count(empty.size(), "folder", "folders"),
          folder,
          empty.size() == 1 ? "is no class" : "are no classes");
    }
    List<String> deeper =
        classes.stream()
            .filter(each -> each.deeper() > 0)
            .map(each -> each.path() + ": " + Words.pictures(each.deeper()))
            .toList();
    if (!deeper.isEmpty()) {
      notes.tellWith(
          Topic.PICTURES,
          deeper,
          "%s of %s found in folders within the folder of their class and taken for it.",
          Words.pictures(classes.stream().mapToInt(ClassFolder::deeper).sum()),
          folder);
    }
    Map<String, Integer> kinds = new TreeMap<>();
    List<String> system = new ArrayList<>();
    for (ClassFolder each : classes) {
      each.otherKinds().forEach((kind, n) -> kinds.merge(kind, n, Integer::sum));
      system.addAll(each.system());
    }
    if (!kinds.isEmpty()) {
      notes.tellWith(
          Topic.LEFT_OUT,
          kinds.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList(),
          "%s in the folders of the classes not read, by name no pictures.",
          Words.count(kinds.values().stream().mapToInt(Integer::intValue).sum(), "file", "files"));
    }
    if (!system.isEmpty()) {
      notes.tellWith(
          Topic.LEFT_OUT,
          system.stream().distinct().toList(),
          "%s of the system or hidden in the folders of the classes of %s passed over.",
          Words.count(system.size(), "name", "names"),
          folder);
    }
  }

  private void tellBeside(NoteBook notes, boolean isPart) throws DataFormatException {
    FolderEntries entries = FolderEntries.of(folder);
    if (!entries.pictures().isEmpty()) {
      notes.tell(
          Topic.LEFT_OUT,
          "%s in %s beside the folders of the classes belong to none and were left out.",
          Words.pictures(entries.pictures().size()),
          folder);
    }
    if (isPart && !entries.system().isEmpty()) {
      notes.tellWith(
          Topic.LEFT_OUT,
          entries.system(),
          "%s of the system or hidden in %s passed over.",
          Words.count(entries.system().size(), "name", "names"),
          folder);
    }
  }

  /** Tells where other programs, which sort by letters, would number the classes otherwise. */
  static void tellOrder(List<String> names, NoteBook notes) {
    List<String> plain = names.stream().sorted(Comparator.naturalOrder()).toList();
    for (int k = 0; k < names.size(); k++) {
      if (!plain.get(k).equals(names.get(k))) {
        notes.tell(
            Topic.CLASSES,
            "Classes are in natural order, numbers by their value: class %d is '%s'; programs that"
                + " sort by letters have '%s' there.",
            k,
            names.get(k),
            plain.get(k));
        return;
      }
    }
  }

  /** Tells which classes a part has no pictures of. */
  static void tellMissing(List<String> names, LabelledFiles part, String what, NoteBook notes) {
    HashSet<Integer> seen = new HashSet<>();
    for (int i = 0; i < part.size(); i++) {
      seen.add(part.label(i));
    }
    List<String> missing = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      if (!seen.contains(k)) {
        missing.add(names.get(k));
      }
    }
    if (!missing.isEmpty()) {
      notes.tellWith(
          Topic.CLASSES,
          missing,
          "%s no pictures in the %s part.",
          missing.size() == 1 ? "1 class has" : missing.size() + " classes have",
          what);
    }
  }
}
