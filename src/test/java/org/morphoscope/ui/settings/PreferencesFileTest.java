package org.morphoscope.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesFileTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("home").resolve("preferences.properties");
  }

  @Test
  void whatEitherOfTwoWindowsHasSetIsKept() {
    PreferencesFile first = new PreferencesFile(file());
    PreferencesFile second = new PreferencesFile(file());
    first.put("theme", "DARK");
    second.put("scale", "125");
    first.put("reduceMotion", "true");
    PreferencesFile next = new PreferencesFile(file());
    assertEquals(Optional.of("DARK"), next.get("theme"));
    assertEquals(Optional.of("125"), next.get("scale"));
    assertEquals(Optional.of("true"), next.get("reduceMotion"));
  }

  @Test
  void theRunsOfTwoWindowsAreRememberedTogether() throws IOException {
    RecentRuns first = new RecentRuns(new PreferencesFile(file()));
    RecentRuns second = new RecentRuns(new PreferencesFile(file()));
    Path a = run("a");
    Path b = run("b");
    first.add(a);
    second.add(b);
    assertEquals(List.of(b, a), new RecentRuns(new PreferencesFile(file())).existing());
  }

  private Path run(String name) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Files.writeString(run.resolve("run.json"), "{}");
    return run;
  }

  @Test
  void manyWritersAtOnceLoseNothing() throws InterruptedException {
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < 2; w++) {
      String name = "writer" + w;
      PreferencesFile own = new PreferencesFile(file());
      writers.add(
          new Thread(
              () -> {
                for (int i = 0; i < 4; i++) {
                  own.put(name + "." + i, "set");
                }
              }));
    }
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
    PreferencesFile next = new PreferencesFile(file());
    for (int w = 0; w < 2; w++) {
      for (int i = 0; i < 4; i++) {
        assertEquals(Optional.of("set"), next.get("writer" + w + "." + i));
      }
    }
  }

  @Test
  void aSpoiledFileIsPutAsideAndTheWindowRemembersAnew() throws IOException {
    List<byte[]> spoiled =
        List.of(
            "theme=\\u12".getBytes(StandardCharsets.US_ASCII),
            new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2},
            new byte[2 << 20]);
    for (byte[] content : spoiled) {
      Files.createDirectories(file().getParent());
      Files.write(file(), content);
      PreferencesFile preferences = new PreferencesFile(file());
      assertEquals(Optional.empty(), preferences.get("theme"));
      preferences.put("theme", "DARK");
      assertEquals(Optional.of("DARK"), new PreferencesFile(file()).get("theme"));
      Path aside = file().resolveSibling("preferences.properties.spoiled");
      assertEquals(content.length, Files.size(aside));
    }
  }

  @Test
  void withoutAPlaceToWriteItIsRememberedAsLongAsTheWindow() throws IOException {
    // a file where the folder should be: as a home that cannot be written to, for every user
    Files.writeString(folder.resolve("home"), "");
    PreferencesFile preferences = new PreferencesFile(file());
    preferences.put("theme", "DARK");
    preferences.put("scale", "125");
    assertEquals(Optional.of("DARK"), preferences.get("theme"));
    assertEquals(Optional.of("125"), preferences.get("scale"));
    assertFalse(Files.isDirectory(folder.resolve("home")));
  }

  @Test
  void noPartOfAChangeIsLeftBehind() throws IOException {
    PreferencesFile preferences = new PreferencesFile(file());
    preferences.put("theme", "LIGHT");
    preferences.put("theme", "DARK");
    try (var files = Files.list(file().getParent())) {
      List<String> names = files.map(path -> path.getFileName().toString()).sorted().toList();
      assertEquals(List.of("preferences.properties", "preferences.properties.lock"), names);
    }
    assertTrue(Files.readString(file()).contains("theme=DARK"));
  }
}
