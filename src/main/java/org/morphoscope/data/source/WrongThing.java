package org.morphoscope.data.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.picture.PictureKind;
import org.morphoscope.text.Texts;

/** Names what was handed over in place of a folder of data, and says what to do with it. */
final class WrongThing {
  private static final String WANTED = "a folder of CIFAR batches, idx files or pictures by class";
  private static final int TAR_MARK = 257;
  private static final int PICKLE = 0x80;

  private WrongThing() {}

  /** What a file is, from its first bytes and, where these say nothing, its name. */
  private record Signature(String start, int at, String what, String remedy) {}

  private static final String UNPACK = "unpack it and give the folder that comes out";
  private static final String CONVERT =
      "write its images as one folder of pictures per class, and give that folder";
  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("\u0089HDF\r\n", 0, "an HDF5 file", CONVERT),
          new Signature("\u0093NUMPY", 0, "an array of numpy", CONVERT),
          new Signature("PAR1", 0, "a Parquet file", CONVERT),
          new Signature("MATLAB 5.0", 0, "a file of Matlab", CONVERT),
          new Signature("7z\u00bc\u00af", 0, "a 7z archive", UNPACK),
          new Signature("Rar!", 0, "a RAR archive", UNPACK),
          new Signature("\u00fd7zXZ", 0, "a file packed with xz", UNPACK),
          new Signature("BZh", 0, "a file packed with bzip2", UNPACK),
          new Signature("\u001f\u008b", 0, "a file packed with gzip", UNPACK),
          new Signature("ustar", TAR_MARK, "a tar archive", UNPACK),
          new Signature("\0\0\b\1", 0, "one idx file", "give the folder that holds it: idx:DIR"),
          new Signature("\0\0\b\3", 0, "one idx file", "give the folder that holds it: idx:DIR"));

  /**
   * The sentence about a file that was given in place of a folder.
   *
   * @param file an existing file
   */
  static DataFormatException file(Path file) throws DataFormatException {
    byte[] start = start(file);
    String name = FolderEntries.name(file).toLowerCase(Locale.ROOT);
    if (PictureKind.starts(start, 0, "PK\u0003\u0004")) {
      return name.endsWith(".npz")
          ? at(file, "an archive of numpy arrays", CONVERT)
          : at(file, "a zip archive", UNPACK);
    }
    for (Signature each : SIGNATURES) {
      if (PictureKind.starts(start, each.at, each.start)) {
        return at(file, each.what, each.remedy);
      }
    }
    Optional<PictureKind> picture = PictureKind.of(start);
    if (picture.isPresent()) {
      return at(
          file,
          Texts.of("a single picture (%s)", picture.get()),
          "put pictures into one folder per class, and give the folder above these");
    }
    if (name.endsWith(".onnx") || name.endsWith(".safetensors")) {
      return at(file, "a net", "give it with --seed-net, and a data set as --data");
    }
    if (isPickle(start)) {
      return at(file, "a pickled file of Python", CONVERT);
    }
    if (name.endsWith(".bin")) {
      return at(file, "one file of records", "give the folder that holds it: cifar10:DIR");
    }
    if (name.endsWith(".csv")) {
      return at(
          file,
          "one table",
          "name the column of its classes: csv:FILE?label=COLUMN; or give the folder of pictures in"
              + " tables: idx:DIR");
    }
    return at(file, start.length == 0 ? "an empty file" : "a file", "give the folder of the data");
  }

  /** The sentence about a folder that holds a known set in a form that is not read. */
  static Optional<DataFormatException> in(Path folder) throws DataFormatException {
    FolderEntries entries = FolderEntries.of(folder);
    for (Path file : entries.others()) {
      String name = FolderEntries.name(file);
      boolean batch = name.matches("data_batch_\\d|test_batch");
      boolean hundred = name.equals("train") && Files.exists(folder.resolve("meta"));
      if ((batch || hundred) && isPickle(start(file))) {
        String set = batch ? "cifar10" : "cifar100";
        return Optional.of(
            wrongVersion(folder, Texts.of("the Python version of it (pickled %s)", name), set));
      }
      if (name.matches("data_batch_\\d\\.mat")) {
        return Optional.of(wrongVersion(folder, "the Matlab version of it", "cifar10"));
      }
    }
    if (!entries.pictures().isEmpty() && entries.folders().isEmpty()) {
      return Optional.of(
          at(
              folder,
              Texts.of("%,d pictures without folders", entries.pictures().size()),
              "put them into one folder per class, and give the folder above these"));
    }
    if (entries.folders().isEmpty() && !entries.others().isEmpty()) {
      return first(folder, entries.others());
    }
    return Optional.empty();
  }

  /** The first file that says something about what the folder holds. */
  private static Optional<DataFormatException> first(Path folder, List<Path> files)
      throws DataFormatException {
    for (Path file : files) {
      String name = FolderEntries.name(file).toLowerCase(Locale.ROOT);
      if (name.matches(".*\\.(zip|tar|tgz|gz|bz2|xz|7z|rar|npz|npy|h5|hdf5|parquet|mat|pkl)")) {
        String about = file(file).getMessage();
        int found = about.indexOf("found ") + "found ".length();
        return Optional.of(
            DataFormatException.at(
                folder,
                "",
                WANTED,
                Texts.of(
                    "%s (%s)",
                    about.substring(found, about.indexOf("; ", found)), FolderEntries.name(file)),
                about.substring(about.indexOf("; ", found) + 2, about.length() - 1)));
      }
    }
    return Optional.empty();
  }

  private static DataFormatException wrongVersion(Path folder, String found, String set) {
    return DataFormatException.at(
        folder,
        "",
        "the binary version of CIFAR",
        found,
        Texts.of("get the binary version with 'morphoscope data get %s'", set));
  }

  private static DataFormatException at(Path path, String found, String remedy) {
    return DataFormatException.at(path, "", WANTED, found, remedy);
  }

  private static boolean isPickle(byte[] start) {
    return start.length > 1 && (start[0] & 0xff) == PICKLE && start[1] >= 1 && start[1] <= 5;
  }

  private static byte[] start(Path file) throws DataFormatException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(TAR_MARK + 8);
    } catch (IOException e) {
      throw DataFormatException.unreadable(file, e);
    }
  }
}
