package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The list of licences in the About names every jar the program runs with, and what is inside. */
class LicencesTest {
  /** On the class path of the tests only. */
  private static final Pattern FOR_TESTS =
      Pattern.compile(
          "(junit|jmh|jopt-simple|archunit|testfx|openjfx-monocle|onnxruntime|opentest4j|apiguardian|assertj"
              + "|hamcrest|surefire|maven).*");

  private static final Pattern VERSION = Pattern.compile("-\\d.*$");
  private static final Pattern NATIVE_OR_FONT =
      Pattern.compile("(?i).*\\.(so|so\\.[0-9.]+|dll|dylib|jnilib|ttf|otf)");
  private static final Pattern POM_LICENCE =
      Pattern.compile("<license>\\s*<name>([^<]*)</name>", Pattern.DOTALL);

  /** Words by which a declaration is told, and how the list names the licence. */
  private static final Map<String, String> FAMILIES =
      Map.of(
          "apache", "Apache-2.0",
          "epl", "EPL",
          "eclipse public", "EPL",
          "lgpl", "LGPL",
          "mit", "MIT",
          "bsd", "BSD",
          "creativecommons", "CC0",
          "classpath exception", "Classpath Exception");

  /** The lines of a table: patterns of names to a licence. */
  private static Map<String, String> table(String heading) throws IOException {
    try (InputStream in =
        LicencesTest.class.getResourceAsStream("/org/morphoscope/ui/licences.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String after = text.substring(text.indexOf(heading));
      String[] blocks = after.split("\\R\\s*\\R");
      Map<String, String> lines = new LinkedHashMap<>();
      for (String line : blocks[1].split("\\R")) {
        String[] halves = line.split(" {2,}", 2);
        for (String name : halves[0].split(", ")) {
          assertTrue(lines.put(name, halves[1]) == null, name + " is named twice");
        }
      }
      return lines;
    }
  }

  private static Optional<String> licence(Map<String, String> table, String name) {
    return table.entrySet().stream()
        .filter(e -> name.matches("\\Q" + e.getKey().replace("*", "\\E.*\\Q") + "\\E"))
        // the longest pattern is the closest one
        .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
        .map(Map.Entry::getValue);
  }

  private static List<Path> runtimeJars() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<Path> jars =
        Stream.of(classPath.split(File.pathSeparator))
            .map(Path::of)
            .filter(jar -> jar.toString().endsWith(".jar"))
            .filter(jar -> !FOR_TESTS.matcher(jar.getFileName().toString()).matches())
            .toList();
    assertTrue(jars.size() > 50, "hardly any jar on the class path: " + jars);
    return jars;
  }

  private static String name(Path jar) {
    return VERSION.matcher(jar.getFileName().toString()).replaceFirst("").replace(".jar", "");
  }

  @Test
  void everyJarHasAnEntryThatFitsWhatTheJarDeclares() throws IOException {
    Map<String, String> table = table("Libraries, by");
    List<String> wrong = new ArrayList<>();
    for (Path jar : runtimeJars()) {
      Optional<String> listed = licence(table, name(jar));
      if (listed.isEmpty()) {
        wrong.add(jar.getFileName() + ": no entry");
        continue;
      }
      String declared = declared(jar).toLowerCase(Locale.ROOT);
      List<String> families =
          FAMILIES.keySet().stream().filter(declared::contains).map(FAMILIES::get).toList();
      if (!families.isEmpty() && families.stream().noneMatch(listed.get()::contains)) {
        wrong.add(jar.getFileName() + ": listed as " + listed.get() + ", declares " + families);
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** What the manifest, the Maven description and the licence file in a jar say. */
  private static String declared(Path jar) throws IOException {
    StringBuilder text = new StringBuilder();
    try (JarFile file = new JarFile(jar.toFile())) {
      if (file.getManifest() != null) {
        String bundle = file.getManifest().getMainAttributes().getValue("Bundle-License");
        text.append(bundle == null ? "" : bundle).append('\n');
      }
      for (ZipEntry entry : file.stream().toList()) {
        if (entry.getName().matches("META-INF/maven/.*/pom\\.xml")) {
          Matcher licences = POM_LICENCE.matcher(read(file, entry));
          while (licences.find()) {
            text.append(licences.group(1)).append('\n');
          }
        } else if (entry.getName().matches("(META-INF/)?LICENSE(\\.txt)?")) {
          text.append(read(file, entry).lines().limit(4).toList()).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static String read(JarFile file, ZipEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void nativeCodeAndFontsInsideHaveAnEntryToo() throws IOException {
    Map<String, String> table = table("Native code and fonts");
    List<String> unnamed = new ArrayList<>();
    for (Path jar : runtimeJars()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        file.stream()
            .map(entry -> entry.getName().replaceFirst(".*/", ""))
            .filter(name -> NATIVE_OR_FONT.matcher(name).matches())
            .filter(name -> licence(table, name).isEmpty())
            .forEach(name -> unnamed.add(jar.getFileName() + ": " + name));
      }
    }
    try (Stream<Path> fonts =
        Files.list(Path.of("src", "main", "resources", "org", "morphoscope", "ui", "fonts"))) {
      fonts
          .map(font -> font.getFileName().toString())
          .filter(name -> NATIVE_OR_FONT.matcher(name).matches())
          .filter(name -> licence(table, name).isEmpty())
          .forEach(unnamed::add);
    }
    assertEquals(List.of(), unnamed);
  }
}
