package org.morphoscope.cli.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How words of the command line become numbers and paths, each fault in a sentence. */
public final class Words {
  private Words() {}

  /**
   * Makes a command line and its commands read numbers and paths so.
   *
   * @param line the whole command line, commands included
   */
  public static void registerIn(CommandLine line) {
    line.registerConverter(Path.class, Words::path);
    line.registerConverter(int.class, Words::integer);
    line.registerConverter(Integer.class, Words::integer);
    line.registerConverter(long.class, Words::integer64);
    line.registerConverter(Long.class, Words::integer64);
    line.registerConverter(double.class, Words::number);
    line.registerConverter(Double.class, Words::number);
  }

  /**
   * {@return whether a mark stands where bytes of the command line are no letters of its encoding}
   *
   * @param word of the command line
   */
  public static boolean isUnread(String word) {
    return word.indexOf('\uFFFD') >= 0;
  }

  static Path path(String word) {
    try {
      if (word.isBlank()) {
        throw new TypeConversionException("expected a path, found an empty word");
      }
      return Path.of(word);
    } catch (InvalidPathException e) {
      String reason = e.getReason();
      throw new TypeConversionException(
          Texts.of(
              "'%s': expected a path, found one that this system does not take (%s); where its"
                  + " letters are right, start with a locale of UTF-8, for example LC_ALL=C.UTF-8",
              word, reason));
    }
  }

  private static int integer(String word) {
    return parsed(
        word,
        Integer::decode,
        Texts.of("a whole number from %d to %d", Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  private static long integer64(String word) {
    return parsed(
        word,
        Long::decode,
        Texts.of("a whole number from %d to %d", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private static double number(String word) {
    double read = parsed(word, Double::parseDouble, "a number such as 0.1 or 1e-6");
    if (!Double.isFinite(read)) {
      throw new TypeConversionException(
          Texts.of("expected a finite number, found '%s'", word.strip()));
    }
    return read;
  }

  private static <T> T parsed(String word, Function<String, T> parser, String expected) {
    try {
      return parser.apply(word.strip().toLowerCase(Locale.ROOT));
    } catch (NumberFormatException e) {
      throw new TypeConversionException(Texts.of("expected %s, found '%s'", expected, word));
    }
  }
}
