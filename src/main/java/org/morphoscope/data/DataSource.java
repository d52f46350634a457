package org.morphoscope.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Opens data by the names that the command line and the window use: {@code generated}, {@code
 * generated:N} (N training images), {@code cifar10:DIR}, {@code cifar100:DIR}, {@code idx:DIR}.
 */
public final class DataSource {
  private static final String FORMS =
      "generated, generated:N, cifar10:DIR, cifar100:DIR or idx:DIR";

  private DataSource() {}

  /**
   * Reads the whole data set into memory.
   *
   * @throws DataFormatException when the name, the folder or a file in it cannot be used
   */
  public static Dataset open(String name) throws DataFormatException {
    int colon = name.indexOf(':');
    String kind = colon < 0 ? name : name.substring(0, colon);
    String argument = colon < 0 ? "" : name.substring(colon + 1);
    return switch (kind) {
      case "cifar10" -> CifarReader.read10(folder(name, argument));
      case "cifar100" -> CifarReader.read100(folder(name, argument));
      case "idx" -> IdxReader.read(folder(name, argument));
      case "generated" ->
          colon < 0
              ? GeneratedSet.create()
              : GeneratedSet.create(
                  generatedCount(name, argument),
                  GeneratedSet.DEFAULT_TEST,
                  GeneratedSet.DEFAULT_SEED);
      default -> throw unknown(name, kind);
    };
  }

  /**
   * Checks the form of a name without looking at any file.
   *
   * @throws DataFormatException when {@link #open} would refuse the name whatever lies on the disk
   */
  public static void requireForm(String name) throws DataFormatException {
    int colon = name.indexOf(':');
    String kind = colon < 0 ? name : name.substring(0, colon);
    String argument = colon < 0 ? "" : name.substring(colon + 1);
    switch (kind) {
      case "cifar10", "cifar100", "idx" -> folder(name, argument);
      case "generated" -> {
        if (colon >= 0) {
          generatedCount(name, argument);
        }
      }
      default -> throw unknown(name, kind);
    }
  }

  private static DataFormatException unknown(String name, String kind) {
    return new DataFormatException(
        "\""
            + name
            + "\": expected "
            + FORMS
            + ", found an unknown kind of data \""
            + kind
            + "\"; write one of these forms.");
  }

  /**
   * The name that fits what lies in a folder, for example one that was dropped on the window.
   *
   * @return a name for {@link #open}; the files are not read yet
   * @throws DataFormatException when nothing known lies in it, or it is no folder
   */
  public static String recognise(Path folder) throws DataFormatException {
    Folders.requireFolder(folder, "images");
    if (CifarReader.recognises10(folder)) {
      return "cifar10:" + folder;
    }
    if (CifarReader.recognises100(folder)) {
      return "cifar100:" + folder;
    }
    if (IdxReader.recognises(folder)) {
      return "idx:" + folder;
    }
    throw DataFormatException.at(
        folder,
        "",
        "CIFAR batches (data_batch_1.bin or train.bin) or idx files (train-images-idx3-ubyte)",
        "none of them",
        "choose the folder that holds these files itself");
  }

  private static int generatedCount(String name, String argument) throws DataFormatException {
    int count;
    try {
      count = Integer.parseInt(argument);
    } catch (NumberFormatException e) {
      count = 0; // refused below with the same sentence as a number out of range
    }
    if (count < 1 || count > GeneratedSet.MAX_TRAIN) {
      throw new DataFormatException(
          "\""
              + name
              + "\": expected a number of training images from 1 to "
              + GeneratedSet.MAX_TRAIN
              + " after the colon, found \""
              + argument
              + "\"; write for example generated:2000.");
    }
    return count;
  }

  private static Path folder(String name, String argument) throws DataFormatException {
    if (argument.isBlank()) {
      throw new DataFormatException(
          "\""
              + name
              + "\": expected a folder after the colon, found nothing; write for example"
              + " cifar10:cifar-10-batches-bin.");
    }
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw new DataFormatException(
          "\""
              + name
              + "\": expected a folder after the colon, found a path that this system does"
              + " not allow ("
              + e.getReason()
              + "); check the path.",
          e);
    }
  }
}
