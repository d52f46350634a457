package org.morphoscope;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Classes that are read in one go, packages that are looked through at a glance, and numerics with
 * their formulas beside them. What grows beyond is cut by idea, never by deleting words. {@code
 * src/tools/python/measure_code.py} shows the same figures.
 */
class SizesTest {
  private static final Path SOURCES = Path.of("src/main/java/org/morphoscope");
  private static final int MOST_LINES = 350;
  private static final int MOST_LINES_OF_HALF = 100;
  private static final int MOST_LINES_OF_NINE_TENTHS = 250;
  private static final int MOST_FILES = 30;
  private static final double LEAST_COMMENTS = 0.25;
  private static final List<String> NUMERICS = List.of("compute", "score", "selection", "engine");
  private static final Pattern HEAD = Pattern.compile("(package|import) .*");

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** Lines of every class's file; a description of a package is none. */
  private static Map<Path, Integer> lines() throws IOException {
    Map<Path, Integer> lines = new TreeMap<>();
    for (Path source : sources(SOURCES)) {
      if (!source.endsWith("package-info.java")) {
        lines.put(SOURCES.relativize(source), Files.readAllLines(source).size());
      }
    }
    return lines;
  }

  @Test
  void noClassIsTooLongToBeReadInOneGo() throws IOException {
    List<String> found = new ArrayList<>();
    lines().forEach((file, n) -> addIf(found, n > MOST_LINES, file + ": " + n + " lines"));
    assertEquals(List.of(), found, "classes above " + MOST_LINES + " lines");
  }

  @Test
  void mostClassesAreShort() throws IOException {
    List<Integer> sorted = lines().values().stream().sorted().toList();
    int half = sorted.get(sorted.size() / 2);
    int nineTenths = sorted.get(sorted.size() * 9 / 10);
    assertAll(
        () -> assertTrue(sorted.size() > 500, sorted.size() + " classes were looked at"),
        () -> assertTrue(half <= MOST_LINES_OF_HALF, "half of the classes: " + half),
        () ->
            assertTrue(
                nineTenths <= MOST_LINES_OF_NINE_TENTHS, "nine tenths of them: " + nineTenths));
  }

  @Test
  void noPackageHasTooManyFilesToBeLookedThrough() throws IOException {
    Map<String, Integer> files = new TreeMap<>();
    lines().keySet().forEach(file -> files.merge("" + file.getParent(), 1, Integer::sum));
    List<String> found = new ArrayList<>();
    files.forEach((folder, n) -> addIf(found, n > MOST_FILES, folder + ": " + n + " files"));
    assertEquals(List.of(), found, "packages above " + MOST_FILES + " files");
  }

  @Test
  void numericsHaveTheirFormulasBesideThem() throws IOException {
    List<String> found = new ArrayList<>();
    for (String name : NUMERICS) {
      int comments = 0;
      int all = 0;
      for (Path source : sources(SOURCES.resolve(name))) {
        List<Boolean> kinds = comments(Files.readAllLines(source));
        comments += kinds.stream().mapToInt(comment -> comment ? 1 : 0).sum();
        all += kinds.size();
      }
      String told = name + ": " + comments + " of " + all + " lines are comments";
      addIf(found, comments < LEAST_COMMENTS * all, told);
    }
    assertEquals(List.of(), found, "numerics with less than a quarter of comments");
  }

  @Test
  void linesOfCommentAndOfCodeAreToldApart() {
    List<String> source =
        List.of(
            "package a;",
            "",
            "import b.C;",
            "/** One. */",
            "class A {",
            "  /*",
            "   * Two and three.",
            "   */",
            "  int x; // four is code",
            "  // five",
            "}");
    assertEquals(List.of(true, false, true, true, true, false, true, false), comments(source));
  }

  /**
   * Of each line that counts, whether nothing but comment stands on it. Blank lines and those of
   * packages and imports do not count.
   */
  private static List<Boolean> comments(List<String> source) {
    List<Boolean> kinds = new ArrayList<>();
    boolean inside = false;
    for (String raw : source) {
      String line = raw.strip();
      boolean comment = inside || line.startsWith("/*") || line.startsWith("//");
      if (comment || !line.isEmpty() && !HEAD.matcher(line).matches()) {
        kinds.add(comment);
      }
      inside = (inside || line.startsWith("/*")) && !line.contains("*/");
    }
    return kinds;
  }

  private static void addIf(List<String> to, boolean wrong, String text) {
    if (wrong) {
      to.add(text);
    }
  }
}
