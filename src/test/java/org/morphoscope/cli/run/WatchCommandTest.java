package org.morphoscope.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.print.Errors;
import picocli.CommandLine;

@Timeout(60)
class WatchCommandTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");

  @TempDir Path run;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Runnable> interrupts = new ArrayList<>();
  private final AtomicInteger code = new AtomicInteger(-1);
  private List<String> lines;

  @BeforeEach
  void describe() throws IOException {
    Files.copy(SAMPLE.resolve("run.json"), run.resolve("run.json"));
    lines = Files.readAllLines(SAMPLE.resolve("events.jsonl"));
  }

  private int watch(Path folder, boolean terminal) {
    CommandLine line =
        new CommandLine(
            new WatchCommand(
                new CliEnvironment(
                    "0.0-test",
                    threads -> null,
                    precision -> null,
                    run -> {},
                    null,
                    action -> {
                      interrupts.add(action);
                      return () -> {};
                    },
                    terminal,
                    name -> null,
                    name -> null,
                    folder,
                    Clock.systemUTC(),
                    System::nanoTime)));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(Errors::failure);
    return line.execute(folder.toString());
  }

  private void write(int from, int to) throws IOException {
    Files.writeString(
        run.resolve("events.jsonl"),
        String.join("\n", lines.subList(from, to)) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private int line(String type, int round) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("{\"v\":1,\"type\":\"" + type + "\",\"round\":" + round)) {
        return i;
      }
    }
    throw new IllegalArgumentException(type + " " + round);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Thread.sleep(20);
    }
  }

  private static String told(StringWriter writer) {
    // written by another thread
    synchronized (writer.getBuffer()) {
      return writer.toString();
    }
  }

  @Test
  void aRunIsFollowedToItsEndWithTheQuestionThatWaits() throws Exception {
    int asked = line("decided", 2);
    write(0, asked);
    Thread watcher = new Thread(() -> code.set(watch(run, false)));
    watcher.start();
    await(() -> told(out).contains("waits for a decision"));
    String first = told(out);
    assertTrue(first.startsWith("New run "), first);
    assertTrue(first.contains("held-out  splits"), "the rounds so far as a table: " + first);
    assertTrue(first.contains("round 2: "), first);
    assertFalse(first.contains("round 1: "), "what is in the table needs no line: " + first);
    assertTrue(first.contains("round 2 of 4  waits for a decision, for 0:0"), first);
    write(asked, lines.size());
    watcher.join();
    assertEquals(0, code.get());
    String all = told(out);
    assertEquals(first, all.substring(0, first.length()));
    assertEquals(2, all.split("held-out {2}splits", -1).length - 1, all);
    assertTrue(all.lines().reduce((a, b) -> b).get().startsWith("Round 4 of 4 is done"), all);
    assertEquals("", told(err));
    assertFalse(all.contains("\r"));
  }

  @Test
  void aTerminalShowsWhatIsDoneNowAndAnInterruptLeavesTheRun() throws Exception {
    write(0, line("epoch", 1) + 1);
    Thread watcher = new Thread(() -> code.set(watch(run, true)));
    watcher.start();
    await(() -> told(out).contains("\rround 1 of 4  train    [====="));
    interrupts.get(0).run();
    assertTrue(told(err).contains("The run goes on."), told(err));
    watcher.interrupt();
    watcher.join();
    assertEquals(line("epoch", 1) + 1, Files.readAllLines(run.resolve("events.jsonl")).size());
    assertFalse(Files.exists(run.resolve("run.lock")), "watching takes no lock");
  }

  @Test
  void aFinishedRunIsToldAtOnce() throws IOException {
    write(0, lines.size());
    assertEquals(0, watch(run, false));
    assertEquals(1, told(out).split("held-out {2}splits", -1).length - 1, told(out));
    assertFalse(told(out).contains("round 1: "), told(out));
  }

  @Test
  void aRunThatWasStoppedEndsTheWatchingAsItEndedItself() throws IOException {
    write(0, line("round-finished", 1) + 1);
    Files.writeString(
        run.resolve("events.jsonl"),
        "{\"v\":1,\"type\":\"run-ended\",\"round\":1,\"reason\":\"stopped\","
            + "\"message\":\"Stopped.\"}\n",
        StandardOpenOption.APPEND);
    assertEquals(130, watch(run, false));
    assertEquals("Stopped.", told(err).strip());
  }

  @Test
  void aFolderWithoutARunIsOneSentence() {
    assertEquals(1, watch(run.resolve("nowhere"), false));
    assertEquals(1, told(err).lines().count(), told(err));
    assertTrue(told(err).contains("choose the folder of a run"), told(err));
  }
}
