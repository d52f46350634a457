package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.environment.Diagnostics;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.service.Services;
import picocli.CommandLine;

@Timeout(60)
class CompareCommandTest {
  /** A net of a file is the same in the plan and in the engine without numerics. */
  private static final String NET =
      """
      {"name": "two", "input": [3, 8, 8], "classes": 2, "nodes": [
        {"op": "conv", "width": 4, "kernel": 3}, {"op": "relu"},
        {"op": "conv", "width": 8, "kernel": 3}, {"op": "relu"},
        {"op": "global-average-pool"}]}
      """;

  @TempDir Path temporary;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<OptionalInt> threads = new ArrayList<>();
  private final AtomicReference<Runnable> interrupt = new AtomicReference<>();
  private final AtomicInteger batches = new AtomicInteger();
  private volatile int stopAt = Integer.MAX_VALUE;
  private volatile int interruptAt = Integer.MAX_VALUE;
  private volatile Thread caller;

  @Test
  void everyRunIsAFolderAndTheTableHasThemAll() throws IOException {
    assertEquals(0, compare("--parallel", "2", "--threads", "4", "--retrain"), err.toString());
    assertEquals(List.of(OptionalInt.of(2)), threads);
    for (String run : List.of("gauss-newton-seed1", "random-seed2", "scratch-seed2")) {
      assertTrue(RunReader.open(folder().resolve(run)).summaries().size() > 0, run);
    }
    String table = Files.readString(folder().resolve("comparison.md"));
    assertTrue(table.contains("14 of 14 runs are done"), table);
    assertTrue(table.contains("| retrain-random | 2 |"), table);
    assertTrue(Files.size(folder().resolve("comparison.json")) > 1000);
    assertTrue(Files.readString(folder().resolve("comparison.svg")).contains("<svg "));
  }

  @Test
  void whatIsDoneIsNotRunAgain() {
    assertEquals(0, compare());
    int before = batches.get();
    assertEquals(0, compare());
    assertEquals(before, batches.get());
  }

  @Test
  void anInterruptedComparisonGoesOnWhereItWas() throws IOException {
    stopAt = 30;
    assertEquals(130, compare());
    String half = Files.readString(folder().resolve("comparison.md"));
    assertFalse(half.contains("6 of 6 runs are done"), half);
    assertTrue(err.toString().contains("the same command goes on"), err.toString());
    stopAt = Integer.MAX_VALUE;
    assertEquals(0, compare());
    String whole = Files.readString(folder().resolve("comparison.md"));
    assertTrue(whole.contains("6 of 6 runs are done"), whole);
  }

  @Test
  void aCallerThatIsInterruptedEndsAllRuns() throws InterruptedException {
    interruptAt = 30;
    caller = Thread.currentThread();
    assertEquals(130, compare());
    int before = batches.get();
    Thread.sleep(300);
    assertEquals(before, batches.get(), "a run goes on unseen");
    interruptAt = Integer.MAX_VALUE;
    assertEquals(0, compare());
  }

  @Test
  void runsThatWereBegunBeforeGoOnAsTheyWere() throws IOException {
    assertEquals(0, compare("--match", "epochs"));
    // the tables of then did not have the settings
    Files.delete(folder().resolve("comparison.json"));
    Path begun = folder().resolve("gauss-newton-seed1").resolve("run.json");
    Files.writeString(begun, Files.readString(begun).replaceAll(",\\s*\"numerics\" : 2", ""));
    assertEquals(1, RunReader.open(folder().resolve("gauss-newton-seed1")).config().numerics());
    assertEquals(1, compare("--match", "epochs"));
    assertTrue(err.toString().contains("random-seed1"), err.toString());
    for (String run : List.of("random-seed1", "scratch-seed1")) {
      Path info = folder().resolve(run).resolve("run.json");
      Files.writeString(info, Files.readString(info).replaceAll(",\\s*\"numerics\" : 2", ""));
    }
    deleteFolders(run -> run.endsWith("-seed2"));
    assertEquals(0, compare("--match", "epochs"), err.toString());
    assertEquals(1, RunReader.open(folder().resolve("random-seed2")).config().numerics());
  }

  private void deleteFolders(Predicate<String> which) throws IOException {
    try (Stream<Path> runs = Files.list(folder())) {
      for (Path run : runs.filter(Files::isDirectory).toList()) {
        if (which.test(run.getFileName().toString())) {
          Durable.deleteTree(run);
        }
      }
    }
  }

  @Test
  void theFinishedNetAndItsCostStandInTheTable() throws IOException {
    assertEquals(0, compare("--retrain"));
    JsonNode runs =
        new ObjectMapper().readTree(folder().resolve("comparison.json").toFile()).get("runs");
    int retrained = 0;
    for (JsonNode run : runs) {
      RunReader reader = RunReader.open(folder().resolve(run.get("folder").asText()));
      RoundSummary last = reader.summaries().get(reader.summaries().size() - 1);
      assertEquals(last.testLoss().orElseThrow(), run.get("testLoss").asDouble());
      assertEquals(last.multiplyAccumulates(), run.get("macs").asLong());
      assertEquals(last.compute().orElseThrow().training(), run.get("trainCompute").asLong());
      assertEquals(last.compute().orElseThrow().search(), run.get("searchCompute").asLong());
      assertTrue(run.get("epochs").asInt() >= last.tail().map(t -> t.epochs()).orElse(0));
      assertFalse(run.get("strategy").asText().contains("retrain"));
      retrained += run.get("retrained").asBoolean() ? 1 : 0;
    }
    assertEquals(8, retrained);
  }

  @Test
  void everyEntryCostsWhatTheReferenceOfItsSeedDoes() throws IOException {
    assertEquals(
        0,
        compare(
            "--retrain",
            "--first-epochs",
            "12",
            "--strategies",
            "gauss-newton,random,scratch,scratch-epochs,scratch-cosine,scratch-widths,not-grown"),
        err.toString());
    Map<Long, JsonNode> references = new HashMap<>();
    int matched = 0;
    for (JsonNode run : runs()) {
      if (run.get("reference").asBoolean()) {
        references.put(run.get("seed").asLong(), run);
        continue;
      }
      JsonNode reference = references.get(run.get("seed").asLong());
      assertEquals(600, run.get("trainImages").asInt());
      if (run.get("match").asText().equals("epochs")) {
        assertEquals(reference.get("epochs"), run.get("epochs"));
        continue;
      }
      double ratio = total(run) / total(reference);
      double epoch = 3.0 * 512 * run.get("macs").asLong() / total(reference);
      assertTrue(Math.abs(ratio - 1) <= 0.51 * epoch, run.get("folder") + ": " + ratio);
      assertTrue(epoch > 0.06 || Math.abs(ratio - 1) < 0.031, run.get("folder") + ": " + ratio);
      matched++;
    }
    assertEquals(2 * (5 + 2), matched);
  }

  private static double total(JsonNode run) {
    return run.get("trainCompute").asLong() + run.get("searchCompute").asLong();
  }

  private JsonNode runs() throws IOException {
    return new ObjectMapper().readTree(folder().resolve("comparison.json").toFile()).get("runs");
  }

  @Test
  void itGoesOnFromItsTableWithoutTheFolders() throws IOException {
    assertEquals(0, compare());
    String whole = Files.readString(folder().resolve("comparison.json"));
    int before = batches.get();
    deleteFolders(run -> true);
    assertEquals(0, compare(), err.toString());
    assertEquals(before, batches.get());
    assertEquals(whole, Files.readString(folder().resolve("comparison.json")));
    // the widths that were found are in the table too
    assertEquals(0, compare("--retrain"), err.toString());
    String retrained = Files.readString(folder().resolve("comparison.md"));
    assertTrue(retrained.contains("14 of 14 runs are done"), retrained);
    assertTrue(batches.get() > before, retrained);
    assertFalse(Files.exists(folder().resolve("random-seed2")));
    // further seeds and strategies join what is there
    assertEquals(
        0,
        compare("--seed", "3", "--seeds", "1", "--strategies", "gauss-newton,uniform"),
        err.toString());
    assertEquals(
        List.of("1", "2", "3"),
        runs().findValuesAsText("seed").stream().distinct().sorted().toList());
    assertTrue(runs().findValuesAsText("strategy").contains("scratch"));
    assertTrue(
        Files.readString(folder().resolve("comparison.md")).contains("random-seed3 (missing)"));
  }

  @Test
  void theRateIsChosenOnceFromScratchAndIsTheSameForAll() throws IOException {
    String[] tuned = {"--tune-rate", "--seeds", "1", "--strategies", "gauss-newton,scratch"};
    assertEquals(0, compare(tuned), err.toString());
    JsonNode settings =
        new ObjectMapper().readTree(folder().resolve("comparison.json").toFile()).get("settings");
    JsonNode tuning = settings.get("tuning");
    assertEquals(5, tuning.get("tries").size());
    assertEquals(1_000_000, tuning.get("seed").asInt());
    double best = Double.MAX_VALUE;
    double rate = 0;
    long compute = 0;
    for (JsonNode each : tuning.get("tries")) {
      compute += each.get("compute").asLong();
      if (each.get("validationLoss").asDouble() < best) {
        best = each.get("validationLoss").asDouble();
        rate = each.get("learningRate").asDouble();
      }
    }
    assertEquals(rate, tuning.get("learningRate").asDouble());
    assertEquals(rate, settings.get("learningRate").asDouble());
    assertEquals(0.05, settings.at("/config/training/learningRate").asDouble());
    assertEquals(compute, tuning.get("compute").asLong());
    for (String run : List.of("gauss-newton-seed1", "scratch-seed1")) {
      RunConfig config = RunReader.open(folder().resolve(run)).config();
      assertEquals(rate, config.training().learningRate(), run);
    }
    int before = batches.get();
    deleteFolders(run -> true);
    assertEquals(0, compare(tuned), err.toString());
    assertEquals(before, batches.get());
    assertEquals(1, compare("--seeds", "1", "--strategies", "gauss-newton,scratch"));
    assertTrue(err.toString().contains("expected tune-rate true"), err.toString());
  }

  @Test
  void thePlateauFromScratchIsToldAndGoneOnWith() throws IOException {
    String[] asked = {
      "--seeds", "1", "--strategies", "gauss-newton,scratch", "--scratch-plateau", "50%"
    };
    assertEquals(0, compare(asked), err.toString());
    assertTrue(
        Files.readString(folder().resolve("comparison.md"))
            .contains("the full rate for 50% of their epochs"));
    JsonNode settings =
        new ObjectMapper().readTree(folder().resolve("comparison.json").toFile()).get("settings");
    assertEquals("50%", settings.get("scratchPlateau").asText());
    int before = batches.get();
    deleteFolders(run -> true);
    assertEquals(0, compare(asked), err.toString());
    assertEquals(before, batches.get());
    assertEquals(1, compare("--seeds", "1", "--strategies", "gauss-newton,scratch"));
    assertTrue(
        err.toString()
            .contains(
                "expected scratch-plateau 50%, as the comparison was begun with, found nothing"),
        err.toString());
  }

  @Test
  void thePlanOfAFileGoesOnFromItsTables() throws IOException {
    Path net = temporary.resolve("net.json");
    Files.writeString(net, NET);
    Path plan = temporary.resolve("plan.txt");
    Files.writeString(
        plan,
        """
        --seeds 1 --rounds 2 --epochs 1 --first-epochs 1 --budget 1500 --seed-net {net}
        [one]
        --strategies gauss-newton,scratch
        [two]
        --strategies random
        """);
    String[] command = {
      "plan",
      plan.toString(),
      "--place",
      "net=" + net,
      "--runs",
      temporary.resolve("work").toString(),
      "--out",
      folder().toString()
    };
    assertEquals(0, execute(command), err.toString());
    for (String name : List.of("one", "two")) {
      assertTrue(Files.exists(folder().resolve(name).resolve("comparison.json")), name);
      assertTrue(Files.exists(folder().resolve(name).resolve("comparison.md")), name);
    }
    assertFalse(Files.exists(folder().resolve("one").resolve("scratch-seed1")));
    int before = batches.get();
    Durable.deleteTree(temporary.resolve("work"));
    assertEquals(0, execute(command), err.toString());
    assertEquals(before, batches.get());
    assertEquals(2, execute("plan", plan.toString(), "--out", folder().toString()));
    assertTrue(err.toString().contains("say it with --place net=DIR"), err.toString());
  }

  @Test
  void thePlanThatComesWithTheProgramIsUnderstood() throws IOException {
    assertEquals(
        0,
        execute(
            "plan",
            "samples/comparisons/plan.txt",
            "--list",
            "--place",
            "cifar10=a",
            "--place",
            "fashion=b",
            "--place",
            "cifar100=c",
            "--out",
            folder().toString()),
        err.toString());
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.size() > 3, out.toString());
    for (String line : lines) {
      // read as a command line, without running it
      String[] words = line.substring(line.indexOf("compare ")).split(" ");
      CommandLine.ParseResult parsed =
          Cli.create(environment(), List.of()).parseArgs(words).subcommand();
      assertTrue(parsed.hasMatchedOption("--strategies"), line);
    }
  }

  @Test
  void theFirstStrategyAndTheMatchingStay() {
    assertEquals(0, compare("--seeds", "1"));
    assertEquals(1, compare("--seeds", "1", "--strategies", "random,gauss-newton"));
    assertTrue(err.toString().contains("expected first strategy gauss-newton"), err.toString());
    assertEquals(1, compare("--seeds", "1", "--match", "epochs"));
    assertTrue(err.toString().contains("expected match compute"), err.toString());
  }

  @Test
  void aTableWithoutSettingsIsNotOverwritten() throws IOException {
    assertEquals(0, compare("--seeds", "1"));
    Path table = folder().resolve("comparison.json");
    JsonNode old = new ObjectMapper().readTree(table.toFile());
    ((ObjectNode) old.get("settings")).remove(List.of("config", "match"));
    Files.writeString(table, old.toString());
    deleteFolders(run -> run.startsWith("scratch"));
    assertEquals(1, compare("--seeds", "1"));
    assertTrue(err.toString().contains("without the folder scratch-seed1"), err.toString());
    assertEquals(old.toString(), Files.readString(table));
  }

  @Test
  void aFolderOfAnotherComparisonIsRefused() {
    assertEquals(0, compare());
    assertEquals(1, compare("--learning-rate", "0.04"));
    assertTrue(
        err.toString()
            .contains(
                "expected learningRate 0.05, as the comparison was begun with, found 0.04; choose"),
        err.toString());
  }

  @Test
  void optionsThatWouldFavourOneAreRefused() {
    for (String[] option :
        new String[][] {{"--strategy", "random"}, {"--pace", "factor"}, {"--lambda", "1e-6"}}) {
      assertEquals(2, compare(option));
      assertTrue(err.toString().contains(option[0] + ": not an option of compare"), option[0]);
    }
    assertEquals(2, compare("--seeds", "0"));
    assertTrue(err.toString().contains("seeds: expected 1 to 1000, found 0"), err.toString());
    assertEquals(2, compare("--budget", "10"));
    assertTrue(err.toString().contains("budget: expected at least the"), err.toString());
  }

  @Test
  void withoutABudgetTheGrowthFactorLeadsToOne() throws IOException {
    assertEquals(
        0,
        execute(
            "compare",
            "--data",
            "generated:64",
            "--preset",
            "gentle",
            "--rounds",
            "2",
            "--seeds",
            "1",
            "--strategies",
            "random",
            "--out",
            folder().toString()));
    RunConfig config = RunReader.open(folder().resolve("random-seed1")).config();
    long seed = RunReader.open(folder().resolve("random-seed1")).summaries().get(0).parameters();
    assertTrue(config.limits().parameters().orElseThrow() > 1.5 * seed);
    assertEquals(0.01, config.training().learningRate());
    assertEquals(8, config.training().firstEpochs());
    assertEquals(1, config.training().epochsPerRound());
    assertEquals(Selection.Pace.TO_BUDGET, config.selection().pace());
  }

  @Test
  void thePresetGivesWayToWhatIsSaid() throws IOException {
    Path run = temporary.resolve("run");
    assertEquals(
        0,
        execute(
            "grow",
            "--preset",
            "gentle",
            "--rounds",
            "1",
            "--epochs",
            "2",
            "--out",
            run.toString()));
    RunConfig config = RunReader.open(run).config();
    assertEquals(1.25, config.selection().growthFactor());
    assertEquals(0.01, config.training().learningRate());
    assertEquals(2, config.training().epochsPerRound());
    assertEquals(2, execute("grow", "--preset", "bold"));
    assertTrue(
        err.toString().contains("expected standard, gentle or early, found 'bold'"),
        err.toString());
  }

  @Test
  void theEarlyPresetGrowsFirstAndSettlesInItsTail() throws IOException {
    Path run = temporary.resolve("early");
    assertEquals(
        0,
        execute(
            "grow", "--preset", "early", "--rounds", "0", "--tail", "1", "--out", run.toString()));
    RunConfig config = RunReader.open(run).config();
    assertEquals(2, config.training().firstEpochs());
    assertEquals(1, config.training().epochsPerRound());
    assertEquals(0.65, config.training().tail().hold());
    assertEquals(OptionalInt.of(1), config.training().tail().epochs());
    assertEquals(Selection.Start.FRESH, config.selection().start());
    assertEquals(Set.of(MorphKind.SPLIT), config.selection().kinds());
    assertEquals(1, config.selection().otherShare());
  }

  @Test
  void theTailOfThePresetIsForItsOwnSchedule() throws IOException {
    assertEquals(
        0,
        execute(
            "grow",
            "--preset",
            "early",
            "--schedule",
            "cosine",
            "--first-epochs",
            "1",
            "--rounds",
            "0",
            "--out",
            temporary.resolve("cosine").toString()));
    TailPlan tail = RunReader.open(temporary.resolve("cosine")).config().training().tail();
    assertEquals(OptionalInt.empty(), tail.epochs());
    assertEquals(0, tail.hold());
  }

  private Path folder() {
    return temporary.resolve("comparison");
  }

  private int compare(String... more) {
    Path net = temporary.resolve("net.json");
    try {
      Files.writeString(net, NET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "compare",
                "--seed-net",
                net.toString(),
                "--data",
                "generated:64",
                "--rounds",
                "2",
                "--epochs",
                "1",
                "--out",
                folder().toString()));
    if (!List.of(more).contains("--first-epochs")) {
      arguments.addAll(List.of("--first-epochs", "1"));
    }
    if (!List.of(more).contains("--strategies")) {
      arguments.addAll(List.of("--strategies", "gauss-newton,random,scratch"));
    }
    if (!List.of(more).contains("--seeds")) {
      arguments.addAll(List.of("--seeds", "2"));
    }
    if (!List.of(more).contains("--budget")) {
      arguments.addAll(List.of("--budget", "1500"));
    }
    arguments.addAll(List.of(more));
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    CommandLine line = Cli.create(environment(), List.of());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private void onBatch() {
    int batch = batches.incrementAndGet();
    if (batch == interruptAt) {
      caller.interrupt();
    }
    if (batch == stopAt) {
      // a shutdown hook runs on a thread of its own
      Thread hook = new Thread(interrupt.get());
      hook.setDaemon(true);
      hook.start();
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private CliEnvironment environment() {
    FakeEngine.Script script =
        new FakeEngine.Script() {
          @Override
          public void onBatch(String pass, int round, int batch) {
            CompareCommandTest.this.onBatch();
          }
        };
    return new CliEnvironment(
        "0.0-test",
        n -> {
          threads.add(n);
          return Services.fake(script);
        },
        precision -> null,
        run -> {},
        new Diagnostics() {
          @Override
          public Map<String, String> versions() {
            return Map.of();
          }

          @Override
          public String backend() {
            return "";
          }

          @Override
          public String selfTest() {
            return "";
          }
        },
        action -> {
          interrupt.set(action);
          return () -> interrupt.set(null);
        },
        false,
        name -> null,
        name -> null,
        temporary.resolve("log"),
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
        () -> 0);
  }
}
