package org.morphoscope.study.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
  @TempDir Path folder;

  private PlanFile plan(String text) throws IOException {
    Path file = folder.resolve("plan.txt");
    Files.writeString(file, text);
    return PlanFile.read(file);
  }

  @Test
  void everyComparisonHasTheCommonOptionsAndItsOwn() throws IOException {
    PlanFile plan = plan("# both\n--seeds 3\n\n[a]\n--data cifar10:{cifar}\n[b]\n--rounds 2");
    assertEquals(List.of("a", "b"), plan.names());
    assertEquals(
        List.of("--seeds", "3", "--data", "cifar10:/a folder"),
        plan.options("a", Map.of("cifar", "/a folder")));
    assertEquals(List.of("--seeds", "3", "--rounds", "2"), plan.options("b", Map.of()));
  }

  @Test
  void whatIsWrongIsToldInOneSentence() throws IOException {
    PlanFile plan = plan("[a]\n--data cifar10:{cifar}");
    String place =
        assertThrows(IllegalArgumentException.class, () -> plan.options("a", Map.of()))
            .getMessage();
    assertTrue(place.endsWith("say it with --place cifar=DIR"), place);
    String name =
        assertThrows(IllegalArgumentException.class, () -> plan.options("c", Map.of()))
            .getMessage();
    assertTrue(name.endsWith("expected one of a, found 'c'"), name);
    String line = assertThrows(IOException.class, () -> plan("[a]\nseeds 3")).getMessage();
    assertTrue(line.contains("line 2: expected [name] or options that begin with --"), line);
    assertThrows(IOException.class, () -> plan("[a]\n[a]"));
    assertThrows(IOException.class, () -> plan("--seeds 3"));
    assertThrows(IOException.class, () -> PlanFile.read(folder.resolve("none")));
  }
}
