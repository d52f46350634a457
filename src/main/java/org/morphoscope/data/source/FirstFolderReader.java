package org.morphoscope.data.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.picture.FirstRules;
import org.morphoscope.data.picture.PictureException;
import org.morphoscope.data.picture.PictureReader;
import org.morphoscope.text.Texts;

/**
 * Folders of pictures as the first versions of the program read them, for runs that were begun with
 * these: classes in plain order of their names, folders {@code train} and {@code test} or none,
 * nothing deeper, and the first damaged picture ends it.
 */
final class FirstFolderReader {
  private static final int MAX_CLASSES = 10_000;

  private final int side;

  private FirstFolderReader(int side) {
    this.side = side;
  }

  static Dataset read(Path folder, int side) throws DataFormatException {
    Folders.requireFolder(folder, "one folder of pictures per class");
    FirstFolderReader reader = new FirstFolderReader(side);
    boolean parts = hasParts(folder);
    Path train = parts ? folder.resolve("train") : folder;
    List<Path> classes = classFolders(train);
    List<String> names = classes.stream().map(FirstFolderReader::name).toList();
    ImageSet trainSet = reader.images(train, classes);
    Optional<ImageSet> test = Optional.empty();
    if (parts) {
      Path testFolder = folder.resolve("test");
      List<Path> testClasses = classFolders(testFolder);
      List<String> found = testClasses.stream().map(FirstFolderReader::name).toList();
      if (!found.equals(names)) {
        throw DataFormatException.at(
            testFolder,
            "",
            Texts.of("the %d classes of the folder train", names.size()),
            Texts.of("others (%s)", different(names, found)),
            "give both folders the same classes");
      }
      test = Optional.of(reader.images(testFolder, testClasses));
    }
    return Dataset.of("images", trainSet, test, names, true);
  }

  private static boolean hasParts(Path folder) {
    return Files.isDirectory(folder.resolve("train")) && Files.isDirectory(folder.resolve("test"));
  }

  private static String different(List<String> expected, List<String> found) {
    return Stream.concat(expected.stream(), found.stream())
        .filter(name -> !expected.contains(name) || !found.contains(name))
        .findFirst()
        .map(name -> Texts.of("'%s' is in one of them only", name))
        .orElse("twice the same name");
  }

  private static List<Path> classFolders(Path folder) throws DataFormatException {
    List<Path> classes = entries(folder).stream().filter(Files::isDirectory).toList();
    if (classes.size() < 2 || classes.size() > MAX_CLASSES) {
      throw DataFormatException.at(
          folder,
          "",
          Texts.of("2 to %d folders, one per class", MAX_CLASSES),
          classes.size() + (classes.size() == 1 ? " folder" : " folders"),
          "choose the folder that holds the folders of the classes");
    }
    return classes;
  }

  private ImageSet images(Path folder, List<Path> classes) throws DataFormatException {
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      List<Path> ofClass = pictures(classes.get(k));
      if (ofClass.isEmpty()) {
        throw DataFormatException.at(
            classes.get(k),
            "",
            "at least one PNG, JPEG, GIF or BMP file of this class",
            "none",
            "add pictures or remove the folder");
      }
      files.addAll(ofClass);
      int label = k;
      ofClass.forEach(file -> labels.add(label));
    }
    int length = side * side * PictureReader.CHANNELS;
    Folders.requireRoom(folder, (long) files.size() * length);
    byte[] pixels = new byte[files.size() * length];
    // each picture has its own place, and the first failure by order is the one that is told
    Optional<DataFormatException> failure =
        IntStream.range(0, files.size())
            .parallel()
            .mapToObj(i -> failure(files.get(i), pixels, i * length))
            .flatMap(Optional::stream)
            .findFirst();
    if (failure.isPresent()) {
      throw failure.get();
    }
    return ImageSet.wrap(
        pixels,
        labels.stream().mapToInt(Integer::intValue).toArray(),
        side,
        side,
        PictureReader.CHANNELS);
  }

  private Optional<DataFormatException> failure(Path file, byte[] pixels, int start) {
    try {
      FirstRules.read(file, side, pixels, start);
      return Optional.empty();
    } catch (PictureException e) {
      return Optional.of(new DataFormatException(Texts.of("%s: %s.", file, e.getMessage()), e));
    }
  }

  private static List<Path> pictures(Path folder) throws DataFormatException {
    return entries(folder).stream()
        .filter(file -> FirstRules.isNamedPicture(name(file)) && !Files.isDirectory(file))
        .toList();
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  /** What lies in a folder, in the order of names. */
  private static List<Path> entries(Path folder) throws DataFormatException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> !name(path).startsWith("."))
          .sorted((a, b) -> name(a).compareTo(name(b)))
          .toList();
    } catch (IOException e) {
      throw DataFormatException.unreadable(folder, e);
    }
  }
}
