package org.morphoscope.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Classes, members, packages and files that the documents name in code type exist. */
class NamesTest {
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern CLASS =
      Pattern.compile(
          "((?:[a-z][a-z0-9]*\\.)*)([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)((?:\\.[A-Za-z][A-Za-z0-9_]*)*)"
              + "(?:\\(.*\\))?");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z][A-Za-z0-9]*)");
  private static final Pattern PACKAGE = Pattern.compile("[a-z0-9]+(?:\\.[a-z0-9]+)+");
  private static final Path ROOT = Path.of("src/main/java/org/morphoscope");

  /** Names of other people's classes, and words that look like classes. */
  private static final Set<String> FOREIGN = Set.of("ModelSerializer", "ComputationGraph", "Wh");

  @Test
  void everyClassAndMemberThatIsNamedExists() throws IOException {
    Map<String, String> types = types();
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Path document : Documents.all()) {
      for (String code : codes(document)) {
        Matcher name = CLASS.matcher(code);
        if (!name.matches() || FOREIGN.contains(name.group(2))) {
          continue;
        }
        named++;
        String source = types.get(name.group(2));
        boolean known = source != null && inPackage(name.group(1), name.group(2));
        for (String member : name.group(3).split("\\.")) {
          known = known && (member.isEmpty() || declares(source, member));
        }
        if (!known) {
          missing.add(document + ": " + code);
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(named > 100, named + " names were looked at");
  }

  @Test
  void everyPackageThatIsNamedExists() throws IOException {
    Set<String> files =
        Set.of("json", "jsonl", "md", "npy", "lock", "html", "svg", "onnx", "txt", "zip", "py");
    List<String> missing = new ArrayList<>();
    for (Path document : Documents.all()) {
      for (String code : codes(document)) {
        String[] parts = code.split("\\.");
        if (PACKAGE.matcher(code).matches()
            && Files.isDirectory(ROOT.resolve(parts[0]))
            && !files.contains(parts[parts.length - 1])
            && !Files.isDirectory(ROOT.resolve(code.replace('.', '/')))) {
          missing.add(document + ": " + code);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void everyPathThatIsNamedExists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path document : Documents.all()) {
      for (String code : codes(document)) {
        boolean path = code.matches("(src|samples|assets|\\.ci|\\.github)/[\\w./-]+");
        if (path && !Files.exists(Path.of(code))) {
          missing.add(document + ": " + code);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void aWordInTheFileIsNoMember() {
    String source =
        "record Box(int side) { enum Kind { RED, BLUE } Lid lid() { return make(1); } }";
    for (String declared : List.of("side", "Kind", "lid", "RED")) {
      assertTrue(declares(source, declared), declared);
    }
    assertFalse(declares(source, "make"), "a call");
    assertFalse(declares(source, "Lid"), "a type of something else");
  }

  /** Whether a name such as {@code run.Selection} is that of a file; {@code ""} is any package. */
  private static boolean inPackage(String name, String type) {
    return name.isEmpty()
        || Files.exists(ROOT.resolve(name.replace('.', '/')).resolve(type + ".java"));
  }

  /** Whether a member or nested type is declared in a source without comments, not only used. */
  private static boolean declares(String source, String name) {
    String type = "\\b(?:class|record|interface|enum) " + name + "\\b";
    String member =
        "(?<!\\breturn|\\bnew|\\bthrow|\\belse)(?<=[\\w>\\]])\\s" + name + "\\s*[(;=,)]";
    String constant = "[{,;]\\s*" + name + "\\s*[(,;}]";
    boolean capitals = name.equals(name.toUpperCase(Locale.ROOT));
    return Pattern.compile(type + "|" + member + (capitals ? "|" + constant : ""))
        .matcher(source)
        .find();
  }

  private static List<String> codes(Path document) throws IOException {
    List<String> codes = new ArrayList<>();
    Matcher code = CODE.matcher(Documents.prose(document));
    while (code.find()) {
      codes.add(code.group(1));
    }
    return codes;
  }

  /** The source of every type, nested ones too, by its simple name. */
  private static Map<String, String> types() throws IOException {
    Map<String, String> types = new HashMap<>();
    Set<Path> sources = new TreeSet<>();
    for (String folder : List.of("src/main/java", "src/test/java", "src/tools/java")) {
      if (Files.isDirectory(Path.of(folder))) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    for (Path source : sources) {
      String text = Files.readString(source).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "");
      Matcher type = TYPE.matcher(text);
      while (type.find()) {
        types.merge(type.group(1), text, String::concat);
      }
    }
    return types;
  }
}
