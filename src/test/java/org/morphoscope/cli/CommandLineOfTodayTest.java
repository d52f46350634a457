package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.MorphKind;
import picocli.CommandLine;

/** Options from files, objects for programs, completion and pages of man. */
@Timeout(60)
class CommandLineOfTodayTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private CommandLine line() {
    return Cli.create(
        FakeProgram.environment(new FakeProgram.Quick()),
        Cli.tools(precision -> null, threads -> null));
  }

  private int execute(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void aNumberOfNewNeuronsAsksForThemWhereMorphismsAreNotNamed() throws Exception {
    String run = folder.resolve("run").toString();
    assertEquals(
        0, execute("grow", "--new-neurons", "3", "--rounds", "0", "--out", run), err.toString());
    var config = RunReader.open(Path.of(run)).config();
    assertEquals(Set.of(MorphKind.values()), config.selection().kinds());
    assertEquals(3, config.newNeurons());
  }

  @Test
  void aFileOfOptionsIsTakenAsIfTheyWereGiven() throws Exception {
    String toml =
        file(
            "a.toml",
            "# a run\nrounds = 2\nbudget = \"200k\"\nno-augment = true\nlearning-rate = 2e-2\n"
                + "morphisms = [\"split\", 'new']  # two of three\nbatch = 6_4\n");
    String run = folder.resolve("run").toString();
    assertEquals(
        0, execute("grow", "--config", toml, "--batch", "32", "--out", run), err.toString());
    var config = RunReader.open(Path.of(run)).config();
    assertEquals(2, config.limits().rounds());
    assertEquals(200_000, config.limits().parameters().getAsLong());
    assertEquals(0.02, config.training().learningRate());
    assertEquals(2, config.selection().kinds().size());
    assertFalse(config.training().augment());
    assertEquals(32, config.training().batch(), "the command line goes before the file");
  }

  @Test
  void theSameInJson() throws Exception {
    String json =
        file("a.json", "{\"rounds\": 1, \"morphisms\": [\"split\"], \"no-augment\": false}");
    String run = folder.resolve("run").toString();
    assertEquals(0, execute("grow", "--config=" + json, "--out=" + run), err.toString());
    var config = RunReader.open(Path.of(run)).config();
    assertEquals(1, config.limits().rounds());
    assertEquals(1, config.selection().kinds().size());
    assertTrue(config.training().augment());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.toml | lerning-rate = 1 | found \"lerning-rate\"; did you mean \"learning-rate\"?",
        "a.json | {\"sed\": 1} | found \"sed\"; did you mean \"seed\"?",
        "a.toml | [training] | a.toml, line 1: expected a line such as",
        "a.toml | rounds = 'x' | Invalid value for option '--rounds': expected a whole number",
        "a.toml | no-augment = 3 | key \"no-augment\": expected true or false, found '3'",
        "a.toml | rounds = 1 2 | a.toml, line 1",
        "a.json | {\"rounds\": {}} | key \"rounds\": expected a text, a number",
        "a.json | {\"rounds\" | a.json, line 1: expected JSON",
        "a.toml | config = \"b.toml\" | found \"config\"; did you mean",
      })
  void whatIsWrongInAFileIsToldInOneSentence(String name, String text, String sentence)
      throws Exception {
    assertEquals(2, execute("grow", "--config", file(name, text)));
    assertTrue(err.toString().contains(sentence), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
  }

  @Test
  void aMissingFileOfOptionsIsTold() {
    assertEquals(2, execute("compare", "--config", folder.resolve("no.toml").toString()));
    assertTrue(err.toString().contains("no.toml: expected a .toml or .json file"), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grow", "compare"})
  void printedOptionsReadAgainAskForTheSame(String command) throws Exception {
    String[] words = {
      command,
      "--budget",
      "24k",
      "--no-augment",
      "--data",
      "images:a\"b",
      "--out",
      "x",
      "--print-config"
    };
    assertEquals(0, execute(words), err.toString());
    String printed = out.toString();
    assertTrue(printed.contains("\ndata = \"images:a\\\"b\"\n"), printed);
    assertTrue(printed.contains("\nno-augment = true\n"), printed);
    assertTrue(printed.contains("\n# learning-rate = \n"), printed);
    String file = file("again.toml", printed);
    assertEquals(0, execute(command, "--config", file, "--print-config"), err.toString());
    assertEquals(printed, out.toString());
  }

  @Test
  void growEndsWithOneObjectOnStandardOutput() throws Exception {
    String run = folder.resolve("run").toString();
    assertEquals(0, execute("grow", "--rounds", "2", "--out", run, "--json"), err.toString());
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertEquals("rounds-done", json.get("reason").asText());
    assertEquals(3, json.get("rounds").size());
    assertEquals(RunReader.open(Path.of(run)).info().runId(), json.get("run").asText());
    assertTrue(err.toString().contains("New run"), err.toString());
  }

  @Test
  void doctorAsAnObject() throws Exception {
    assertEquals(0, execute("doctor", "--json"));
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertTrue(json.get("healthy").asBoolean());
    assertEquals("0.0-test", json.get("Morphoscope").asText());
  }

  @Test
  void scoresNeedAFileOrStandardOutput() {
    assertEquals(2, execute("score", "--net", folder.toString()));
    assertTrue(err.toString().contains("expected --out FILE.json or --json"), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionKnowsEveryCommandAndOption(String shell) throws Exception {
    assertEquals(0, execute("completion", shell));
    String script = out.toString();
    for (CommandLine command : line().getSubcommands().values()) {
      assertTrue(script.contains(command.getCommandName()), command.getCommandName());
    }
    assertTrue(script.contains("--with-preprocessing") && script.contains("--learning-rate"));
    Path bash = Path.of("/bin/bash");
    Assumptions.assumeTrue(shell.equals("bash") && Files.isExecutable(bash));
    Path file = Files.writeString(folder.resolve("complete"), script);
    Process check = new ProcessBuilder(bash.toString(), "-n", file.toString()).start();
    assertEquals(0, check.waitFor());
  }

  @Test
  void everyCommandHasAPageOfManWithEveryOption() throws Exception {
    assertEquals(0, execute("man", "--out", folder.toString()), err.toString());
    for (CommandLine command : line().getSubcommands().values()) {
      String name = "morphoscope-" + command.getCommandName();
      String page = Files.readString(folder.resolve("man1/" + name + ".1"));
      for (var option : command.getCommandSpec().options()) {
        String shown = "\\fB" + option.longestName().replace("-", "\\-") + "\\fR";
        assertEquals(!option.hidden(), page.contains(shown), name + " " + option.longestName());
      }
      assertTrue(page.startsWith(".TH \"MORPHOSCOPE-"), page);
      assertFalse(page.contains("${DEFAULT-VALUE}"), name);
    }
    List<String> program = Files.readAllLines(folder.resolve("man1/morphoscope.1"));
    assertTrue(program.stream().anyMatch(l -> l.contains("morphoscope\\-evaluate")));
  }
}
