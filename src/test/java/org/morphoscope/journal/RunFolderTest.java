package org.morphoscope.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.run.Decider;
import org.morphoscope.service.Services;

/** Runs that are renamed and deleted. */
class RunFolderTest {
  @TempDir Path temporary;
  private Path run;

  @BeforeEach
  void record() throws Exception {
    run = temporary.resolve("run");
    Services.fake(new FakeEngine.Script())
        .start(Configs.seeded(1, 1), run, Decider.automatic(), event -> {})
        .await();
  }

  @Test
  void aRenamedRunIsTheSameRun() throws IOException {
    List<?> before = RunReader.open(run).allEvents();
    Path place = new RunFolder(run).rename("what: I tried");
    assertEquals(temporary.resolve("what-I-tried").toAbsolutePath(), place);
    assertFalse(Files.exists(run));
    assertEquals(before.size(), RunReader.open(place).allEvents().size());
  }

  @Test
  void aNameThatIsTakenIsRefused() throws IOException {
    Files.createDirectory(temporary.resolve("taken"));
    IOException refused = assertThrows(IOException.class, () -> new RunFolder(run).rename("taken"));
    assertTrue(refused.getMessage().contains("taken: expected a name that is free in"));
    assertTrue(Files.exists(run.resolve("run.json")));
  }

  @Test
  void aDeletedRunIsGone() throws IOException {
    assertEquals(List.of(), new RunFolder(run).delete());
    assertFalse(Files.exists(run));
    assertTrue(Files.exists(temporary));
  }

  /** The listing of a run's folder in the documents is what a run may leave. */
  @Test
  void everyFileThatARunMayHaveGoesWithIt() throws IOException {
    String formats = Files.readString(Path.of("src/site/markdown/formats.md"));
    int start = formats.indexOf("run.json        ");
    String listing = formats.substring(start, formats.indexOf("```", start));
    int made = 0;
    for (String line : listing.split("\n")) {
      String name = line.split(" ")[0];
      Path file = run.resolve(name.replace("NNN", "001").replace("*", "x").replace("NAME", "w"));
      if (!name.isEmpty() && Files.notExists(file)) {
        made++;
        if (name.endsWith("/")) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.writeString(file, "");
        }
      }
    }
    assertTrue(made > 8, made + " files of the listing");
    assertEquals(List.of(), new RunFolder(run).delete());
    assertFalse(Files.exists(run));
  }

  @Test
  void whatElseLiesInTheFolderStays() throws IOException {
    Files.writeString(run.resolve("notes.txt"), "mine");
    assertEquals(List.of("notes.txt"), new RunFolder(run).delete());
    assertEquals("mine", Files.readString(run.resolve("notes.txt")));
    assertFalse(Files.exists(run.resolve("run.json")));
  }

  @Test
  void aRunThatIsWrittenIsLeftAlone() throws IOException {
    try (RunLock lock = RunLock.forExisting(run)) {
      assertThrows(IOException.class, () -> new RunFolder(run).delete());
      assertThrows(IOException.class, () -> new RunFolder(run).rename("other"));
    }
    assertTrue(Files.exists(run.resolve("checkpoints")));
  }

  @Test
  void aFolderThatIsNoRunIsLeftAlone() {
    assertThrows(IOException.class, () -> new RunFolder(temporary).delete());
    assertTrue(Files.exists(run));
  }
}
