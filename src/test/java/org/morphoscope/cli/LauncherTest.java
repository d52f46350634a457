package org.morphoscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher for Unix starts a program, and nothing but Java's own line about the incubator
 * module is said, whatever lies where the archive of the window's classes belongs.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String OWN_LINE = "WARNING: Using incubator modules: jdk.incubator.vector\n";

  /** Stands for the program. */
  private static final String MAIN =
      "package org.morphoscope; public class Main {"
          + " public static void main(String[] a) { System.out.println(\"started\""
          + " + (System.getProperty(\"java.vm.info\").contains(\"sharing\") ? \" from archive\" : \"\")"
          + " + (java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()"
          + ".toString().contains(\"Tier4Inv\") ? \"\" : \" with C2\")); } }";

  private static final String ARCHIVE = "classes-" + System.getProperty("java.version") + ".jsa";

  @TempDir static Path program;
  @TempDir Path home;
  private Path archive;

  @BeforeAll
  static void installed() throws IOException {
    Path source = Files.writeString(program.resolve("Main.java"), MAIN);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", program.toString(), source.toString());
    assertEquals(0, code);
    Files.createDirectories(program.resolve("bin"));
    Files.createDirectories(program.resolve("lib"));
    Files.copy(Path.of("src/main/launcher/morphoscope"), program.resolve("bin/morphoscope"));
    jar(program.resolve("lib/program.jar"), "");
  }

  private static void jar(Path file, String comment) throws IOException {
    try (OutputStream to = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(to)) {
      jar.setComment(comment);
      jar.putNextEntry(new JarEntry("org/morphoscope/Main.class"));
      jar.write(Files.readAllBytes(program.resolve("org/morphoscope/Main.class")));
      jar.closeEntry();
    }
  }

  @BeforeEach
  void cache() throws IOException {
    archive = home.resolve(".morphoscope/cache").resolve(ARCHIVE);
    Files.createDirectories(archive.getParent());
  }

  @Test
  void firstStartListsTheClassesForAnArchive() throws Exception {
    assertEquals(List.of("started from archive\n", OWN_LINE), start());
    try (Stream<Path> lists = Files.list(archive.getParent())) {
      assertEquals(1, lists.filter(file -> file.toString().endsWith(".list")).count());
    }
  }

  @Test
  void windowsWithAnEngineOfTheirOwnCompileAtOnce() throws Exception {
    assertEquals("started from archive with C2\n", start("MORPHOSCOPE_ENGINE", "thread").get(0));
  }

  @Test
  void archiveThatThisProgramMakesIsUsedAndJavaFindsNothingToSay() throws Exception {
    make(program.resolve("lib/program.jar"));
    assertEquals(
        List.of("started from archive\n", OWN_LINE),
        start("JAVA_OPTS", "-Xlog:cds*=warning -Xlog:class*=warning"));
  }

  @Test
  void archivesOfOtherBuildsAndSpoiledOnesAreNotUsed() throws Exception {
    make(program.resolve("lib/program.jar"));
    byte[] right = Files.readAllBytes(archive);
    Path other = Files.createDirectory(home.resolve("other"));
    jar(other.resolve("program.jar"), "the same name and classes, another file");
    make(other.resolve("program.jar"));
    assertStartsWithoutIt();
    Files.write(archive, Arrays.copyOf(right, right.length / 2));
    assertStartsWithoutIt();
    for (int i = 0; i < 64; i++) {
      right[i * 61] ^= 0x55;
    }
    Files.write(archive, right);
    assertStartsWithoutIt();
    Files.writeString(archive, "none of Java's");
    assertStartsWithoutIt();
  }

  @Test
  void placesThatCannotBeWritten() throws Exception {
    Files.createDirectory(archive);
    assertEquals(OWN_LINE, start().get(1));
    Files.delete(archive);
    Files.delete(archive.getParent());
    Files.writeString(archive.getParent(), "a file where the folder belongs");
    assertEquals(OWN_LINE, start().get(1));
    assertEquals(OWN_LINE, start("HOME", "/nonexistent").get(1));
  }

  private void make(Path jar) throws Exception {
    Files.deleteIfExists(archive);
    Path list = Files.writeString(home.resolve("list"), "org/morphoscope/Main\n");
    UnaryOperator<String> properties =
        name -> name.equals("java.class.path") ? jar.toString() : System.getProperty(name);
    assertTrue(new ArchivingJava(properties).write(list, archive));
  }

  private void assertStartsWithoutIt() throws Exception {
    assertEquals(List.of("started\n", OWN_LINE), start());
  }

  /** What stands on standard output and on standard error. */
  private List<String> start(String... variable) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", program.resolve("bin/morphoscope").toString())
            .directory(home.toFile())
            .redirectOutput(home.resolve("out").toFile())
            .redirectError(home.resolve("err").toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.contains("JAVA") || name.startsWith("MORPHOSCOPE"));
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("HOME", home.toString());
    if (variable.length > 0) {
      variables.put(variable[0], variable[1]);
    }
    Process process = builder.start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    List<String> said =
        List.of(
            Files.readString(home.resolve("out"), UTF_8),
            Files.readString(home.resolve("err"), UTF_8));
    assertEquals(0, process.exitValue(), said.toString());
    return said;
  }
}
