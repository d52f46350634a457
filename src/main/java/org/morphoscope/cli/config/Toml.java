package org.morphoscope.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.morphoscope.text.Texts;

/**
 * As much of TOML 1.0 as a flat file of options needs: {@code key = value} lines with texts in
 * either quotes, numbers, true and false, lists in one line, comments. Tables, dates and texts of
 * several lines are refused.
 */
final class Toml {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:([A-Za-z0-9_-]+)|\"([A-Za-z0-9_-]+)\")\\s*=\\s*(.*)");
  private static final Pattern VALUE =
      Pattern.compile(
          "\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([A-Za-z0-9_+.-]+))\\s*", Pattern.DOTALL);
  private static final Pattern REST = Pattern.compile("\\s*(?:#.*)?");

  private Toml() {}

  /** A line that is not understood. */
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final String found;

    Fault(int line, String found) {
      super(found);
      this.line = line;
      this.found = found;
    }

    int line() {
      return line;
    }

    String found() {
      return found;
    }
  }

  /** The values of every key, as words; a list has several. */
  static Map<String, List<String>> parse(String text) throws Fault {
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (REST.matcher(line).matches()) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new Fault(i + 1, line.strip());
      }
      String key = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      if (values.put(key, values(matcher.group(3), i + 1)) != null) {
        throw new Fault(i + 1, Texts.of("%s a second time", key));
      }
    }
    return values;
  }

  private static List<String> values(String text, int line) throws Fault {
    List<String> found = new ArrayList<>();
    boolean list = text.startsWith("[");
    Matcher value = VALUE.matcher(text);
    int at = list ? 1 : 0;
    boolean more = !list || !text.substring(1).stripLeading().startsWith("]");
    while (more) {
      if (!value.region(at, text.length()).lookingAt()) {
        throw new Fault(line, text);
      }
      found.add(word(value));
      at = value.end();
      more = list && at < text.length() && text.charAt(at) == ',';
      at += more ? 1 : 0;
    }
    if (list) {
      String rest = text.substring(at).stripLeading();
      if (!rest.startsWith("]")) {
        throw new Fault(line, text);
      }
      at = text.length() - rest.length() + 1;
    }
    if (!REST.matcher(text.substring(at)).matches()) {
      throw new Fault(line, text);
    }
    return found;
  }

  private static String word(Matcher value) {
    if (value.group(1) != null) {
      return unescaped(value.group(1));
    }
    if (value.group(2) != null) {
      return value.group(2);
    }
    String bare = value.group(3);
    return bare.matches("[+-]?[0-9][0-9_]*([.eE][0-9_+.eE-]*)?") ? bare.replace("_", "") : bare;
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char next = text.charAt(++i);
      int digits = next == 'u' ? 4 : 0;
      if (digits > 0 && i + digits < text.length()) {
        plain.append((char) Integer.parseInt(text.substring(i + 1, i + 1 + digits), 16));
        i += digits;
      } else {
        plain.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
      }
    }
    return plain.toString();
  }

  /** A text in quotes. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
