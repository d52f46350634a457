package org.morphoscope.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Data in the layout of MNIST: four idx files, plain or gzip-compressed, under their usual names
 * (also with a dot before {@code idx}, as some archives spell them).
 *
 * <p>An idx file does not say what its classes are: there are max(10, largest training label + 1)
 * of them, they are numbered, and images are never mirrored, because they may be digits.
 */
final class IdxReader {
  private static final int FEWEST_CLASSES = 10;

  private IdxReader() {}

  /** Reads the training files and, when they are there, the t10k files. */
  static Dataset read(Path folder) throws DataFormatException {
    Folders.requireFolder(folder, "idx files");
    Path images =
        find(folder, "train-images", 3)
            .orElseThrow(() -> missing(folder, "train-images-idx3-ubyte"));
    ImageSet train = readPair(images, labelsFor(folder, "train"));
    int classes = Math.max(FEWEST_CLASSES, train.maxLabel() + 1);
    Optional<Path> testImages = find(folder, "t10k-images", 3);
    Optional<ImageSet> test = Optional.empty();
    if (testImages.isPresent()) {
      Path testLabels = labelsFor(folder, "t10k");
      ImageSet set = readPair(testImages.get(), testLabels);
      requireSameSize(testImages.get(), set, train);
      requireKnownLabels(testLabels, set, classes);
      test = Optional.of(set);
    }
    return Dataset.of("idx", train, test, Folders.numberedNames(classes), false);
  }

  /** Whether the folder holds training images in one of the known spellings. */
  static boolean recognises(Path folder) {
    return find(folder, "train-images", 3).isPresent();
  }

  private static ImageSet readPair(Path imageFile, Path labelFile) throws DataFormatException {
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
      byte[] pixels = in.body(Math.multiplyFull(count, height), width);
      return ImageSet.wrap(pixels, labels, height, width, 1);
    }
  }

  private static int[] readLabels(Path file) throws DataFormatException {
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

  private static Path labelsFor(Path folder, String part) throws DataFormatException {
    return find(folder, part + "-labels", 1)
        .orElseThrow(() -> missing(folder, part + "-labels-idx1-ubyte"));
  }

  private static Optional<Path> find(Path folder, String stem, int dimensions) {
    String dashed = stem + "-idx" + dimensions + "-ubyte";
    String dotted = stem + ".idx" + dimensions + "-ubyte";
    return Folders.existing(folder, List.of(dashed, dotted, dashed + ".gz", dotted + ".gz"))
        .stream()
        .findFirst();
  }

  private static DataFormatException missing(Path folder, String name) {
    return DataFormatException.at(
        folder,
        "",
        "the file " + name + " (or " + name + ".gz)",
        "no such file",
        "choose the folder that holds the idx files");
  }

  private static void requireSameSize(Path file, ImageSet set, ImageSet train)
      throws DataFormatException {
    if (set.height() != train.height() || set.width() != train.width()) {
      throw DataFormatException.at(
          file,
          "byte 8",
          "images of " + train.height() + " x " + train.width() + " as in the training file",
          set.height() + " x " + set.width(),
          "put files that belong together into the folder");
    }
  }

  private static void requireKnownLabels(Path file, ImageSet set, int classes)
      throws DataFormatException {
    for (int i = 0; i < set.size(); i++) {
      if (set.label(i) >= classes) {
        throw DataFormatException.at(
            file,
            "byte " + (8 + i) + " (record " + i + ")",
            "a label from 0 to " + (classes - 1) + " as in the training file",
            "label " + set.label(i),
            "put files that belong together into the folder");
      }
    }
  }
}
