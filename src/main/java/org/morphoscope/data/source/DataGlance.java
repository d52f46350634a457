package org.morphoscope.data.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataRules;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.GeneratedSet;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.table.GeneratedTable;

/**
 * What a short look at data shows, before a run is begun on it. Pictures in folders are counted by
 * their names and a few are decoded; damaged ones are found when the run reads them all.
 *
 * @param training number of training images, from which a run holds some out where there is no
 *     validation part
 * @param validation number of images of the validation part, where there is one
 * @param test number of test images, where there is a part of them
 * @param classes names of the classes
 * @param samples an image of each of the first classes, labelled
 */
public record DataGlance(
    long training,
    OptionalLong validation,
    OptionalLong test,
    List<String> classes,
    ImageSet samples) {
  /** Classes that are shown. */
  private static final int MOST = 10;

  /**
   * Copies the list.
   *
   * @param training number of training images
   * @param validation number of images of the validation part, where there is one
   * @param test number of test images, where there is a part of them
   * @param classes names of the classes
   * @param samples an image of each of the first classes, labelled
   */
  public DataGlance {
    classes = List.copyOf(classes);
  }

  /** Looks at data of this name. */
  static DataGlance of(DataName name) throws DataFormatException {
    return switch (name.kind()) {
      case "generated" -> {
        Dataset few = GeneratedSet.create(MOST, 1, GeneratedSet.DEFAULT_SEED);
        yield new DataGlance(
            name.count(),
            OptionalLong.empty(),
            OptionalLong.of(GeneratedSet.DEFAULT_TEST),
            few.classNames(),
            few.train());
      }
      case "generated-table" -> {
        Dataset few = GeneratedTable.create(MOST, 1, GeneratedTable.DEFAULT_SEED);
        yield new DataGlance(
            name.count(),
            OptionalLong.empty(),
            OptionalLong.of(GeneratedTable.DEFAULT_TEST),
            few.classNames(),
            few.train());
      }
      case "images" -> ofFolder(name);
      default -> of(DataSource.open(name.text()));
    };
  }

  private static DataGlance of(Dataset data) {
    return new DataGlance(
        data.train().size(),
        size(data.validation().map(ImageSet::size)),
        size(data.test().map(ImageSet::size)),
        data.classNames(),
        data.train().subset(firsts(data)));
  }

  private static OptionalLong size(Optional<Integer> found) {
    return found.map(size -> OptionalLong.of(size)).orElse(OptionalLong.empty());
  }

  /** The first image of each of the first classes. */
  private static int[] firsts(Dataset data) {
    List<Integer> found = new ArrayList<>();
    for (int label = 0; label < Math.min(MOST, data.classNames().size()); label++) {
      for (int i = 0; i < data.train().size(); i++) {
        if (data.train().label(i) == label) {
          found.add(i);
          break;
        }
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static DataGlance ofFolder(DataName name) throws DataFormatException {
    NoteBook notes = new NoteBook();
    Folders.requireFolder(name.folder(), "one folder of pictures per class");
    FolderParts parts = FolderParts.find(name.folder(), notes);
    PictureClasses classes = PictureFolderReader.classes(parts.train());
    List<String> names = classes.names();
    PartLabels labels = new PartLabels(names, notes);
    List<Path> firsts =
        classes.classes().stream().limit(MOST).map(each -> each.pictures().get(0)).toList();
    LoosePictures.Read read = new LoosePictures(name.side(), 3, DataRules.CURRENT).read(firsts);
    int[] shown = read.files().stream().mapToInt(firsts::indexOf).toArray();
    ImageSet images = read.images();
    byte[] pixels = new byte[shown.length * images.imageLength()];
    for (int i = 0; i < shown.length; i++) {
      System.arraycopy(images.copyOf(i), 0, pixels, i * images.imageLength(), images.imageLength());
    }
    return new DataGlance(
        classes.labelled(names).size(),
        part(parts.validation(), labels, "validation"),
        part(parts.test(), labels, "test"),
        ClassWords.of(parts.root(), names, notes),
        ImageSet.wrap(pixels, shown, name.side(), name.side(), images.channels()));
  }

  private static OptionalLong part(Optional<Path> folder, PartLabels labels, String what)
      throws DataFormatException {
    if (folder.isEmpty()) {
      return OptionalLong.empty();
    }
    Optional<LabelledFiles> files = labels.of(folder.get(), what);
    return files.map(f -> OptionalLong.of(f.size())).orElse(OptionalLong.empty());
  }
}
