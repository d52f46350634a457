package org.morphoscope.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The documents of the repository, and the parts of them that are made from the code. A test that
 * makes such a part compares it with what stands in the document; with {@code -Dupdate.docs=true}
 * it writes it there instead.
 */
public final class Documents {
  static final Path README = Path.of("README.md");
  static final Path SITE = Path.of("src/site/markdown");
  static final Path GITHUB = Path.of(".github");
  static final String COMMAND = "mvn -q test -Dtest='Made*Test' -Dupdate.docs=true";

  private Documents() {}

  /** Every document in Markdown. */
  static List<Path> all() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(README));
    for (Path folder : List.of(SITE, GITHUB)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents;
  }

  /** A document of the site. */
  public static Path site(String name) {
    return SITE.resolve(name);
  }

  /**
   * A part that is made from the code: between {@code <!-- made: NAME -->} and {@code <!-- end:
   * NAME -->}.
   *
   * @param content lines, without the marks
   */
  public static void requireMade(Path document, String name, String content) throws IOException {
    String text = Files.readString(document);
    String begin = "<!-- made: " + name + " -->\n";
    String end = "<!-- end: " + name + " -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    assertTrue(from >= 0 && to > from, document + " has no part '" + name + "'");
    String made = "\n" + content.strip() + "\n\n";
    String found = text.substring(from + begin.length(), to);
    if (Boolean.getBoolean("update.docs")) {
      if (!found.equals(made)) {
        Files.writeString(
            document, text.substring(0, from + begin.length()) + made + text.substring(to));
      }
      return;
    }
    assertEquals(
        made,
        found,
        "%s, part '%s' is not what the code says; %s".formatted(document, name, COMMAND));
  }

  /** Text without what stands in blocks of code. */
  static String prose(Path document) throws IOException {
    StringBuilder prose = new StringBuilder();
    boolean code = false;
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("```")) {
        code = !code;
      } else if (!code && !line.startsWith("    ")) {
        prose.append(line).append('\n');
      }
    }
    return prose.toString();
  }
}
