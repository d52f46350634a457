package org.morphoscope.study.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.morphoscope.text.Texts;

/**
 * Several comparisons in one file. A line {@code [name]} begins one; the lines below it are options
 * of {@code compare}, with {@code {word}} for what differs from machine to machine. Options before
 * the first name are for all. Empty lines and those that begin with {@code #} are for people.
 */
public final class PlanFile {
  private static final Pattern NAME = Pattern.compile("\\[([A-Za-z0-9][A-Za-z0-9._-]*)]");
  private static final Pattern WORD = Pattern.compile("\\{([a-z0-9-]+)}");

  private final Path file;
  private final Map<String, List<String>> parts;

  private PlanFile(Path file, Map<String, List<String>> parts) {
    this.file = file;
    this.parts = parts;
  }

  /**
   * {@return the comparisons of a file}
   *
   * @param file to read
   * @throws IOException in one sentence when it cannot be read or a line is neither a name nor
   *     options
   */
  public static PlanFile read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new IOException(
          Texts.of("%s: expected a text file with comparisons, found none that can be read.", file),
          e);
    }
    List<String> common = new ArrayList<>();
    Map<String, List<String>> parts = new LinkedHashMap<>();
    List<String> current = common;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      Matcher name = NAME.matcher(line);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (name.matches()) {
        current = new ArrayList<>(common);
        if (parts.put(name.group(1), current) != null) {
          throw wrong(file, i, "a name that is not there yet", line);
        }
      } else if (line.startsWith("[") || !line.startsWith("--")) {
        throw wrong(file, i, "[name] or options that begin with --", line);
      } else {
        current.addAll(List.of(line.split("\\s+")));
      }
    }
    if (parts.isEmpty()) {
      throw new IOException(
          Texts.of(
              "%s: expected at least one comparison, a line such as [tiny], found none.", file));
    }
    return new PlanFile(file, parts);
  }

  private static IOException wrong(Path file, int line, String expected, String found) {
    return new IOException(
        Texts.of("%s, line %d: expected %s, found '%s'.", file, line + 1, expected, found));
  }

  /** {@return the names of the comparisons, in the order of the file} */
  public List<String> names() {
    return List.copyOf(parts.keySet());
  }

  /**
   * {@return the options of a comparison}
   *
   * @param name of it
   * @param places what the words in braces stand for
   * @throws IllegalArgumentException in one sentence when there is no such comparison or nobody
   *     says what a word stands for
   */
  public List<String> options(String name, Map<String, String> places) {
    List<String> found = parts.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          Texts.of("%s: expected one of %s, found '%s'", file, String.join(", ", names()), name));
    }
    return found.stream().map(option -> filled(name, option, places)).toList();
  }

  private static String filled(String name, String option, Map<String, String> places) {
    return WORD.matcher(option)
        .replaceAll(
            word -> {
              String place = places.get(word.group(1));
              if (place == null) {
                throw new IllegalArgumentException(
                    Texts.of(
                        "%s: expected what {%s} stands for, found nothing; say it with --place %s=DIR",
                        name, word.group(1), word.group(1)));
              }
              return Matcher.quoteReplacement(place);
            });
  }
}
