package org.morphoscope.cli.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the program's own files go. */
class HomeFolderTest {
  @TempDir Path temporary;

  private HomeFolder at(String home) {
    Map<String, String> properties = new HashMap<>();
    properties.put("user.home", home);
    properties.put("user.name", "a:b");
    properties.put("java.io.tmpdir", temporary.resolve("tmp").toString());
    return HomeFolder.of(properties::get);
  }

  @Test
  void theyGoToTheHomeFolder() {
    HomeFolder home = at(temporary.toString());
    assertEquals(temporary.resolve(".morphoscope"), home.folder());
    assertEquals(Optional.empty(), home.notice());
    assertTrue(Files.isDirectory(home.folder()));
  }

  @Test
  void withoutAHomeThatCanBeWrittenTheyGoElsewhereAndThatIsTold() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    for (String home : new String[] {"?", null, "", file.toString()}) {
      HomeFolder found = at(home);
      assertEquals(temporary.resolve("tmp").resolve("morphoscope-a-b"), found.folder());
      assertTrue(Files.isDirectory(found.folder()));
      assertTrue(
          found.notice().orElseThrow().contains("log and preferences go to " + found.folder()));
    }
  }

  @Test
  void withoutAnyPlaceThatIsTold() throws IOException {
    Files.writeString(temporary.resolve("tmp"), "");
    assertTrue(at("?").notice().orElseThrow().contains("no log and no preferences are kept"));
  }
}
