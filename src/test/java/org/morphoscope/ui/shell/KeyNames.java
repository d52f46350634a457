package org.morphoscope.ui.shell;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.morphoscope.ui.frame.Shortcut;

/** Names of keys in the texts of the window. */
public final class KeyNames {
  private static final String NAMED =
      "Ctrl ?\\+ ?(?:Shift ?\\+ ?)?(?:\\w+|[+\\u2212])|F\\d{1,2}|Escape|Space|Home|End|Page (?:up|down)";

  /** In brackets, a letter or a sign alone is a key. */
  private static final Pattern IN_BRACKETS =
      Pattern.compile("\\((" + NAMED + "|[A-Z?.,](?= ?[,)])|Enter)[),]");

  /** In running text; A is a word, and letters of formulas stand beside their signs. */
  private static final Pattern IN_TEXT =
      Pattern.compile(
          "(?<!\\w)("
              + NAMED
              + ")(?!\\w)"
              + "|\\(([A-Z?])\\)"
              + "|(?:press|Press|or|,) ([A-Z?\\[\\]])(?![\\w/])"
              + "|(?<!\\w)([B-KM-Z]) (?:shows|opens|fits)"
              + "|(\\[|\\?|\\])(?= (?:and|shows))");

  private KeyNames() {}

  /** Keys that a tooltip, a button or a line of a menu names in brackets. */
  public static Set<String> inBrackets(String text) {
    return found(IN_BRACKETS, text);
  }

  /** Keys that a sentence names. */
  public static Set<String> inText(String text) {
    return found(IN_TEXT, text);
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> keys = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          keys.add(matcher.group(group));
        }
      }
    }
    return keys;
  }

  /** Whether the window listens to the key. */
  public static boolean known(String key) {
    String plain = plain(key);
    return plain.equals("?")
        || plain.equals("Ctrl+Shift+P")
        || Stream.of(Shortcut.values())
            .map(Shortcut::keys)
            .map(KeyNames::plain)
            .anyMatch(plain::equals);
  }

  private static String plain(String key) {
    return key.replace(" ", "");
  }
}
