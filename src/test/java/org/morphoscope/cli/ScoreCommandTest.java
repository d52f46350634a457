package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.journal.disk.Npy;
import picocli.CommandLine;

class ScoreCommandTest {
  private static final Path CASE = Path.of("src/test/resources/exchange/case2_bn");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path copy;

  /** Inputs only: expectations must never be needed. */
  @BeforeEach
  void copyInputs() throws IOException {
    copy = Files.createDirectory(folder.resolve("case"));
    try (Stream<Path> files = Files.list(CASE)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().startsWith("exp_")) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
    }
  }

  private int score(String... more) {
    String[] args = new String[4 + more.length];
    args[0] = "--net";
    args[1] = copy.toString();
    args[2] = "--out";
    args[3] = folder.resolve("scores.json").toString();
    System.arraycopy(more, 0, args, 4, more.length);
    return new CommandLine(new ScoreCommand(precision -> Team.of(Backend.load(2), precision)))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private void refused(String... words) {
    assertEquals(2, score());
    String sentence = err.toString();
    assertEquals(1, sentence.lines().count(), sentence);
    for (String word : words) {
      assertTrue(sentence.contains(word), sentence);
    }
    assertTrue(Files.notExists(folder.resolve("scores.json")));
  }

  @Test
  void theInputsAloneAreEnough() throws IOException {
    assertEquals(0, score("--apply", "both", "--mode", "sqrt"));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("scores.json").toFile());
    assertEquals("sqrt", json.get("mode").asText());
    assertEquals(38, json.get("G").size());
    assertEquals("[0,0,1]", json.get("candidates").get(0).toString());
    assertEquals(6, json.get("applied").get("params").get("W0").size());
    assertEquals("", out.toString());
  }

  @Test
  void aMissingArrayIsNamed() throws IOException {
    Files.delete(copy.resolve("gamma1.npy"));
    refused("gamma1.npy", "found nothing");
  }

  @Test
  void aWrongShapeIsNamed() throws IOException {
    Npy.write(copy.resolve("theta1.npy"), new int[] {6, 5, 3, 2}, new double[180]);
    refused("theta1.npy", "[6, 5, 3, 3]", "[6, 5, 3, 2]");
  }

  @Test
  void aNumberThatIsNotFiniteIsNamedWithItsPlace() throws IOException {
    double[] bias = Npy.read(copy.resolve("bh.npy")).values();
    bias[3] = Double.NaN;
    Npy.write(copy.resolve("bh.npy"), new int[] {bias.length}, bias);
    refused("bh.npy", "NaN at element 3");
  }

  @Test
  void labelsMustBeIntegers() throws IOException {
    Npy.write(copy.resolve("y.npy"), new int[] {40}, new double[40]);
    refused("y.npy", "integers");
  }

  @Test
  void brokenJsonIsNamedWithItsPlace() throws IOException {
    Files.writeString(copy.resolve("net.json"), "{\"format\": 1,\n \"input\": [3, 16");
    refused("net.json", "line 2", "valid JSON");
  }

  @Test
  void aDirectoryThatIsNoCaseIsRefused() throws IOException {
    copy = Files.createDirectory(folder.resolve("empty"));
    refused("net.json", "found nothing");
  }

  @Test
  void anUnknownModeIsAUsageError() {
    assertEquals(2, score("--mode", "newton"));
    assertTrue(err.toString().contains("sqrt, fisher, ggn-mc, ggn"), err.toString());
  }
}
