package org.morphoscope.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture and the table of the packages in architecture.md are those of the code. */
class MadePackagePictureTest {
  private static final String ROOT = "org.morphoscope";
  private static final Path SOURCES = Path.of("src/main/java/org/morphoscope");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");

  @Test
  void packages() throws IOException {
    Map<String, Set<String>> uses = uses();
    Documents.requireMade(Documents.site("architecture.md"), "packages", picture(uses));
    Documents.requireMade(Documents.site("architecture.md"), "package table", table(uses));
  }

  /** The packages that each package's classes use, the root's left out. */
  private static Map<String, Set<String>> uses() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass each : classes) {
      String from = name(each);
      if (from.isEmpty()) {
        continue;
      }
      Set<String> used = uses.computeIfAbsent(from, key -> new TreeSet<>());
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT + ".") && !name(target).equals(from)) {
          used.add(name(target));
        }
      }
    }
    assertTrue(uses.size() > 20, uses.size() + " packages");
    return uses;
  }

  private static String name(JavaClass of) {
    String full = of.getPackageName();
    return full.equals(ROOT) ? "" : full.substring(ROOT.length() + 1);
  }

  /** A drawing of who uses whom; what follows from other arrows is left out, the window is one. */
  private static String picture(Map<String, Set<String>> uses) {
    Map<String, Set<String>> drawn = new TreeMap<>();
    uses.forEach(
        (from, used) -> {
          Set<String> merged = drawn.computeIfAbsent(node(from), key -> new TreeSet<>());
          used.stream().map(MadePackagePictureTest::node).forEach(merged::add);
          merged.remove(node(from));
        });
    StringBuilder text = new StringBuilder("```mermaid\nflowchart TD\n");
    drawn.forEach(
        (from, used) ->
            used.stream()
                .filter(to -> used.stream().noneMatch(by -> reaches(drawn, by, to)))
                .forEach(
                    to ->
                        text.append(
                            "  %s[%s] --> %s[%s]\n".formatted(id(from), from, id(to), to))));
    return text.append("```").toString();
  }

  private static String node(String name) {
    return name.startsWith("ui.") ? "ui" : name;
  }

  private static String id(String name) {
    return name.replace('.', '_');
  }

  private static boolean reaches(Map<String, Set<String>> uses, String from, String to) {
    Set<String> next = uses.getOrDefault(from, Set.of());
    return next.contains(to) || next.stream().anyMatch(by -> reaches(uses, by, to));
  }

  private static String table(Map<String, Set<String>> uses) throws IOException {
    StringBuilder text = new StringBuilder("| package | duty | uses |\n|---|---|---|\n");
    for (Map.Entry<String, Set<String>> each : uses.entrySet()) {
      Path folder = SOURCES.resolve(each.getKey().replace('.', '/'));
      text.append(
          "| `%s` | %s | %s |\n"
              .formatted(each.getKey(), duty(folder), String.join(", ", each.getValue())));
    }
    return text.toString();
  }

  /** The first sentence of the package's description. */
  private static String duty(Path folder) throws IOException {
    Matcher comment = COMMENT.matcher(Files.readString(folder.resolve("package-info.java")));
    assertTrue(comment.find(), folder + " says nothing of itself");
    String text =
        comment
            .group(1)
            .replaceAll("\\s*\\n\\s*\\*\\s?", " ")
            .replaceAll("\\{@code\\s+([^}]*)\\}", "`$1`")
            .replaceAll("\\{@link\\s+(?:[\\w.]*\\.)?(\\w+)\\}", "`$1`")
            .replaceAll("<[^>]*>", "")
            .replace("|", "\\|")
            .strip();
    Matcher sentence = Pattern.compile("^.*?[.](?= |$)").matcher(text);
    return sentence.find() ? sentence.group() : text;
  }
}
