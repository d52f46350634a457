package org.morphoscope.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void aStrangerCanReadItInAFewMinutes() throws IOException {
    List<String> lines = Files.readAllLines(Documents.README);
    assertTrue(lines.size() <= 120, lines.size() + " lines");
    assertTrue(
        lines.stream().allMatch(line -> line.length() <= 240), "a line above 240 characters");
  }

  @Test
  void itsTestCommandIsTheOneThatTheBuildServerRuns() throws IOException {
    String command = "mvn -B verify";
    assertTrue(Files.readAllLines(Documents.README).contains("    " + command));
    // the build server lists the libraries too, by a profile that changes no test
    assertTrue(Files.readAllLines(Path.of(".ci/run")).contains(command.replace("-B", "-B -Psbom")));
  }
}
