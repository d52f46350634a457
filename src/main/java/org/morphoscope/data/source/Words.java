package org.morphoscope.data.source;

import java.util.List;
import java.util.stream.Collectors;
import org.morphoscope.text.Texts;

/** Words of sentences about data, the same in every language of the system. */
final class Words {
  private static final int MOST_NAMES = 5;

  private Words() {}

  /** "1 picture", "2,000 pictures". */
  static String count(int number, String one, String many) {
    return Texts.of("%,d %s", number, number == 1 ? one : many);
  }

  static String pictures(int number) {
    return count(number, "picture", "pictures");
  }

  /** The first few names, and how many more there are. */
  static String list(List<String> names) {
    String few = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? Texts.of("%s and %,d more", few, more) : few;
  }
}
