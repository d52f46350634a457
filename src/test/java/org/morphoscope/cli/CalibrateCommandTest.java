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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.cli.print.Errors;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import picocli.CommandLine;

class CalibrateCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void trainsMeasuresAndWritesTheReport() throws IOException {
    assertEquals(
        0,
        calibrate(
            "--data",
            "generated:200",
            "--seed-net",
            "chain:4-3",
            "--activation",
            "silu",
            "--epochs",
            "1",
            "--batch",
            "32",
            "--learn-samples",
            "64",
            "--learn-steps",
            "6",
            "--score-samples",
            "64",
            "--limit",
            "3",
            "--thetas",
            "1",
            "--morphisms",
            "split,prune,new"),
        err.toString());
    JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(report("calibration.json")));
    assertEquals(9, json.get("singles").size());
    assertTrue(json.at("/setting/origin").asText().equals("chain:4-3 of silu after 1 epochs"));
    String page = Files.readString(report("calibration.html"));
    assertTrue(page.contains("<table>"));
    assertEquals(2, page.split("<svg ", -1).length - 1, "figures");
    assertTrue(out.toString().contains("split ggn-mc"), out.toString());
  }

  @Test
  void optionsOfGrowthAreRefused() {
    assertRefused("--rounds: not an option of calibrate", "--rounds", "3");
    assertRefused("--hold: not an option of calibrate", "--hold", "0.5");
    assertRefused("--try-both: not an option of calibrate", "--try-both", "half");
    assertRefused("expected --run or --data, found both", "--run", "RUN", "--data", "generated");
    assertRefused("candidates per kind: expected 2 to 1000000, found 0", "--limit", "0");
    assertRefused("expected generated", "--data", "pictures:here");
  }

  @Test
  void aFolderWithoutARunIsNamed() {
    assertEquals(1, calibrate("--run", folder.resolve("none").toString()));
    assertTrue(err.toString().contains("none"), err.toString());
  }

  private void assertRefused(String sentence, String... arguments) {
    assertEquals(2, calibrate(arguments), err.toString());
    assertTrue(err.toString().contains(sentence), err.toString());
  }

  private Path report(String name) {
    return folder.resolve("report").resolve(name);
  }

  private int calibrate(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--out", folder.resolve("report").toString()));
    arguments.addAll(List.of(more));
    CommandLine line =
        new CommandLine(new CalibrateCommand(precision -> Team.of(Backend.load(1), precision)))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setParameterExceptionHandler(Errors::usage)
            .setExecutionExceptionHandler(Errors::failure);
    return line.execute(arguments.toArray(String[]::new));
  }
}
