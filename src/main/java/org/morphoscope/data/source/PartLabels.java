package org.morphoscope.data.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.data.NaturalOrder;
import org.morphoscope.text.Texts;

/**
 * Finds the classes of the pictures of a validation or test part: by its folders as in the training
 * part, by a list as in Tiny-ImageNet ({@code val_annotations.txt}: name, class, ...), or not at
 * all, as in test parts whose labels are kept back.
 */
final class PartLabels {
  private static final Pattern LIST = Pattern.compile(".*annotations\\.txt");
  private static final int MAX_LIST_BYTES = 64 << 20;

  private final List<String> classes;
  private final NoteBook notes;

  /**
   * @param classes names of the classes' folders in the training part, in label order
   */
  PartLabels(List<String> classes, NoteBook notes) {
    this.classes = classes;
    this.notes = notes;
  }

  /**
   * The pictures of a part; nothing when they have no labels, which is told.
   *
   * @param what the part in a word
   */
  Optional<LabelledFiles> of(Path folder, String what) throws DataFormatException {
    Optional<Path> list = list(folder);
    if (list.isPresent()) {
      LabelledFiles files = listed(folder, list.get());
      notes.tell(
          Topic.PARTS,
          "Classes of the %s part were read from %s.",
          what,
          FolderEntries.name(list.get()));
      return Optional.of(files);
    }
    PictureClasses found = PictureClasses.of(folder);
    if (isUnlabelled(folder, found)) {
      int pictures = ClassFolder.of(folder).pictures().size();
      notes.tell(
          Topic.LEFT_OUT,
          "%s of the folder %s have no labels and were left out.",
          Words.pictures(pictures),
          folder);
      return Optional.empty();
    }
    if (found.classes().isEmpty()) {
      notes.tell(Topic.LEFT_OUT, "The folder %s holds no pictures and was left out.", folder);
      return Optional.empty();
    }
    found.tell(notes, true);
    LabelledFiles files = found.labelled(classes);
    PictureClasses.tellMissing(classes, files, what, notes);
    return Optional.of(files);
  }

  /** Pictures without folders, or in one folder that is no class. */
  private boolean isUnlabelled(Path folder, PictureClasses found) throws DataFormatException {
    List<String> names = found.names();
    boolean loose = !FolderEntries.of(folder).pictures().isEmpty();
    return names.isEmpty() && loose || names.size() == 1 && !classes.contains(names.get(0));
  }

  private static Optional<Path> list(Path folder) throws DataFormatException {
    return FolderEntries.of(folder).others().stream()
        .filter(file -> LIST.matcher(FolderEntries.name(file)).matches())
        .findFirst();
  }

  private LabelledFiles listed(Path folder, Path list) throws DataFormatException {
    Map<String, Path> byName = new HashMap<>();
    for (Path picture : ClassFolder.of(folder).pictures()) {
      byName.put(FolderEntries.name(picture), picture);
    }
    LabelledFiles files = new LabelledFiles();
    Set<String> used = new HashSet<>();
    List<String> lines = lines(list);
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(lines.get(i).indexOf('\t') >= 0 ? "\t" : "[ ,]+");
      if (fields.length == 1 && fields[0].isBlank()) {
        continue;
      }
      int label = fields.length < 2 ? -1 : classes.indexOf(fields[1]);
      if (label < 0) {
        throw DataFormatException.at(
            list,
            "line " + (i + 1),
            Texts.of(
                "the name of a picture and one of the %d classes of the folder train",
                classes.size()),
            fields.length < 2 ? "no class" : Texts.of("the class '%s'", fields[1]),
            "put the list that belongs to these pictures there");
      }
      // a picture that is not there is told with those that cannot be read
      files.add(
          byName.getOrDefault(fields[0], folder.resolve(fileName(list, i, fields[0]))), label);
      used.add(fields[0]);
    }
    List<String> unlisted = new ArrayList<>(byName.keySet());
    unlisted.removeAll(used);
    if (!unlisted.isEmpty()) {
      unlisted.sort(NaturalOrder.INSTANCE);
      notes.tellWith(
          Topic.LEFT_OUT,
          unlisted,
          "%s of the folder %s not in its list of classes were left out.",
          Words.pictures(unlisted.size()),
          folder);
    }
    return files;
  }

  /** A name without a way out of the folder. */
  private static String fileName(Path list, int line, String name) throws DataFormatException {
    if (name.contains("/") || name.contains("\\") || name.indexOf('\0') >= 0) {
      throw DataFormatException.at(
          list,
          "line " + (line + 1),
          "the name of a picture without its folder",
          Texts.of("'%s'", name),
          "put the list that belongs to these pictures there");
    }
    return name;
  }

  private static List<String> lines(Path list) throws DataFormatException {
    if (Folders.size(list) > MAX_LIST_BYTES) {
      throw DataFormatException.at(
          list,
          "",
          Texts.of("a list of at most %d MB", MAX_LIST_BYTES >> 20),
          Texts.of("%d MB", Folders.size(list) >> 20),
          "replace or remove it");
    }
    try {
      Stream<String> text = new String(Files.readAllBytes(list), StandardCharsets.UTF_8).lines();
      return text.toList();
    } catch (IOException e) {
      throw DataFormatException.unreadable(list, e);
    }
  }
}
