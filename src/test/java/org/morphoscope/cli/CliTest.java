package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.environment.Diagnostics;
import org.morphoscope.cli.option.Counts;
import org.morphoscope.compute.Nets;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.net.Activation;
import org.morphoscope.net.SeedStyle;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.service.Services;
import picocli.CommandLine;

@Timeout(60)
class CliTest {
  @TempDir Path temporary;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>(Map.of("os.name", "Linux"));
  private final List<OptionalInt> threads = new ArrayList<>();
  private final AtomicReference<Runnable> interrupt = new AtomicReference<>();
  private FakeEngine.Script script = new FakeEngine.Script();
  private int windows;
  private boolean terminal;
  private boolean healthy = true;
  private Path run;

  @BeforeEach
  void nameTheRun() {
    run = temporary.resolve("run");
  }

  @Test
  void growRecordsARunAndPrintsATable() throws IOException {
    assertEquals(
        0,
        execute(
            "grow",
            "--data",
            "generated",
            "--rounds",
            "4",
            "--seed",
            "7",
            "--out",
            run.toString()));
    assertEquals("", err.toString());
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.get(0).startsWith("New run 20260102-"), lines.get(0));
    String header =
        lines.stream().filter(l -> l.contains("held-out  splits")).findFirst().orElseThrow();
    int at = lines.indexOf(header);
    assertEquals(
        List.of(
            "round",
            "widths",
            "parameters",
            "train-loss",
            "valid-loss",
            "test-loss",
            "valid-acc",
            "test-acc",
            "predicted",
            "measured",
            "held-out",
            "splits",
            "prunes",
            "new",
            "seconds"),
        List.of(header.strip().split("\\s+")));
    for (int round = 0; round <= 4; round++) {
      assertTrue(
          lines.get(at + 1 + round).strip().startsWith(round + "  "), lines.get(at + 1 + round));
      assertEquals(header.length(), lines.get(at + 1 + round).length());
    }
    assertTrue(lines.get(lines.size() - 1).startsWith("Round 4 of 4 is done"));
    assertEquals(7, RunReader.open(run).config().seed());
    assertFalse(out.toString().contains("\r"));
  }

  @Test
  void optionsReachTheConfiguration() throws IOException {
    execute(
        "grow",
        "--data",
        "generated",
        "--seed-net",
        "tiny",
        "--rounds",
        "0",
        "--out",
        run.toString(),
        "--budget",
        "200k",
        "--growth",
        "1.5",
        "--mode",
        "sqrt",
        "--epochs",
        "2",
        "--first-epochs",
        "1",
        "--batch",
        "64",
        "--optimiser",
        "adam",
        "--schedule",
        "constant",
        "--tail",
        "7",
        "--hold",
        "0.25",
        "--tail-at",
        "10k,5000",
        "--train-limit",
        "500",
        "--validation",
        "0.2",
        "--no-augment",
        "--learn-samples",
        "300",
        "--learn-steps",
        "5",
        "--score-samples",
        "400",
        "--activation",
        "silu",
        "--dropout",
        "0.3",
        "--threads",
        "3");
    RunConfig config = RunReader.open(run).config();
    assertEquals(
        SeedNet.named("tiny").withStyle(new SeedStyle(Activation.SILU, 0.3)), config.seedNet());
    assertEquals(OptionalLong.of(200_000), config.limits().parameters());
    assertEquals(1.5, config.selection().growthFactor());
    assertEquals(CurvatureMode.SQRT, config.scoring().mode());
    assertEquals(
        new Training(
            Training.Optimiser.ADAM,
            0.002,
            0.9,
            5e-4,
            Training.Schedule.CONSTANT,
            64,
            1,
            2,
            false,
            new TailPlan(
                OptionalInt.of(7),
                OptionalLong.empty(),
                new TailAt(false, List.of(5000L, 10000L)),
                0.25),
            3),
        config.training());
    assertEquals(OptionalInt.of(500), config.data().trainLimit());
    assertEquals(0.2, config.data().validationShare());
    assertEquals(300, config.scoring().learnSamples());
    assertEquals(List.of(OptionalInt.of(3)), threads);
  }

  @Test
  void standardsAreThoseOfTheConfiguration() throws IOException {
    execute("grow", "--data", "generated", "--out", run.toString());
    assertEquals(RunConfig.standard("generated", "tiny", 4, 1), RunReader.open(run).config());
  }

  @ParameterizedTest
  @CsvSource({"200000,200000", "200k,200000", "1.5M,1500000", "2K,2000"})
  void countsAreUnderstood(String text, long count) {
    assertEquals(count, new Counts().convert(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grow --budget lots|expected a count",
        "grow --data nosuch|unknown kind of data",
        "grow --data cifar10|expected a folder after the colon",
        "grow --data generated:none|expected a number of training images",
        "grow --seed-net huge|chain:16-4-32-4 or dense:16-16, found 'huge'",
        "grow --activation gelu|expected relu, relu6, silu, leaky-relu, or leaky-relu:SLOPE",
        "grow --seed-net samples/architectures/bottleneck.json --activation silu|expected a seed net of a name beside it",
        "grow --dropout 1|dropout: expected a share from 0 to below 1, found 1.0",
        "grow --mode magic|unknown curvature mode 'magic'",
        "grow --growth 0.5|growth factor: expected above 1, to 16, found 0.5",
        "grow --growth 1.2 --lambda 1e-6|expected --growth or --lambda, found both",
        "grow --tail -1|epochs of the tail: expected 0 to 100000, found -1",
        "grow --tail-at some|expected last, all, or sizes such as 5k,10k, found 'some'",
        "grow --threads 0|--threads: expected 1 to 1,024, found 0",
        "grow --rounds x|expected a whole number from -2147483648 to 2147483647, found 'x'",
        "grow --rounds 99999999999|expected a whole number from -2147483648 to 2147483647",
        "grow --rounds 200000|rounds: expected 0 to 100000, found 200000",
        "grow --learning-rate 900|learning rate: expected above 0, to 10, found 900.0",
        "grow --learning-rate NaN|expected a number such as 0.1 or 1e-6, found 'NaN'",
        "grow --batch 1|batch size: expected 2 to 65536, found 1",
        "grow --budget 0|--budget: expected 1 to 1,000,000,000,000,000, found 0",
        "grow --budget 999999999999999m|expected a count from 1 to 1,000,000,000,000,000",
        "grow --pace factor --lambda 1e-6|expected --lambda or --pace factor, found both",
        "grow --pace to-budget --budget 9k --growth 2|expected --growth or --pace to-budget",
        "grow --optimiser adam --momentum 0.5|expected --momentum or --optimiser adam, found both",
        "grow --morphisms split --new-neurons 4|expected --new-neurons or --morphisms without new",
        "resume x --learning-rate 11|learning rate: expected above 0, to 10, found 11.0",
        "resume x --data nosuch|unknown kind of data",
        "compare --out x --parallel 0|--parallel: expected 1 to 1,024, found 0",
        "grow --colour|Unknown option: '--colour'",
        "resume|Missing required parameter: 'RUN'",
        "paint|Unmatched argument",
      })
  void wrongUsageIsOneSentenceAndExitCode2(String line, String part) {
    assertEquals(2, execute(line.split(" ")));
    assertTrue(err.toString().contains(part), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void whatCannotStartIsOneSentenceAndExitCode1() throws IOException {
    Files.createDirectory(run);
    Files.writeString(run.resolve("file"), "x");
    assertEquals(1, execute("grow", "--out", run.toString()));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("expected a new or empty folder"), err.toString());
    assertEquals(1, execute("resume", temporary.resolve("none").toString()));
    assertTrue(err.toString().contains("choose the folder of a run"), err.toString());
  }

  @Test
  void aFailedRunTellsWhyAndKeepsItsRounds() throws IOException {
    script =
        new FakeEngine.Script() {
          @Override
          public double lossFactor(int round, int epoch) {
            return round == 2 ? Double.NaN : 1;
          }
        };
    assertEquals(1, execute("grow", "--out", run.toString()));
    assertTrue(err.toString().startsWith("Training diverged in round 2"), err.toString());
    assertEquals(1, err.toString().lines().count());
    assertEquals(2, RunReader.open(run).summaries().size());
  }

  @Test
  void anInterruptStopsTheRunAndSaysHowToGoOn() throws IOException {
    script =
        new FakeEngine.Script() {
          @Override
          public void onBatch(String pass, int round, int batch) {
            if (round == 2 && pass.equals("train") && batch == 0) {
              Thread thread = new Thread(interrupt.get());
              thread.setDaemon(true);
              thread.start();
              pause(100);
            }
          }
        };
    assertEquals(130, execute("grow", "--out", run.toString()));
    assertTrue(err.toString().contains("can go on from the end of round 1"), err.toString());
    assertTrue(err.toString().contains("morphoscope resume " + run), err.toString());
    script = new FakeEngine.Script();
    assertEquals(0, execute("resume", run.toString(), "--rounds", "5"));
    assertTrue(out.toString().contains("Resumed run"), out.toString());
    assertEquals(6, RunReader.open(run).summaries().size());
  }

  @Test
  void aTerminalGetsAProgressBar() {
    terminal = true;
    execute("grow", "--rounds", "1", "--out", run.toString());
    assertTrue(
        out.toString().contains("\rround 1 of 1  score    [================] 100 %  0:00 left"),
        out.toString());
  }

  @Test
  void withoutADisplayTheWindowIsOneSentence() {
    assertEquals(1, execute());
    assertEquals(1, err.toString().lines().count());
    assertTrue(err.toString().contains("display") && err.toString().contains("morphoscope grow"));
    assertEquals(0, windows);
  }

  @ParameterizedTest
  @CsvSource({
    "DISPLAY,:0",
    "WAYLAND_DISPLAY,wayland-0",
    "glass.platform,Monocle",
    "os.name,Windows 11"
  })
  void withADisplayTheWindowOpens(String name, String value) {
    variables.put(name, value);
    properties.put(name, value);
    assertEquals(0, execute());
    assertEquals(1, windows);
  }

  @Test
  void theDoctorReportsAndFailsWhenTheSelfTestDoes() {
    assertEquals(0, execute("doctor"));
    for (String part :
        List.of("Morphoscope  0.0-test", "Java         17", "No GPU", "passed", "All is well")) {
      assertTrue(out.toString().contains(part), part + " in " + out);
    }
    healthy = false;
    assertEquals(1, execute("doctor"));
    assertTrue(out.toString().contains("failed: 1 + 1 should be 2, found 3"), out.toString());
  }

  @Test
  void aNetWithAColonInItsNameMakesAFolderThatEverySystemTakes() throws IOException {
    Path folder = Path.of("runs", "20260102-030405-chain-4-4-s1");
    Durable.deleteTree(folder); // of a build that was killed here
    try {
      assertEquals(0, execute("grow", "--seed-net", "chain:4-4", "--rounds", "0"), err.toString());
      assertTrue(RunReader.open(folder).info().runId().endsWith("-chain-4-4-s1"));
      assertEquals("chain:4-4", RunReader.open(folder).config().seedNet().name());
    } finally {
      Durable.deleteTree(folder);
    }
  }

  @Test
  void theRootOfTheDiskIsNoFileToWriteTo() throws IOException {
    assertEquals(
        0, execute("grow", "--data", "generated:64", "--rounds", "1", "--out", run.toString()));
    CommandLine line =
        Cli.create(
            environment(),
            List.of(
                new ExportCommand(threads -> Nets.fastTeam(2), System::nanoTime),
                new ReportCommand(threads -> Nets.fastTeam(2), System::nanoTime)));
    for (String[] command :
        new String[][] {
          {"export", run.toString(), "--figure", "loss", "--out", "/"},
          {"export", run.toString(), "--model", "onnx", "--out", "/"},
          {"export", run.toString(), "--events", "csv", "--out", "/"},
          {"export", run.toString(), "--table", "rounds", "--format", "md,csv", "--out", "/"},
          {"report", run.toString(), "--out", "/"},
          {"grow", "--rounds", "0", "--out", "/"}
        }) {
      StringWriter told = new StringWriter();
      line.setErr(new PrintWriter(told, true));
      int code = line.execute(command);
      assertTrue(code == 1 || code == 2, command[0] + command[2] + ": " + code + told);
      assertEquals(1, told.toString().lines().count(), told.toString());
      assertFalse(told.toString().contains("The program failed"), told.toString());
    }
  }

  @Test
  void helpAndVersionAreThere() {
    assertEquals(0, execute("--help"));
    assertEquals(0, execute("grow", "--help"));
    assertEquals(0, execute("--version"));
    assertEquals(0, execute("grow", "--version"));
    for (String part : List.of("grow", "resume", "doctor", "--seed-net", "Morphoscope 0.0-test")) {
      assertTrue(out.toString().contains(part), part);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int execute(String... arguments) {
    CommandLine line = Cli.create(environment(), List.of());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private CliEnvironment environment() {
    return new CliEnvironment(
        "0.0-test",
        n -> {
          threads.add(n);
          return Services.fake(script);
        },
        precision -> null,
        run -> windows++,
        new Diagnostics() {
          @Override
          public Map<String, String> versions() {
            return Map.of("Java", "17");
          }

          @Override
          public String backend() {
            return "No GPU is used.";
          }

          @Override
          public String selfTest() {
            if (!healthy) {
              throw new IllegalStateException("1 + 1 should be 2, found 3");
            }
            return "passed";
          }
        },
        action -> {
          interrupt.set(action);
          return () -> interrupt.set(null);
        },
        terminal,
        variables::get,
        properties::get,
        temporary.resolve("log"),
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
        () -> 0);
  }
}
