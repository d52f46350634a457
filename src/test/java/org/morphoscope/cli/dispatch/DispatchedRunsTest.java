package org.morphoscope.cli.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.cli.SharedComparison;

@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for Spark is a shell script")
class DispatchedRunsTest {
  @TempDir Path temporary;

  @Test
  void runsElsewhereGiveTheTableOfOneMachine() throws IOException {
    SharedComparison comparison = new SharedComparison(temporary);
    assertEquals(0, comparison.compare("one", name -> null), comparison.said());
    assertEquals(0, far(comparison, "none", "none"), comparison.said());
    for (String table : SharedComparison.TABLES) {
      assertEquals(comparison.table("one", table), comparison.table("far", table));
    }
    assertTrue(comparison.said().contains("random-seed2: round 1, widths"), comparison.said());
  }

  @Test
  void aRunThatFailsEverywhereLeavesTheOthers() throws IOException {
    SharedComparison comparison = new SharedComparison(temporary);
    assertEquals(1, far(comparison, "random-seed2", "none"), comparison.said());
    assertTrue(comparison.said().contains("random-seed2: as it was told, 100 %"));
    // its widths retrained wait for it
    assertTrue(comparison.said().contains("3 runs are not done"), comparison.said());
    assertEquals(0, far(comparison, "none", "none"), comparison.said());
  }

  @Test
  void aLostDispatcherIsToldWithItsLog() throws IOException {
    SharedComparison comparison = new SharedComparison(temporary);
    assertEquals(1, far(comparison, "none", "random-seed2"));
    assertTrue(comparison.said().contains("spark.log says why"), comparison.said());
  }

  @Test
  void noTaskIsForgottenWhenTheDispatcherEnds() throws Exception {
    Dispatcher dispatcher = Dispatcher.start(List.of("true"), temporary.resolve("log"));
    Queue<CompletableFuture<?>> tasks = new ConcurrentLinkedQueue<>();
    IntStream.range(0, 4_000)
        .parallel()
        .forEach(i -> tasks.add(dispatcher.submit("task" + i, List.of())));
    for (CompletableFuture<?> task : tasks) {
      String told =
          assertThrows(ExecutionException.class, () -> task.get(20, TimeUnit.SECONDS)).getMessage();
      assertTrue(told.contains("found that it ended"), told);
    }
    assertTrue(dispatcher.submit("late", List.of()).isCompletedExceptionally());
  }

  @Test
  void whatIsMissingIsToldInASentence() {
    SharedComparison comparison = new SharedComparison(temporary);
    assertEquals(1, comparison.compare("far", name -> null, "--on", "local[1]"));
    assertTrue(
        comparison.said().contains("expected Spark's folder in SPARK_HOME"), comparison.said());
  }

  @Test
  void optionsForThisMachineDoNotTravel() {
    RunTask task =
        new RunTask(
            "/opt/m",
            List.of("compare", "--on", "local[2]", "--parallel=3", "--json", "--seeds", "2"),
            4,
            temporary,
            true);
    assertEquals(
        List.of(
            "return",
            temporary.toString(),
            Path.of("").toAbsolutePath().toString(),
            "/opt/m",
            "compare",
            "--seeds",
            "2",
            "--parallel",
            "1",
            "--threads",
            "4",
            "--only",
            "random-seed1"),
        task.words("random-seed1"));
    List<String> odd = List.of("a b", "%2F", "", "Zürich\n+");
    assertEquals(odd, WordLine.of(WordLine.line(odd)));
  }

  /** Runs the comparison on a stand-in for Spark's start. */
  private int far(SharedComparison comparison, String fails, String dies) throws IOException {
    Path spark = Files.createDirectories(temporary.resolve("spark"));
    Files.createDirectories(spark.resolve("jars"));
    Path bin = Files.createDirectories(spark.resolve("bin"));
    Files.writeString(spark.resolve("morphoscope-spark.jar"), "");
    Path submit = bin.resolve("spark-submit");
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Files.writeString(
        submit,
        String.join(
            " ",
            "#!/bin/sh\nexec",
            "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "'",
            "-XX:TieredStopAtLevel=1 --add-modules=jdk.incubator.vector",
            "-cp '" + classes + "'",
            FakeSpark.class.getName(),
            fails,
            dies));
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwx------"));
    return comparison.compare(
        "far",
        name -> name.equals("SPARK_HOME") ? spark.toString() : null,
        "--on",
        "local[1]",
        "--on-program",
        "morphoscope");
  }
}
