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
      default ->
          throw new DataFormatException(
              "\""
                  + name
                  + "\": expected "
                  + FORMS
                  + ", found an unknown kind of data \""
                  + kind
                  + "\"; write one of these forms.");
    };
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
