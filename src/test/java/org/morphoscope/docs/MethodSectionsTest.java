package org.morphoscope.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sections of method.md that the code refers to exist. */
class MethodSectionsTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^#{2,3} (\\d+(?:\\.\\d+)?) ");
  private static final String NUMBER = "\\d+(?:\\.\\d+)?";
  private static final Pattern REFERENCE =
      Pattern.compile(
          "method\\.md(?:,? sections? |, )(%s(?:(?:, | and | to )%s)*)".formatted(NUMBER, NUMBER));

  @Test
  void everySectionThatTheCodeNamesIsThere() throws IOException {
    Set<String> sections = new TreeSet<>();
    Matcher heading = HEADING.matcher(Files.readString(Documents.site("method.md")));
    while (heading.find()) {
      sections.add(heading.group(1));
    }
    List<String> missing = new ArrayList<>();
    int references = 0;
    for (Path source : sources()) {
      Matcher reference = REFERENCE.matcher(unwrapped(Files.readString(source)));
      while (reference.find()) {
        for (String section : reference.group(1).split(", | and | to ")) {
          references++;
          if (!sections.contains(section)) {
            missing.add(source + ": section " + section);
          }
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(references >= 25, references + " references were found");
  }

  @Test
  void sectionsAreNumberedWithoutGaps() throws IOException {
    List<String> found = new ArrayList<>();
    Matcher heading =
        Pattern.compile("(?m)^## (\\d+) ").matcher(Files.readString(Documents.site("method.md")));
    while (heading.find()) {
      found.add(heading.group(1));
    }
    List<String> expected = Stream.iterate(1, n -> n + 1).limit(13).map(String::valueOf).toList();
    assertEquals(expected, found);
  }

  /** Sources and resources that may refer to the method. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String folder : List.of("src/main", "src/test/java")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files
            .filter(file -> file.toString().matches(".*\\.(java|cu|txt)"))
            .filter(file -> !file.endsWith("MethodSectionsTest.java"))
            .forEach(sources::add);
      }
    }
    return sources;
  }

  /** Comments whose lines were broken, on one line. */
  private static String unwrapped(String source) {
    return source.replaceAll("\\s*\\n\\s*(?:\\*|//)\\s*", " ");
  }
}
