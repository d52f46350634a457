package org.morphoscope.data.source;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.data.DataRules;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.PixelStore;
import org.morphoscope.data.ReadingNotes.PictureSize;
import org.morphoscope.text.Texts;

/**
 * Data in the layout of MNIST and its relatives: idx files, plain or gzip-compressed, see {@link
 * IdxFiles}, or Kaggle's tables, see {@link LabelledTable}.
 *
 * <p>Labels are numbers; what classes they are is {@link IdxClasses}' matter. Images are never
 * mirrored, because they may be digits.
 */
final class IdxReader {
  private IdxReader() {}

  /** Images with the labels as the files have them. */
  private record Part(PixelStore pixels, int[] labels, int height, int width) {
    ImageSet from(int first) {
      int[] rows = IntStream.range(0, labels.length).toArray();
      int[] classes = labels.clone();
      for (int i = 0; i < classes.length; i++) {
        classes[i] -= first;
      }
      return ImageSet.of(pixels, rows, classes, height, width, 1);
    }

    int maxLabel() {
      int max = 0;
      for (int label : labels) {
        max = Math.max(max, label);
      }
      return max;
    }
  }

  /**
   * Reads the training files and, when they are there, the test files.
   *
   * @param set the name of a set, where several lie in the folder
   * @param look whether the set is only looked at: one class is enough
   */
  static Dataset read(Path given, Optional<String> set, DataRules rules, boolean look)
      throws DataFormatException {
    NoteBook notes = new NoteBook();
    Path folder = Folders.locate(given, "idx files", IdxReader::recognises, notes);
    if (!IdxFiles.anyIn(folder) && LabelledTable.find(folder, "train").isPresent()) {
      return readTables(folder, rules, look, notes);
    }
    IdxFiles files = IdxFiles.of(folder, set, notes);
    Path images =
        files
            .find("train", IdxFiles.Content.IMAGES)
            .orElseThrow(() -> missing(folder, "train-images-idx3-ubyte"));
    Part train = readPair(images, labelsFor(files, folder, "train"));
    Optional<Path> testImages = files.find("test", IdxFiles.Content.IMAGES);
    Optional<Part> test = Optional.empty();
    if (testImages.isPresent()) {
      Path testLabels = labelsFor(files, folder, "test");
      test = Optional.of(readPair(testImages.get(), testLabels));
      requireSameSize(testImages.get(), "byte 8", test.get(), train);
      requireKnownLabels(testLabels, test.get(), train);
    }
    if (files.set().startsWith("emnist")) {
      notes.tell(
          Topic.PICTURES,
          "EMNIST stores its pictures with rows and columns exchanged; they are taken as stored.");
    }
    Path mapping = images.resolveSibling(files.set() + "-mapping.txt");
    return dataset(
        labelFile(files, folder),
        train,
        test,
        Files.isRegularFile(mapping) ? Optional.of(mapping) : Optional.empty(),
        rules,
        look,
        notes);
  }

  private static Path labelFile(IdxFiles files, Path folder) {
    return files.find("train", IdxFiles.Content.LABELS).orElse(folder);
  }

  private static Dataset readTables(Path folder, DataRules rules, boolean look, NoteBook notes)
      throws DataFormatException {
    Path trainFile = LabelledTable.find(folder, "train").orElseThrow();
    Part train = table(trainFile);
    Optional<Path> testFile = LabelledTable.find(folder, "test");
    Optional<Part> test = Optional.empty();
    if (testFile.isPresent()) {
      test = Optional.of(table(testFile.get()));
      requireSameSize(testFile.get(), "line 1", test.get(), train);
      requireKnownLabels(testFile.get(), test.get(), train);
    } else {
      LabelledTable.findUnlabelled(folder, "test")
          .ifPresent(
              file ->
                  notes.tell(
                      Topic.LEFT_OUT,
                      "The pictures of %s have no labels and were left out.",
                      file));
    }
    return dataset(trainFile, train, test, Optional.empty(), rules, look, notes);
  }

  private static Part table(Path file) throws DataFormatException {
    LabelledTable table = LabelledTable.read(file);
    return new Part(
        new PixelStore.InMemory(table.pixels(), table.side() * table.side()),
        table.labels(),
        table.side(),
        table.side());
  }

  private static Dataset dataset(
      Path labelFile,
      Part train,
      Optional<Part> test,
      Optional<Path> mapping,
      DataRules rules,
      boolean look,
      NoteBook notes)
      throws DataFormatException {
    int[] testLabels = test.map(Part::labels).orElse(new int[0]);
    IdxClasses classes = IdxClasses.of(train.labels, testLabels, mapping, rules, notes);
    if (classes.names().size() < 2 && !look) {
      throw DataFormatException.at(
          labelFile,
          "",
          "labels of 2 classes or more",
          Texts.of("label %d only", train.maxLabel()),
          "put the labels of the whole set there");
    }
    notes.count(new PictureSize(train.width, train.height), train.labels.length);
    test.ifPresent(
        part -> notes.count(new PictureSize(part.width, part.height), part.labels.length));
    return Dataset.of(
        "idx",
        train.from(classes.first()),
        Optional.empty(),
        test.map(part -> part.from(classes.first())),
        classes.names(),
        false,
        notes.build());
  }

  /** Whether the folder holds training images in one of the known spellings. */
  static boolean recognises(Path folder) throws DataFormatException {
    return IdxFiles.anyIn(folder) || LabelledTable.find(folder, "train").isPresent();
  }

  private static Part readPair(Path imageFile, Path labelFile) throws DataFormatException {
    // labels first: they are small, and their number limits what is believed of the images
    int[] labels = readLabels(labelFile);
    try (IdxStream in = IdxStream.open(imageFile)) {
      in.expectMagic(IdxStream.IMAGES_MAGIC, "images");
      int count = in.positive("number of images");
      if (count != labels.length) {
        throw DataFormatException.at(
            imageFile,
            "byte 4",
            labels.length + " images, as many as labels in " + labelFile.getFileName(),
            count + " images",
            "put files that belong together into the folder");
      }
      int height = in.positive("number of rows");
      int width = in.positive("number of columns");
      return new Part(in.images(count, Math.multiplyFull(height, width)), labels, height, width);
    }
  }

  private static int[] readLabels(Path file) throws DataFormatException {
    return FolderEntries.name(file).matches("(?i).*idx2-int(\\.gz)?")
        ? readNumbers(file)
        : readBytes(file);
  }

  private static int[] readBytes(Path file) throws DataFormatException {
    try (IdxStream in = IdxStream.open(file)) {
      in.expectMagic(IdxStream.LABELS_MAGIC, "labels");
      byte[] bytes = in.body(in.positive("number of labels"), 1);
      int[] labels = new int[bytes.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = bytes[i] & 0xff;
      }
      return labels;
    }
  }

  /** Labels of QMNIST: the first of the numbers of each row. */
  private static int[] readNumbers(Path file) throws DataFormatException {
    try (IdxStream in = IdxStream.open(file)) {
      in.expectMagic(IdxStream.NUMBERS_MAGIC, "rows of numbers");
      int count = in.positive("number of labels");
      int columns = in.positive("numbers a label");
      byte[] bytes = in.body(Math.multiplyFull(count, columns), 4);
      int[] labels = new int[count];
      IntBuffer numbers = ByteBuffer.wrap(bytes).asIntBuffer();
      for (int i = 0; i < count; i++) {
        labels[i] = numbers.get(i * columns);
        if (labels[i] < 0 || labels[i] > 255) {
          throw DataFormatException.at(
              file,
              Texts.of("byte %d (record %d)", 12 + 4L * i * columns, i),
              "a label from 0 to 255",
              "label " + labels[i],
              "download the file again");
        }
      }
      return labels;
    }
  }

  private static Path labelsFor(IdxFiles files, Path folder, String part)
      throws DataFormatException {
    Optional<Path> found = files.find(part, IdxFiles.Content.LABELS);
    if (found.isPresent()) {
      return found.get();
    }
    String name = (part.equals("test") ? "t10k" : part) + "-labels-idx1-ubyte";
    if (Files.isDirectory(folder.resolve(name))) {
      Folders.requireFile(folder.resolve(name), "an idx file");
    }
    throw missing(folder, files.set().isEmpty() ? name : files.set() + "-" + name);
  }

  private static DataFormatException missing(Path folder, String name) {
    return DataFormatException.at(
        folder,
        "",
        "the file " + name + " (or " + name + ".gz)",
        "no such file",
        "choose the folder that holds the idx files");
  }

  private static void requireSameSize(Path file, String place, Part part, Part train)
      throws DataFormatException {
    if (part.height != train.height || part.width != train.width) {
      throw DataFormatException.at(
          file,
          place,
          "images of " + train.height + " x " + train.width + " as in the training file",
          part.height + " x " + part.width,
          "put files that belong together into the folder");
    }
  }

  private static void requireKnownLabels(Path file, Part part, Part train)
      throws DataFormatException {
    int classes = Math.max(IdxClasses.USUAL, train.maxLabel() + 1);
    for (int i = 0; i < part.labels.length; i++) {
      if (part.labels[i] >= classes) {
        throw DataFormatException.at(
            file,
            "byte " + (8 + i) + " (record " + i + ")",
            "a label from 0 to " + (classes - 1) + " as in the training file",
            "label " + part.labels[i],
            "put files that belong together into the folder");
      }
    }
  }
}
