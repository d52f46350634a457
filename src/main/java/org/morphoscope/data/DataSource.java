package org.morphoscope.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.morphoscope.text.Texts;

/**
 * Opens data by the names that the command line and the window use: {@code generated}, {@code
 * generated:N} (N training images), {@code cifar10:DIR}, {@code cifar100:DIR}, {@code idx:DIR},
 * {@code images:DIR} or {@code images:DIR?size=48} (pictures of 32 or 48 pixels a side).
 */
public final class DataSource {
  private static final String FORMS =
      "generated, generated:N, cifar10:DIR, cifar100:DIR, idx:DIR or images:DIR";

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
      case "images" -> {
        SizedFolder sized = SizedFolder.of(name, argument);
        yield ImageFolderReader.read(folder(name, sized.folder()), sized.side());
      }
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
      case "images" -> folder(name, SizedFolder.of(name, argument).folder());
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
    if (ImageFolderReader.recognises(folder)) {
      return "images:" + folder;
    }
    throw DataFormatException.at(
        folder,
        "",
        "CIFAR batches (data_batch_1.bin or train.bin), idx files (train-images-idx3-ubyte) or one"
            + " folder of pictures per class",
        "none of them",
        "choose the folder that holds these itself");
  }

  /** A folder with the side of the pictures that is wanted. */
  private record SizedFolder(String folder, int side) {
    private static final String OPTION = "?size=";

    static SizedFolder of(String name, String argument) throws DataFormatException {
      int at = argument.lastIndexOf(OPTION);
      if (at < 0) {
        return new SizedFolder(argument, ImageFolderReader.STANDARD_SIDE);
      }
      String given = argument.substring(at + OPTION.length());
      int side = given.matches("\\d{1,6}") ? Integer.parseInt(given) : 0;
      if (side < ImageFolderReader.MIN_SIDE || side > ImageFolderReader.MAX_SIDE) {
        throw new DataFormatException(
            Texts.of(
                "\"%s\": expected a side from %d to %d pixels after %s, found \"%s\"; write for example images:DIR?size=48.",
                name, ImageFolderReader.MIN_SIDE, ImageFolderReader.MAX_SIDE, OPTION, given));
      }
      return new SizedFolder(argument.substring(0, at), side);
    }
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
