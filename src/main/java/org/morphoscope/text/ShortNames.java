package org.morphoscope.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names that are short enough for the place where they are to be read. */
public final class ShortNames {
  private static final String SEPARATORS = "_./-:";
  private static final Pattern NUMBER = Pattern.compile("\\p{Alpha}+(\\d+)");

  private ShortNames() {}

  /**
   * {@return what all names begin with, up to where their own part begins; empty when there is no
   * such beginning}
   *
   * @param names of layers, such as {@code s3b1_reduce} and {@code s3b1_expand}
   */
  public static Optional<String> common(List<String> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String first = names.get(0);
    for (int end = first.length() - 1; end > 0; end--) {
      String start = first.substring(0, end);
      if (SEPARATORS.indexOf(first.charAt(end)) >= 0
          && names.stream()
              .allMatch(name -> name.startsWith(first.substring(0, start.length() + 1)))) {
        return Optional.of(start);
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the name in ever shorter forms: whole, its own part behind the last separator, its
   * number}
   *
   * @param name of a layer
   */
  public static List<String> forms(String name) {
    int cut = 0;
    for (int i = 0; i < name.length() - 1; i++) {
      cut = SEPARATORS.indexOf(name.charAt(i)) >= 0 ? i + 1 : cut;
    }
    String own = name.substring(cut);
    Matcher number = NUMBER.matcher(own);
    return number.matches()
        ? Stream.of(name, own, number.group(1)).distinct().toList()
        : Stream.of(name, own).distinct().toList();
  }
}
