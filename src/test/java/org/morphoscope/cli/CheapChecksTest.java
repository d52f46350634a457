package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.Services;
import picocli.CommandLine;

/** What can be told before data is read is told then; budgets that are not reached say why. */
class CheapChecksTest {
  @TempDir Path temporary;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** No data is opened: there is no service that could. */
  private int refused(String... words) {
    return execute(null, words);
  }

  private int execute(GrowthService service, String... words) {
    err.getBuffer().setLength(0);
    out.getBuffer().setLength(0);
    CommandLine line =
        Cli.create(
            FakeProgram.environment(service),
            List.of(
                new CalibrateCommand(
                    precision -> {
                      throw new AssertionError("computes");
                    })));
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(words);
  }

  @Test
  void aBudgetBelowTheSeedNetIsRefused() {
    assertEquals(2, refused("grow", "--data", "cifar10:nowhere", "--budget", "100"));
    assertTrue(
        err.toString().contains("parameters that the seed net 'tiny' begins with, found 100"),
        err.toString());
  }

  @Test
  void theDataMayMakeTheSeedNetLargerThanItsBudget() {
    Path run = temporary.resolve("run");
    // between the net for one channel and two classes, and that of the data
    assertEquals(
        1,
        execute(
            Services.fake(new FakeProgram.Quick()),
            "grow",
            "--seed-net",
            "tiny",
            "--budget",
            "4300",
            "--out",
            run.toString()));
    assertTrue(err.toString().contains("budget: expected at least the"), err.toString());
    assertFalse(Files.exists(run), "the folder is given back");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--tail 0 --tail-at all",
        "--schedule cosine --tail-at all",
        "--strategy random --morphisms split",
        "--strategy random --start fresh",
        "--strategy uniform --lambda 1e-6",
        "--strategy net2net --pace adaptive",
        "--pace to-budget",
        "--momentum 0.5 --optimiser adam",
        "--input-mean 0.5 --input-std 0.2"
      })
  void optionsThatContradictEachOtherAreRefused(String options) {
    List<String> words = new ArrayList<>(List.of("grow", "--data", "cifar10:nowhere"));
    words.addAll(Arrays.asList(options.split(" ")));
    assertEquals(2, refused(words.toArray(String[]::new)), err.toString());
    assertTrue(err.toString().contains("expected"), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grow", "compare", "calibrate"})
  void aPlaceThatCannotBecomeAFolderIsToldBeforeTheDataIsLookedAt(String command)
      throws IOException {
    Path file = Files.writeString(temporary.resolve("a-file"), "x");
    assertEquals(
        1,
        refused(command, "--data", "cifar10:nowhere", "--out", file.resolve("deep/er").toString()));
    assertTrue(err.toString().contains(file + " is a file"), err.toString());
  }

  @Test
  void aFolderWithARunIsToldWithTheWayToGoOn() throws IOException {
    Files.writeString(temporary.resolve("run.json"), "{}");
    assertEquals(1, refused("grow", "--data", "cifar10:nowhere", "--out", temporary.toString()));
    assertTrue(err.toString().contains("morphoscope resume " + temporary), err.toString());
  }

  @Test
  void ofSeveralOptionsThatAreNotHereTheFirstOfTheListIsTold() {
    for (int i = 0; i < 5; i++) {
      assertEquals(
          2, refused("calibrate", "--out", "o", "--lambda", "1", "--tail", "1", "--budget", "9k"));
      assertTrue(err.toString().startsWith("--budget: not an option of calibrate"), err.toString());
      assertEquals(2, refused("compare", "--out", "o", "--lambda", "1", "--pace", "factor"));
      assertTrue(err.toString().startsWith("--pace: not an option of compare"), err.toString());
    }
  }

  @Test
  void aBudgetThatIsNotReachedSaysWhy() {
    Path run = temporary.resolve("run");
    assertEquals(
        0,
        execute(
            Services.fake(new FakeProgram.Quick()),
            "grow",
            "--rounds",
            "1",
            "--budget",
            "1M",
            "--tail",
            "0",
            "--out",
            run.toString()));
    assertTrue(out.toString().contains("The budget is not used up ("), out.toString());
    assertTrue(
        out.toString()
            .matches("(?s).*at a growth of 1.4 a round it takes about \\d+ more rounds.*"),
        out.toString());
  }
}
