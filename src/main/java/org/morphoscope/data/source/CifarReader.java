package org.morphoscope.data.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.ReadingNotes.PictureSize;

/**
 * The binary versions of CIFAR-10 and CIFAR-100: files of records without header, each some label
 * bytes and then 1024 red, 1024 green and 1024 blue bytes of a 32x32 image, row-major.
 *
 * <p>Any whole number of records is accepted, so that parts of the official files work too.
 */
final class CifarReader {
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int IMAGE = 3 * PLANE;
  private static final List<String> TRAIN_10 =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");
  private static final List<String> NAMES_10 =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private final int classes;
  private final int labelBytes;

  private CifarReader(int classes, int labelBytes) {
    this.classes = classes;
    this.labelBytes = labelBytes;
  }

  /** Reads whichever of data_batch_1..5.bin are there, and test_batch.bin if it is. */
  static Dataset read10(Path given) throws DataFormatException {
    NoteBook notes = new NoteBook();
    Path folder =
        Folders.locate(given, "the CIFAR-10 binary version", CifarReader::recognises10, notes);
    CifarReader reader = new CifarReader(10, 1);
    List<Path> files = Folders.existing(folder, TRAIN_10);
    if (files.isEmpty()) {
      throw DataFormatException.at(
          folder,
          "",
          "at least one of data_batch_1.bin to data_batch_5.bin",
          "none of them",
          "choose the folder cifar-10-batches-bin of the binary version");
    }
    List<String> names =
        Folders.classNames(folder.resolve("batches.meta.txt"), 10).orElse(NAMES_10);
    return reader.dataset("cifar10", files, folder.resolve("test_batch.bin"), names, notes);
  }

  /** Whether a file has the name of one of a set. */
  static boolean isNamedSo(Path file) {
    String name = FolderEntries.name(file);
    return TRAIN_10.contains(name)
        || Set.of("test_batch.bin", "train.bin", "test.bin").contains(name);
  }

  /** Whether the folder holds a training batch of CIFAR-10. */
  static boolean recognises10(Path folder) {
    return !Folders.existing(folder, TRAIN_10).isEmpty();
  }

  /** Whether the folder holds the training file of CIFAR-100. */
  static boolean recognises100(Path folder) {
    return Files.exists(folder.resolve("train.bin"));
  }

  /** Reads train.bin, and test.bin if it is there; the fine labels are the classes. */
  static Dataset read100(Path given) throws DataFormatException {
    NoteBook notes = new NoteBook();
    Path folder =
        Folders.locate(given, "the CIFAR-100 binary version", CifarReader::recognises100, notes);
    CifarReader reader = new CifarReader(100, 2);
    Path train = folder.resolve("train.bin");
    if (!Files.exists(train)) {
      throw DataFormatException.at(
          folder,
          "",
          "the file train.bin",
          "no such file",
          "choose the folder cifar-100-binary of the binary version");
    }
    List<String> names =
        Folders.classNames(folder.resolve("fine_label_names.txt"), 100)
            .orElseGet(() -> Folders.numberedNames(100));
    return reader.dataset("cifar100", List.of(train), folder.resolve("test.bin"), names, notes);
  }

  private Dataset dataset(
      String name, List<Path> train, Path test, List<String> names, NoteBook notes)
      throws DataFormatException {
    Optional<ImageSet> testSet =
        Files.exists(test) ? Optional.of(readAll(List.of(test))) : Optional.empty();
    ImageSet trainSet = readAll(train);
    int images = trainSet.size() + testSet.map(ImageSet::size).orElse(0);
    notes.count(new PictureSize(SIDE, SIDE), images);
    return Dataset.of(name, trainSet, Optional.empty(), testSet, names, true, notes.build());
  }

  private ImageSet readAll(List<Path> files) throws DataFormatException {
    List<Integer> counts = new ArrayList<>();
    long total = 0;
    for (Path file : files) {
      int count = recordCount(file);
      counts.add(count);
      total += count;
    }
    Folders.requireRoom(files.get(0).toAbsolutePath().getParent(), total * IMAGE);
    byte[] pixels = new byte[(int) total * IMAGE];
    int[] labels = new int[(int) total];
    int first = 0;
    for (int f = 0; f < files.size(); f++) {
      readFile(files.get(f), counts.get(f), pixels, labels, first);
      first += counts.get(f);
    }
    return ImageSet.wrap(pixels, labels, SIDE, SIDE, 3);
  }

  /** Checks the size of a file before anything is allocated for it. */
  private int recordCount(Path file) throws DataFormatException {
    Folders.requireFile(file, "a file of image records");
    int recordLength = labelBytes + IMAGE;
    long size = Folders.size(file);
    if (size == 0) {
      throw DataFormatException.at(
          file,
          "",
          "records of " + recordLength + " bytes",
          "an empty file",
          "download the file again");
    }
    if (size % recordLength != 0) {
      throw DataFormatException.at(
          file,
          "byte " + (size - size % recordLength) + " (record " + size / recordLength + ")",
          "a whole record of " + recordLength + " bytes",
          "only " + size % recordLength + " bytes to the end of the file",
          "download the file again, or check that it is the CIFAR-" + classes + " binary version");
    }
    Folders.requireRoom(file, size);
    return (int) (size / recordLength);
  }

  private void readFile(Path file, int count, byte[] pixels, int[] labels, int first)
      throws DataFormatException {
    int recordLength = labelBytes + IMAGE;
    byte[] record = new byte[recordLength];
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      for (int r = 0; r < count; r++) {
        long offset = (long) r * recordLength;
        int got = in.readNBytes(record, 0, recordLength);
        if (got < recordLength) {
          throw DataFormatException.at(
              file,
              "byte " + offset + " (record " + r + ")",
              "a whole record of " + recordLength + " bytes",
              "only " + got + " bytes, the file became shorter while it was read",
              "open it again when it is complete");
        }
        labels[first + r] = checkedLabel(file, r, offset, record);
        interleave(record, labelBytes, pixels, (first + r) * IMAGE);
      }
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException e) {
      throw DataFormatException.unreadable(file, e);
    }
  }

  private int checkedLabel(Path file, int r, long offset, byte[] record)
      throws DataFormatException {
    int at = labelBytes - 1; // CIFAR-100: the coarse label comes first, the fine one last
    int label = record[at] & 0xff;
    if (label >= classes) {
      throw DataFormatException.at(
          file,
          "byte " + (offset + at) + " (record " + r + ")",
          "a label from 0 to " + (classes - 1),
          "label " + label,
          "check that the file is the CIFAR-" + classes + " binary version and not damaged");
    }
    return label;
  }

  /** Colour planes {@code [C, H, W]} to pixels {@code [H, W, C]}. */
  private static void interleave(byte[] record, int from, byte[] pixels, int to) {
    for (int p = 0; p < PLANE; p++) {
      for (int c = 0; c < 3; c++) {
        pixels[to + 3 * p + c] = record[from + c * PLANE + p];
      }
    }
  }
}
