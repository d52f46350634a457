package org.morphoscope.data.source;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;

/**
 * A folder of pictures, one folder per class: {@code DIR/CLASS/picture.png}; or these within a
 * folder {@code train}, with {@code val} and {@code test} beside it. Every picture becomes {@code
 * [side, side, 3]}, see {@link org.morphoscope.data.picture.PictureReader}.
 */
final class PictureFolderReader {
  static final int STANDARD_SIDE = 32;
  static final int MIN_SIDE = 8;
  static final int MAX_SIDE = 256;

  private PictureFolderReader() {}

  /**
   * @param skipDamaged whether any number of damaged pictures is left out
   * @param look whether the set is only looked at: one class is enough
   * @param told how far it has come, when it takes long
   */
  static Dataset read(
      Path folder, int side, boolean skipDamaged, boolean look, Consumer<String> told)
      throws DataFormatException {
    Folders.requireFolder(folder, "one folder of pictures per class");
    NoteBook notes = new NoteBook();
    FolderParts parts = FolderParts.find(folder, notes);
    PictureClasses classes = PictureClasses.of(parts.train());
    requireClasses(parts.train(), classes, look ? 1 : 2);
    classes.tell(notes, !parts.train().equals(parts.root()));
    List<String> folders = classes.names();
    PictureClasses.tellOrder(folders, notes);
    PartLabels labels = new PartLabels(folders, notes);
    Optional<LabelledFiles> validationFiles =
        parts.validation().isPresent()
            ? labels.of(parts.validation().get(), "validation")
            : Optional.empty();
    Optional<LabelledFiles> testFiles =
        parts.test().isPresent() ? labels.of(parts.test().get(), "test") : Optional.empty();
    PictureLoader loader = new PictureLoader(folder, side, told);
    ImageSet train = loader.load(classes.labelled(folders), notes);
    Optional<ImageSet> validation = load(loader, validationFiles, notes);
    Optional<ImageSet> test = load(loader, testFiles, notes);
    loader.finish(notes, skipDamaged || look);
    requirePictures(folder, train, folders.size(), look, notes);
    return Dataset.of(
        "images",
        train,
        validation,
        test,
        ClassWords.of(parts.root(), folders, notes),
        true,
        notes.build());
  }

  private static Optional<ImageSet> load(
      PictureLoader loader, Optional<LabelledFiles> files, NoteBook notes)
      throws DataFormatException {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    ImageSet set = loader.load(files.get(), notes);
    return set.size() == 0 ? Optional.empty() : Optional.of(set);
  }

  /** Whether at least two folders in it, or in the only one in it, hold a picture each. */
  static boolean recognises(Path folder) throws DataFormatException {
    FolderParts parts = FolderParts.find(folder, new NoteBook());
    int classes = 0;
    for (Path each : FolderEntries.of(parts.train()).folders()) {
      classes += FolderEntries.holdsPictures(each) ? 1 : 0;
      if (classes == 2) {
        return true;
      }
    }
    return false;
  }

  /** Classes of a folder of two or more, unread. */
  static PictureClasses classes(Path folder) throws DataFormatException {
    PictureClasses classes = PictureClasses.of(folder);
    requireClasses(folder, classes, 2);
    return classes;
  }

  private static void requireClasses(Path folder, PictureClasses classes, int fewest)
      throws DataFormatException {
    int found = classes.classes().size();
    if (found >= fewest) {
      return;
    }
    Optional<DataFormatException> known = WrongThing.in(folder);
    if (known.isPresent()) {
      throw known.get();
    }
    throw DataFormatException.at(
        folder,
        "",
        "2 folders of pictures or more, one per class",
        Words.count(found, "folder", "folders"),
        "choose the folder that holds the folders of the classes");
  }

  /** Damaged pictures may have left a class, or the whole part, empty. */
  private static void requirePictures(
      Path folder, ImageSet train, int classes, boolean look, NoteBook notes)
      throws DataFormatException {
    HashSet<Integer> seen = new HashSet<>();
    for (int i = 0; i < train.size(); i++) {
      seen.add(train.label(i));
    }
    if (seen.size() < classes) {
      notes.tell(
          Topic.CLASSES,
          "%s without a single picture that can be read.",
          Words.count(classes - seen.size(), "class is", "classes are"));
    }
    if (seen.isEmpty() || !look && seen.size() < 2) {
      throw DataFormatException.at(
          folder,
          "",
          "2 classes or more with pictures that can be read",
          Words.count(seen.size(), "such class", "such classes"),
          "put whole pictures there");
    }
    if (seen.size() < 2) {
      notes.tell(Topic.CLASSES, "One class only: a net needs two or more to be trained.");
    }
  }
}
