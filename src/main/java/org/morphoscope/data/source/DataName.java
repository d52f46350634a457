package org.morphoscope.data.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.GeneratedSet;
import org.morphoscope.data.table.GeneratedTable;
import org.morphoscope.data.table.TableRoles;
import org.morphoscope.text.Texts;

/**
 * The name of data, taken apart: {@code KIND:DIR?OPTION=VALUE&OPTION=VALUE}.
 *
 * @param text the whole name
 * @param kind what is before the first colon
 * @param argument what is behind it, without options
 * @param options behind the last question mark, by name
 */
record DataName(String text, String kind, String argument, Map<String, String> options) {
  private static final String FORMS =
      "generated, generated:N, cifar10:DIR, cifar100:DIR, idx:DIR, images:DIR,"
          + " csv:FILE?label=COLUMN or generated-table:N";
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "generated", Set.of(),
          "cifar10", Set.of(),
          "cifar100", Set.of(),
          "idx", Set.of("set"),
          "images", Set.of("size", "damaged"),
          "csv", new TreeSet<>(List.of("label", "drop", "part")),
          "generated-table", Set.of());
  private static final Set<String> GENERATED = Set.of("generated", "generated-table");
  private static final Pattern WITH_OPTIONS =
      Pattern.compile("(.*)\\?((?:size|damaged|set|label|drop|part)=[^?]*)", Pattern.DOTALL);

  /**
   * Takes a name apart and checks it.
   *
   * @throws DataFormatException when it would be refused whatever lies on the disk
   */
  static DataName of(String name) throws DataFormatException {
    int colon = name.indexOf(':');
    String kind = colon < 0 ? name : name.substring(0, colon);
    String rest = colon < 0 ? "" : name.substring(colon + 1);
    if (!KINDS.containsKey(kind)) {
      throw unknown(name, kind);
    }
    Map<String, String> options = new LinkedHashMap<>();
    Matcher split = WITH_OPTIONS.matcher(rest);
    if (!KINDS.get(kind).isEmpty() && split.matches()) {
      rest = split.group(1);
      for (String option : split.group(2).split("&")) {
        String[] halves = option.split("=", 2);
        if (halves.length < 2 || !KINDS.get(kind).contains(halves[0])) {
          throw new DataFormatException(
              Texts.of(
                  "\"%s\": expected one of the options %s after the question mark, found \"%s\"; leave it out.",
                  name, String.join(", ", KINDS.get(kind)), option));
        }
        options.put(halves[0], halves[1]);
      }
    }
    DataName parsed = new DataName(name, kind, rest, options);
    parsed.check(colon >= 0);
    return parsed;
  }

  private void check(boolean hasArgument) throws DataFormatException {
    if (GENERATED.contains(kind)) {
      if (hasArgument) {
        count();
      }
      return;
    }
    if (kind.equals("csv")) {
      roles();
    }
    folder();
    side();
    skipsDamaged();
  }

  /** Whether a name has the form of a known kind of data. */
  static boolean isKnownKind(String name) {
    int colon = name.indexOf(':');
    return KINDS.containsKey(colon < 0 ? name : name.substring(0, colon));
  }

  /** Whether the data is a table. */
  boolean isTable() {
    return kind.equals("csv") || kind.equals("generated-table");
  }

  /** What the columns of a table are for. */
  TableRoles roles() throws DataFormatException {
    if (!options.containsKey("label")) {
      throw new DataFormatException(
          Texts.of(
              "\"%s\": expected the column of the classes, found none; write csv:FILE?label=COLUMN.",
              text));
    }
    String drop = options.getOrDefault("drop", "");
    return new TableRoles(
        decoded(options.get("label")),
        drop.isEmpty() ? List.of() : Arrays.stream(drop.split(",")).map(DataName::decoded).toList(),
        Optional.ofNullable(options.get("part")).map(DataName::decoded));
  }

  /** A column's name, in which %26 stands for an &amp; and %2C for a comma, as in addresses. */
  private static String decoded(String name) {
    return Pattern.compile("(%[0-9A-Fa-f]{2})+")
        .matcher(name)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(URLDecoder.decode(found.group(), StandardCharsets.UTF_8)))
        .strip();
  }

  /** A path on this machine that was given without a kind. */
  static Optional<Path> existingPath(String name) {
    try {
      Path path = Path.of(name);
      return !name.isBlank() && Files.exists(path) ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty(); // then it is no path, and the sentence about kinds fits
    }
  }

  /** The number of training images or rows behind the name of a generated set. */
  int count() throws DataFormatException {
    if (argument.isEmpty() && !text.contains(":")) {
      return isTable() ? GeneratedTable.DEFAULT_TRAIN : GeneratedSet.DEFAULT_TRAIN;
    }
    int most = isTable() ? GeneratedTable.MAX_TRAIN : GeneratedSet.MAX_TRAIN;
    int count = argument.matches("\\d{1,9}") ? Integer.parseInt(argument) : 0;
    if (count < 1 || count > most) {
      throw new DataFormatException(
          Texts.of(
              "\"%s\": expected a number of training %s from 1 to %d after the colon, found \"%s\"; write for example %s:2000.",
              text, isTable() ? "rows" : "images", most, argument, kind));
    }
    return count;
  }

  /** The side of pictures in pixels. */
  int side() throws DataFormatException {
    String given = options.get("size");
    if (given == null) {
      return PictureFolderReader.STANDARD_SIDE;
    }
    int side = given.matches("\\d{1,6}") ? Integer.parseInt(given) : 0;
    if (side < PictureFolderReader.MIN_SIDE || side > PictureFolderReader.MAX_SIDE) {
      throw new DataFormatException(
          Texts.of(
              "\"%s\": expected a side from %d to %d pixels after ?size=, found \"%s\"; write for example images:DIR?size=48.",
              text, PictureFolderReader.MIN_SIDE, PictureFolderReader.MAX_SIDE, given));
    }
    return side;
  }

  /** Whether damaged pictures are left out, however many. */
  boolean skipsDamaged() throws DataFormatException {
    String given = options.get("damaged");
    if (given == null) {
      return false;
    }
    if (!given.equals("skip")) {
      throw new DataFormatException(
          Texts.of(
              "\"%s\": expected skip after damaged=, found \"%s\"; write images:DIR?damaged=skip.",
              text, given));
    }
    return true;
  }

  /** The folder behind the colon. */
  Path folder() throws DataFormatException {
    if (argument.isBlank()) {
      throw new DataFormatException(
          Texts.of(
              "\"%s\": expected a %s after the colon, found nothing; write for example %s.",
              text,
              isTable() ? "file" : "folder",
              isTable() ? "csv:rows.csv?label=class" : "cifar10:cifar-10-batches-bin"));
    }
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw new DataFormatException(
          Texts.of(
              "\"%s\": expected a folder after the colon, found a path that this system does not allow (%s); check the path.",
              text, e.getReason()),
          e);
    }
  }

  private static DataFormatException unknown(String name, String kind) {
    // one letter before the colon is a drive
    boolean path = name.matches("[^:]{2,}[/\\\\].*|[^:]?:?[/\\\\].*");
    if (path) {
      return new DataFormatException(
          Texts.of(
              "\"%s\": expected a folder of images, found no such folder; check the path.", name));
    }
    return new DataFormatException(
        Texts.of(
            "\"%s\": expected %s, or a folder that is there, found an unknown kind of data \"%s\"; write one of these forms.",
            name, FORMS, kind));
  }
}
