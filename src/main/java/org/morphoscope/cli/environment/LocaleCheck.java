package org.morphoscope.cli.environment;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.morphoscope.cli.option.Words;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/**
 * Words of the command line that this start could not read: under a locale whose encoding lacks a
 * letter, Java gets a mark instead of it, and no file can be found by such a name.
 */
public final class LocaleCheck {
  private LocaleCheck() {}

  /**
   * @param words the command line as Java has it
   * @param properties system properties, null where not set
   * @param variables environment, null where not set
   * @return one sentence with the remedy; empty when all words could be read
   */
  public static Optional<String> complaint(
      String[] words, UnaryOperator<String> properties, UnaryOperator<String> variables) {
    for (String word : words) {
      if (Words.isUnread(word)) {
        return Optional.of(
            Texts.of(
                "'%s': expected letters of the encoding %s of this locale (%s), found others;"
                    + " start with a locale of UTF-8, for example LC_ALL=C.UTF-8.",
                Names.shown(word), properties.apply("sun.jnu.encoding"), locale(variables)));
      }
    }
    return Optional.empty();
  }

  /** The variable that decides, in the order of POSIX. */
  private static String locale(UnaryOperator<String> variables) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = variables.apply(name);
      if (value != null && !value.isEmpty()) {
        return name + "=" + value;
      }
    }
    return "none is set";
  }
}
