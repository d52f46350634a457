package org.morphoscope.data.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.data.DataRules;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.EqualImages;
import org.morphoscope.data.GeneratedSet;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.PixelSink;
import org.morphoscope.data.table.GeneratedTable;
import org.morphoscope.data.table.TableReader;
import org.morphoscope.text.Texts;

/**
 * Opens data by the names that the command line and the window use: {@code generated}, {@code
 * generated:N} (N training images), {@code cifar10:DIR}, {@code cifar100:DIR}, {@code idx:DIR},
 * {@code images:DIR} or {@code images:DIR?size=48} (pictures of 32 or 48 pixels a side), {@code
 * images:DIR?damaged=skip} (leaves out damaged pictures, however many); {@code
 * csv:FILE?label=COLUMN} (a table; {@code &drop=A,B} leaves columns out, {@code &part=C} names the
 * column that says which part a row is of) and {@code generated-table:N}. A folder without a kind
 * before it is looked at and taken for what it holds.
 */
public final class DataSource {
  private DataSource() {}

  /**
   * {@return the data set, in memory or, where it is too large for that, read from the disk}
   *
   * @param name as the command line has it, such as {@code cifar10:DIR}
   * @throws DataFormatException when the name, the folder or a file in it cannot be used
   */
  public static Dataset open(String name) throws DataFormatException {
    return open(name, DataRules.CURRENT);
  }

  /**
   * {@return the data set, in memory or, where it is too large for that, read from the disk}
   *
   * @param name as the command line has it, such as {@code cifar10:DIR}
   * @param rules those that the run was begun with
   * @throws DataFormatException when the name, the folder or a file in it cannot be used
   */
  public static Dataset open(String name, DataRules rules) throws DataFormatException {
    return open(name, rules, line -> {});
  }

  /**
   * {@return the data set, in memory or, where it is too large for that, read from the disk}
   *
   * @param name as the command line has it, such as {@code cifar10:DIR}
   * @param rules those that the run was begun with
   * @param progress told in a line how far it has come, every few seconds, when it takes long
   * @throws DataFormatException when the name, the folder or a file in it cannot be used
   */
  public static Dataset open(String name, DataRules rules, Consumer<String> progress)
      throws DataFormatException {
    return told(read(named(name), rules, false, progress), name, rules);
  }

  /**
   * {@return the data set, in memory or, where it is too large for that, read from the disk}
   *
   * @param name as the command line has it, such as {@code cifar10:DIR}
   * @throws DataFormatException when the name, the folder or a file in it cannot be used
   */
  public static Dataset look(String name) throws DataFormatException {
    return told(read(named(name), DataRules.CURRENT, true, line -> {}), name, DataRules.CURRENT);
  }

  /**
   * {@return the data set of a table for a net that was trained on one; other data as by {@link
   * #open(String, DataRules)}}
   *
   * @param name as the command line has it, such as {@code csv:FILE?label=COLUMN}
   * @param rules those that the run was begun with
   * @param columns names of the numbers that the net sees; empty for a net of pictures
   * @throws DataFormatException when the data cannot be used, or has no such columns
   */
  public static Dataset openFor(String name, DataRules rules, List<String> columns)
      throws DataFormatException {
    DataName parsed = named(name);
    return parsed.kind().equals("csv") && !columns.isEmpty()
        ? told(TableReader.read(parsed.folder(), parsed.roles(), columns), name, rules)
        : open(name, rules);
  }

  /**
   * {@return whether a name is one of a table, whatever lies on the disk}
   *
   * @param name as the command line has it
   */
  public static boolean isTable(String name) {
    try {
      return DataName.isKnownKind(name) && DataName.of(name).isTable();
    } catch (DataFormatException e) {
      return false; // whoever opens it is told what is wrong
    }
  }

  /**
   * {@return what a short look shows: counts, classes, a few images}
   *
   * @param name as the command line has it, such as {@code cifar10:DIR}, or a folder
   * @throws DataFormatException when the name or the folder cannot be used
   */
  public static DataGlance glance(String name) throws DataFormatException {
    return DataGlance.of(named(name));
  }

  /** The name with its kind: a folder without one is looked at. */
  private static DataName named(String name) throws DataFormatException {
    Optional<Path> path =
        DataName.isKnownKind(name) ? Optional.empty() : DataName.existingPath(name);
    return DataName.of(path.isPresent() ? recognise(path.get()) : name);
  }

  private static Dataset read(
      DataName name, DataRules rules, boolean look, Consumer<String> progress)
      throws DataFormatException {
    boolean first = rules == DataRules.FIRST;
    return switch (name.kind()) {
      case "cifar10" -> CifarReader.read10(name.folder());
      case "cifar100" -> CifarReader.read100(name.folder());
      case "idx" ->
          IdxReader.read(
              name.folder(), Optional.ofNullable(name.options().get("set")), rules, look);
      case "images" ->
          first
              ? FirstFolderReader.read(name.folder(), name.side())
              : PictureFolderReader.read(
                  name.folder(), name.side(), name.skipsDamaged(), look, progress);
      case "csv" -> TableReader.read(name.folder(), name.roles(), List.of());
      case "generated-table" ->
          GeneratedTable.create(
              name.count(), GeneratedTable.DEFAULT_TEST, GeneratedTable.DEFAULT_SEED);
      default ->
          GeneratedSet.create(name.count(), GeneratedSet.DEFAULT_TEST, GeneratedSet.DEFAULT_SEED);
    };
  }

  /** The data with notes about what only the whole of it shows. */
  private static Dataset told(Dataset data, String name, DataRules rules)
      throws DataFormatException {
    List<DataNote> notes = new ArrayList<>();
    if (!DataName.isKnownKind(name)) {
      notes.add(
          new DataNote(
              Topic.PLACE, Texts.of("%s was recognised as %s.", name, named(name).text())));
    }
    notes.addAll(data.notes().notes());
    if (data.train().onDisk()) {
      notes.add(
          new DataNote(
              Topic.PICTURES,
              Texts.of(
                  "The pictures are read from the disk while they are used: they take %,d MB, more"
                      + " than the %,d MB that are kept in memory.",
                  ((long) data.train().size() * data.train().imageLength()) >> 20,
                  PixelSink.limit() >> 20)));
    }
    boolean parts = data.test().isPresent() || data.validation().isPresent();
    if (rules != DataRules.FIRST && parts && !data.name().startsWith("generated")) {
      EqualImages equal = EqualImages.of(data);
      int tests = data.test().map(ImageSet::size).orElse(0);
      int held = data.validation().map(ImageSet::size).orElse(0);
      String what = data.train().table().isPresent() ? "rows" : "pictures";
      tellEqual(notes, what, equal.testInTraining(), tests, "test", "training");
      tellEqual(notes, what, equal.validationInTraining(), held, "validation", "training");
      tellEqual(notes, what, equal.testInValidation(), tests, "test", "validation");
    }
    return data.withNotes(data.notes().with(notes));
  }

  private static void tellEqual(
      List<DataNote> notes, String what, int equal, int of, String part, String other) {
    if (equal > 0) {
      notes.add(
          new DataNote(
              Topic.DUPLICATES,
              Texts.of(
                  "%,d of %s in the %s part %s also in the %s part; its figures say less about new"
                      + " %s.",
                  equal,
                  Words.count(of, what.substring(0, what.length() - 1), what),
                  part,
                  equal == 1 ? "is" : "are",
                  other,
                  what)));
    }
  }

  /**
   * Checks the form of a name; of files it only looks whether a path without a kind is there.
   *
   * @param name as the command line has it, such as {@code cifar10:DIR}
   * @throws DataFormatException when {@link #open} would refuse the name whatever the files hold
   */
  public static void requireForm(String name) throws DataFormatException {
    if (DataName.isKnownKind(name) || DataName.existingPath(name).isEmpty()) {
      DataName.of(name);
    }
  }

  /**
   * {@return whether a name has a form that is known here}
   *
   * @param name as the command line has it; on a server it may name what that server has
   */
  public static boolean isHere(String name) {
    try {
      requireForm(name);
      return true;
    } catch (DataFormatException e) {
      return false;
    }
  }

  /**
   * {@return the name with pictures of so many pixels a side, where it is one of a folder of
   * pictures that does not say otherwise}
   *
   * @param name as the command line has it, such as {@code cifar10:DIR}
   * @param side pixels a side of the small picture
   * @throws DataFormatException when {@link #open} would refuse the name whatever the files hold
   */
  public static String sized(String name, int side) throws DataFormatException {
    DataName parsed = named(name);
    boolean open = parsed.kind().equals("images") && !parsed.options().containsKey("size");
    if (!open || side == PictureFolderReader.STANDARD_SIDE) {
      return name;
    }
    String base = parsed.text();
    return base + (parsed.options().isEmpty() ? "?" : "&") + "size=" + side;
  }

  /**
   * The name that fits what lies in a folder, or in the only fitting folder in it, for example one
   * that was dropped on the window.
   *
   * @param folder a folder, or a file of a set, which stands for its folder
   * @return a name for {@link #open}; the files are not read yet
   * @throws DataFormatException when nothing known lies in it: it is named for what it is
   */
  public static String recognise(Path folder) throws DataFormatException {
    if (Files.isRegularFile(folder)) {
      return ofFile(folder);
    }
    Folders.requireFolder(folder, "images");
    Optional<String> here = kindOf(folder);
    if (here.isPresent()) {
      return here.get();
    }
    List<String> below = new ArrayList<>();
    FolderEntries entries = FolderEntries.of(folder);
    for (Path each : entries.folders()) {
      kindOf(each).filter(name -> !name.startsWith("images:")).ifPresent(below::add);
    }
    if (below.size() == 1) {
      return below.get(0);
    }
    if (below.size() > 1) {
      throw DataFormatException.at(
          folder, "", "one data set", Texts.of("several (%s)", Words.list(below)), "choose one");
    }
    if (PictureFolderReader.recognises(folder)) {
      return "images:" + folder;
    }
    Optional<DataFormatException> known = WrongThing.in(folder);
    for (Path each : entries.folders()) {
      if (known.isEmpty() && FolderEntries.of(each).pictures().isEmpty()) {
        known = WrongThing.in(each);
      }
    }
    throw known.isPresent()
        ? known.get()
        : DataFormatException.at(
            folder,
            "",
            "CIFAR batches (data_batch_1.bin or train.bin), idx files (train-images-idx3-ubyte) or"
                + " one folder of pictures per class",
            "none of them",
            "choose the folder that holds these itself");
  }

  /** A file of a set stands for the folder that holds the set. */
  private static String ofFile(Path file) throws DataFormatException {
    Path parent = file.toAbsolutePath().getParent();
    Optional<String> set =
        parent != null && (CifarReader.isNamedSo(file) || IdxFiles.isNamedSo(file))
            ? kindOf(parent)
            : Optional.empty();
    if (set.isEmpty()) {
      throw WrongThing.file(file);
    }
    return set.get();
  }

  private static Optional<String> kindOf(Path folder) throws DataFormatException {
    if (CifarReader.recognises10(folder)) {
      return Optional.of("cifar10:" + folder);
    } else if (CifarReader.recognises100(folder)) {
      return Optional.of("cifar100:" + folder);
    } else if (IdxReader.recognises(folder)) {
      return Optional.of("idx:" + folder);
    }
    return Optional.empty();
  }
}
