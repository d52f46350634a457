package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.service.Services;
import picocli.CommandLine;

/** Another process is killed at every stage of a run; what it leaves goes on as if nothing was. */
@Timeout(120)
class KilledProcessTest {
  private static final List<String> GROW =
      List.of(
          "grow",
          "--data",
          "generated",
          "--rounds",
          "2",
          "--first-epochs",
          "1",
          "--epochs",
          "1",
          "--out");

  @TempDir Path temporary;

  @Test
  void aRunThatIsKilledAgainAndAgainIsTheRunThatWasNot() throws Exception {
    Path whole = temporary.resolve("whole");
    inProcess(concat(GROW, whole.toString()));
    Path run = temporary.resolve("run");
    killAt("train 0", 0, concat(GROW, run.toString()));
    for (String moment : List.of("save", "refresh 1", "learn 1", "score 1")) {
      killAt(moment, 3, resume(run));
    }
    killAt("save", 15, resume(run));
    killAt("measure", 0, resume(run));
    killAt("save", 40, resume(run));
    killAt("evaluate 2", 5, resume(run));
    killAt("tail 2", 15, resume(run));
    killAt("tail 2", 55, resume(run));
    inProcess(resume(run));
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("events.jsonl")),
        Files.readAllBytes(run.resolve("events.jsonl")));
    assertEquals(
        Files.readString(whole.resolve("summary.json")),
        Files.readString(run.resolve("summary.json")));
    assertEquals(
        -1,
        Files.mismatch(
            whole.resolve("checkpoints/round-002/slot0.W1.npy"),
            run.resolve("checkpoints/round-002/slot0.W1.npy")));
    assertEquals(
        -1,
        Files.mismatch(
            whole.resolve("checkpoints/round-002.tail/slot0.W1.npy"),
            run.resolve("checkpoints/round-002.tail/slot0.W1.npy")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTerminatedProgramStopsCleanlyAndKeepsTheRunToItself() throws Exception {
    Path run = temporary.resolve("run");
    Process process = start(List.of("grow", "--rounds", "500", "--out", run.toString()));
    try (BufferedReader err = reader(process)) {
      await("score 1", err);
      StringWriter refusal = new StringWriter();
      CommandLine second = Cli.create(FakeProgram.environment(new FakeProgram.Quick()), List.of());
      second.setErr(new PrintWriter(refusal, true));
      assertEquals(1, second.execute("resume", run.toString()));
      assertTrue(refusal.toString().contains("under way"), refusal.toString());
      process.toHandle().destroy(); // Process.destroy would close the streams too
      String rest = String.join("\n", err.lines().toList());
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      assertTrue(rest.contains("can go on from the end of round "), rest);
      assertTrue(rest.contains("morphoscope resume " + run), rest);
      assertEquals(128 + 15, process.exitValue());
    }
    inProcess(List.of("resume", run.toString(), "--rounds", "0"));
  }

  @Test
  void aLayerThatWasLockedWhileTheRunWaitedForADecisionIsLockedAfterTheKill() throws Exception {
    Path run = temporary.resolve("run");
    killAt("locked", 0, start(WaitingProgram.class, List.of(run.toString())));
    List<GrowthEvent> events = new CopyOnWriteArrayList<>();
    Services.fake(new FakeProgram.Quick()).resume(run, Decider.automatic(), events::add).await();
    List<Proposal> proposals =
        events.stream()
            .filter(GrowthEvent.Proposed.class::isInstance)
            .map(event -> ((GrowthEvent.Proposed) event).proposal())
            .toList();
    assertEquals(2, proposals.size());
    for (Proposal proposal : proposals) {
      assertEquals(List.of(WaitingProgram.LOCKED), proposal.locked());
    }
  }

  private static List<String> resume(Path run) {
    return List.of("resume", run.toString());
  }

  private static List<String> concat(List<String> start, String last) {
    List<String> all = new ArrayList<>(start);
    all.add(last);
    return all;
  }

  private static void inProcess(List<String> arguments) {
    CommandLine line = Cli.create(FakeProgram.environment(new FakeProgram.Quick()), List.of());
    StringWriter text = new StringWriter();
    line.setOut(new PrintWriter(text, true));
    line.setErr(new PrintWriter(text, true));
    assertEquals(0, line.execute(arguments.toArray(String[]::new)), text.toString());
  }

  private static void killAt(String moment, long millisAfter, List<String> arguments)
      throws IOException, InterruptedException {
    killAt(moment, millisAfter, start(arguments));
  }

  private static void killAt(String moment, long millisAfter, Process process)
      throws IOException, InterruptedException {
    try (BufferedReader err = reader(process)) {
      await(moment, err);
      Thread.sleep(millisAfter);
      process.destroyForcibly();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    }
  }

  private static BufferedReader reader(Process process) {
    return process.errorReader(StandardCharsets.UTF_8);
  }

  private static void await(String moment, BufferedReader err) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      seen.append(line).append('\n');
      if (line.startsWith(moment)) {
        return;
      }
    }
    throw new AssertionError("ended before '" + moment + "':\n" + seen);
  }

  private static Process start(List<String> arguments) throws IOException {
    return start(FakeProgram.class, arguments);
  }

  private static Process start(Class<?> program, List<String> arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                classPath,
                program.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }
}
