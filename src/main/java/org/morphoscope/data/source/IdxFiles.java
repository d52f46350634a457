package org.morphoscope.data.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.text.Texts;

/**
 * The idx files of a folder by the names that MNIST and its relatives give them: {@code
 * train-images-idx3-ubyte}, with a dot before {@code idx}, with {@code .gz} behind, with a set's
 * name before ({@code emnist-letters-train-...}, {@code qmnist-test-...}), and the same as a folder
 * with the file in it, as some archives unpack to.
 *
 * @param set the name before {@code train}; empty for MNIST's own names
 * @param files all files of this set
 */
record IdxFiles(String set, List<IdxFiles.Named> files) {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:(.+)[-_])?(train|t10k|test)[-_](images|labels)([-.])idx(\\d)-(ubyte|int)(\\.gz)?");

  /** Whether it holds pictures or labels. */
  enum Content {
    IMAGES,
    LABELS
  }

  /** A file and what its name says. */
  private record Named(
      Path file, String set, String part, Content content, boolean dotted, boolean packed) {
    static Optional<Named> of(Path path) {
      Matcher name = NAME.matcher(FolderEntries.name(path).toLowerCase(Locale.ROOT));
      if (!name.matches()) {
        return Optional.empty();
      }
      return Optional.of(
          new Named(
              path,
              name.group(1) == null ? "" : name.group(1),
              name.group(2).equals("train") ? "train" : "test",
              name.group(3).equals("images") ? Content.IMAGES : Content.LABELS,
              name.group(4).equals("."),
              name.group(7) != null));
    }
  }

  /** Whether a file has the name of one of a set. */
  static boolean isNamedSo(Path file) {
    return Named.of(file).isPresent();
  }

  /** Whether the folder holds training images of some set. */
  static boolean anyIn(Path folder) throws DataFormatException {
    return !sets(named(folder)).isEmpty();
  }

  /**
   * The files of the wanted set, of the one with MNIST's names, or of the only one.
   *
   * @param wanted a set's name, or its end: "letters" for {@code emnist-letters}
   * @throws DataFormatException when there are several sets, or not the wanted one
   */
  static IdxFiles of(Path folder, Optional<String> wanted, NoteBook notes)
      throws DataFormatException {
    List<Named> all = named(folder);
    List<String> sets =
        sets(all).stream()
            .filter(
                set ->
                    wanted.isEmpty()
                        || set.equals(wanted.get())
                        || set.endsWith("-" + wanted.get()))
            .toList();
    if (wanted.isPresent() && sets.isEmpty()) {
      throw DataFormatException.at(
          folder,
          "",
          Texts.of("the idx files of the set '%s'", wanted.get()),
          sets(all).isEmpty() ? "none" : "those of " + Words.list(sets(all)),
          "give the name of one that is there after ?set=");
    }
    if (sets.size() > 1 && !sets.contains("")) {
      throw DataFormatException.at(
          folder,
          "",
          "the idx files of one set",
          Texts.of("several (%s)", Words.list(sets)),
          Texts.of("name one of them, for example idx:DIR?set=%s", sets.get(0)));
    }
    String set = sets.contains("") || sets.isEmpty() ? "" : sets.get(0);
    if (sets.size() > 1) {
      notes.tell(
          Topic.LEFT_OUT,
          "Other sets in %s are not used: %s.",
          folder,
          Words.list(sets.stream().filter(each -> !each.isEmpty()).toList()));
    }
    return new IdxFiles(set, all.stream().filter(each -> each.set.equals(set)).toList());
  }

  private static List<String> sets(List<Named> all) {
    TreeSet<String> sets = new TreeSet<>();
    for (Named each : all) {
      if (each.part.equals("train") && each.content == Content.IMAGES) {
        sets.add(each.set);
      }
    }
    return List.copyOf(sets);
  }

  private static List<Named> named(Path folder) throws DataFormatException {
    List<Named> named = new ArrayList<>();
    FolderEntries entries = FolderEntries.of(folder);
    entries.others().forEach(file -> Named.of(file).ifPresent(named::add));
    // names with a dash first, unpacked ones first
    named.sort(Comparator.comparing(Named::packed).thenComparing(Named::dotted));
    for (Path each : entries.folders()) {
      Path inside = each.resolve(FolderEntries.name(each));
      if (Named.of(each).isPresent() && Files.isRegularFile(inside)) {
        Named.of(inside).ifPresent(named::add);
      }
    }
    return named;
  }

  /**
   * The best file of a part: a file beside before one in a folder of its name.
   *
   * @param part "train" or "test"
   */
  Optional<Path> find(String part, Content content) {
    return files.stream()
        .filter(each -> each.part.equals(part) && each.content == content)
        .map(Named::file)
        .findFirst();
  }
}
