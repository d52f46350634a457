package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.service.local.EngineClasses;

class ClassArchiveTest {
  @TempDir Path folder;
  private Path archive;
  private Path list;

  @BeforeEach
  void names() {
    archive = folder.resolve("classes.jsa");
    list = folder.resolve("classes.list");
  }

  @Test
  void madeFromWhatJavaListedAndNothingElseIsLeft() throws Exception {
    Files.writeString(list, "java/lang/Object id: 0\norg/morphoscope/Main id: 1\n");
    new ClassArchive(archive, Optional.of(list), true, (from, to) -> copy(from, to)).keep();
    assertEquals(
        List.of("java/lang/Object id: 0", "org/morphoscope/Main id: 1"),
        Files.readAllLines(archive));
    assertEquals(List.of(archive), files());
  }

  @Test
  void classesOfTheEngineProcessFollowUnderNumbersOfTheirOwn() throws Exception {
    Files.writeString(list, "java/lang/Object id: 0\norg/morphoscope/Main id: 5\n");
    Path engine = EngineClasses.listBeside(list);
    Files.writeString(
        engine,
        "java/lang/Object id: 0\norg/nd4j/A id: 1\norg/nd4j/B id: 2 super: 1 source: b.jar\n"
            + "org/nd4j/C id: 3\n@lambda-form-invoker x\n");
    new ClassArchive(archive, Optional.of(list), true, (from, to) -> copy(from, to)).keep();
    assertEquals(
        List.of(
            "java/lang/Object id: 0",
            "org/morphoscope/Main id: 5",
            "org/nd4j/A id: 6",
            "org/nd4j/C id: 7",
            "@lambda-form-invoker x"),
        Files.readAllLines(archive));
    assertEquals(List.of(archive), files());
  }

  @Test
  void failureIsNotTriedAgain() throws Exception {
    Files.writeString(list, "java/lang/Object id: 0\n");
    new ClassArchive(archive, Optional.of(list), true, (from, to) -> false).keep();
    assertEquals(List.of(folder.resolve("classes.jsa.failed")), files());
  }

  @Test
  void archiveThatJavaDoesNotTakeIsDeleted() throws Exception {
    Files.writeString(archive, "of another Java");
    new ClassArchive(archive, Optional.empty(), false, (from, to) -> false).keep();
    assertFalse(Files.exists(archive));
  }

  @Test
  void archiveInUseStays() throws Exception {
    Files.writeString(archive, "of this Java");
    new ClassArchive(archive, Optional.empty(), true, (from, to) -> false).keep();
    assertTrue(Files.exists(archive));
  }

  @Test
  void lineThatIsCutOffIsLeftOut() {
    assertEquals(List.of("a id: 1"), ClassList.usable("a id: 1\nb/C i"));
    assertEquals(List.of(), ClassList.usable("a id"));
  }

  @Test
  void lambdasOfOtherLibrariesAreLeftOut() {
    assertEquals(
        List.of("@lambda-proxy javafx/scene/Node run ()V", "ch/qos/logback/A id: 3"),
        ClassList.usable(
            "@lambda-proxy javafx/scene/Node run ()V\n"
                + "@lambda-proxy ch/qos/logback/A run ()V\n"
                + "ch/qos/logback/A id: 3\n"));
  }

  @Test
  void programThatWasNotStartedByTheLauncherKeepsNone() {
    Map<String, String> properties = Map.of("java.vm.info", "mixed mode, sharing");
    assertTrue(ClassArchive.of(properties::get).isEmpty());
  }

  private static boolean copy(Path from, Path to) throws IOException {
    Files.copy(from, to);
    return true;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    }
  }
}
