package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The starter script, with a Java that only prints what it is started with. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Path SCRIPT = Path.of("src", "main", "launcher", "morphoscope");
  private static final String JAVA =
      """
      #!/bin/sh
      for option; do printf '%s\\n' "$option"; done
      printf 'LC_ALL=%s\\n' "${LC_ALL:-}"
      printf 'LC_CTYPE=%s\\n' "${LC_CTYPE:-}"
      """;
  private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";
  private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  @TempDir private Path folder;
  private Path home;

  private record Outcome(int code, List<String> lines, String errors) {}

  @BeforeEach
  void makeHome() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
  }

  /** A program folder of that name; returns the script in it. */
  private Path program(String name) throws IOException {
    Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
    Path script = Files.copy(SCRIPT, bin.resolve("morphoscope"));
    assertTrue(script.toFile().setExecutable(true));
    return script;
  }

  private Path java(String version) throws IOException {
    Path home = folder.resolve("java-" + version);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, JAVA, StandardCharsets.UTF_8);
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(
        home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n", StandardCharsets.UTF_8);
    return home;
  }

  private Outcome start(Path script, String javaVersion, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder("sh", script.toString(), "--version").redirectError(errors.toFile());
    List.of("LC_ALL", "LC_CTYPE", "LANG", "JAVA_OPTS", "MORPHOSCOPE_OPTS")
        .forEach(builder.environment()::remove);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("JAVA_HOME", java(javaVersion).toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return new Outcome(
        process.exitValue(),
        out.lines().toList(),
        Files.readString(errors, StandardCharsets.UTF_8));
  }

  @Test
  void javasGetTheOptionsThatTheyKnow() throws Exception {
    Path script = program("program");

    List<String> old = start(script, "17.0.15", Map.of()).lines();
    List<String> young = start(script, "25.0.3", Map.of()).lines();

    assertTrue(old.contains("--add-modules=jdk.incubator.vector"), old.toString());
    assertFalse(old.contains(NATIVE) || old.contains(UNSAFE), old.toString());
    assertTrue(young.contains(NATIVE) && young.contains(UNSAFE), young.toString());
  }

  @Test
  void anOldJavaIsRefused() throws Exception {
    Outcome outcome = start(program("program"), "11.0.2", Map.of());

    assertEquals(1, outcome.code());
    assertTrue(
        outcome.errors().contains("Java 17 or newer is needed")
            && outcome.errors().contains("is version 11.0.2"),
        outcome.errors());
  }

  @Test
  void crashesAreReportedBesideTheLog() throws Exception {
    List<String> lines = start(program("program"), "17.0.15", Map.of()).lines();

    Path log = home.resolve(".morphoscope").resolve("log");
    assertTrue(lines.contains("-XX:ErrorFile=" + log + "/crash-%p.log"), lines.toString());
    assertTrue(Files.isDirectory(log));
  }

  @Test
  void aFolderWithAColonIsRefused() throws Exception {
    Outcome outcome = start(program("co:lon"), "17.0.15", Map.of());

    assertEquals(1, outcome.code());
    assertTrue(
        outcome.errors().contains("co:lon") && outcome.errors().contains("colon"),
        outcome.errors());
    assertEquals(1, outcome.errors().lines().count());
  }

  @Test
  void otherLettersInTheFoldersNameAreLeftAlone() throws Exception {
    Path script = program("a b%p#c");

    List<String> lines = start(script, "17.0.15", Map.of()).lines();

    Path program = script.getParent().getParent().toRealPath();
    assertTrue(lines.contains("-Dmorphoscope.home=" + program), lines.toString());
    assertTrue(lines.contains(program + "/lib/*"), lines.toString());
  }

  @Test
  void aLocaleOfAsciiLettersGivesWayToOneOfUtf8() throws Exception {
    assumeTrue(knowsCUtf8(), "this system has no locale C.UTF-8");
    Path script = program("program");

    List<String> all = start(script, "17.0.15", Map.of("LC_ALL", "C")).lines();
    List<String> none = start(script, "17.0.15", Map.of()).lines();
    List<String> missing = start(script, "17.0.15", Map.of("LANG", "xx_YY.UTF-8")).lines();

    assertTrue(all.contains("LC_ALL=C.UTF-8"), all.toString());
    assertTrue(none.contains("LC_ALL=") && none.contains("LC_CTYPE=C.UTF-8"), none.toString());
    assertTrue(missing.contains("LC_CTYPE=C.UTF-8"), missing.toString());
  }

  private static boolean knowsCUtf8() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "locale charmap 2>/dev/null");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    String map = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return process.waitFor() == 0 && map.strip().equals("UTF-8");
  }
}
