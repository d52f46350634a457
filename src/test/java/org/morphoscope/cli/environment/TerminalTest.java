package org.morphoscope.cli.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.cli.Cli;
import org.morphoscope.cli.FakeProgram;
import org.morphoscope.journal.RunReader;
import picocli.CommandLine;

/** Readers that go away, languages and encodings of the system, errors of the machine. */
@Timeout(60)
class TerminalTest {
  @TempDir Path temporary;
  private final StringWriter err = new StringWriter();

  @Test
  void aReaderThatHasEnoughEndsTheRunQuietlyAndTheRunGoesOnLater() throws IOException {
    Path run = temporary.resolve("run");
    assertEquals(141, execute(new ClosingPipe(2, "Broken pipe"), grow(run)));
    assertEquals("", err.toString());
    assertTrue(RunReader.open(run).summaries().size() < 6);
    assertEquals(0, execute(new ClosingPipe(1000, ""), "resume", run.toString()));
    Path whole = temporary.resolve("whole");
    assertEquals(0, execute(new ClosingPipe(1000, ""), grow(whole)));
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("events.jsonl")),
        Files.readAllBytes(run.resolve("events.jsonl")));
  }

  @Test
  void aComparisonWithoutAReaderEndsToo() {
    String[] compare = {
      "compare",
      "--data",
      "generated:64",
      "--rounds",
      "2",
      "--budget",
      "20k",
      "--seeds",
      "3",
      "--strategies",
      "random,uniform",
      "--out",
      temporary.resolve("comparison").toString()
    };
    assertEquals(141, execute(new ClosingPipe(2, "Broken pipe"), compare));
    assertEquals("", err.toString());
    assertEquals(0, execute(new ClosingPipe(1000, ""), compare));
  }

  @Test
  void anOutputThatCannotBeWrittenIsTold() {
    StringWriter told = new StringWriter();
    OutputStream full =
        new Terminal.Watched(new ClosingPipe(0, "No space left"), new PrintWriter(told, true));
    PrintWriter out = new PrintWriter(full, true, StandardCharsets.UTF_8);
    out.println("one");
    out.println("two");
    assertTrue(out.checkError());
    assertEquals(
        "Standard output cannot be written (No space left)." + System.lineSeparator(),
        told.toString());
  }

  @Test
  void aLanguageWithDigitsOfItsOwnChangesNoFile() throws IOException {
    Path english = temporary.resolve("english");
    Path egyptian = temporary.resolve("egyptian");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(0, execute(new ClosingPipe(1000, ""), grow(egyptian)), err.toString());
    } finally {
      Locale.setDefault(before);
    }
    assertEquals(0, execute(new ClosingPipe(1000, ""), grow(english)));
    assertEquals(files(english), files(egyptian));
    for (String file : files(english)) {
      if (file.equals("epochs.jsonl")) {
        continue; // names every writing by a number of its own
      }
      assertEquals(
          -1, Files.mismatch(english.resolve(file), egyptian.resolve(file)), "content of " + file);
    }
  }

  @Test
  void theEncodingOfAStreamIsTheNearestThatTheSystemNames() {
    assertEquals(
        StandardCharsets.UTF_8,
        Terminal.encoding(
            Map.of("stdout.encoding", "UTF-8", "native.encoding", "ISO-8859-1")::get, "stdout"));
    assertEquals(
        StandardCharsets.ISO_8859_1,
        Terminal.encoding(Map.of("native.encoding", "ISO-8859-1")::get, "stderr"));
    assertEquals(
        StandardCharsets.UTF_8,
        Terminal.encoding(Map.of("native.encoding", "no-such-one")::get, "stderr"));
  }

  @Test
  void lettersThatTheLocaleLacksAreToldWithTheRemedy() {
    Map<String, String> properties = Map.of("sun.jnu.encoding", "ANSI_X3.4-1968");
    String told =
        LocaleCheck.complaint(
                new String[] {"grow", "--data", "images:Fr\uFFFD\uFFFDchte"},
                properties::get,
                Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8")::get)
            .orElseThrow();
    assertTrue(told.contains("encoding ANSI_X3.4-1968 of this locale (LC_ALL=C)"), told);
    assertTrue(told.contains("LC_ALL=C.UTF-8"), told);
    assertTrue(
        LocaleCheck.complaint(new String[] {"Fr\u00FCchte"}, properties::get, name -> null)
            .isEmpty());
  }

  @Test
  void anErrorOfTheMachineIsOneSentenceToo() {
    CommandLine line =
        Cli.create(
            FakeProgram.environment(new FakeProgram.Quick()), List.of(new Failing(temporary)));
    for (String way : List.of("memory", "link", "bare", "unchecked")) {
      StringWriter told = new StringWriter();
      line.setErr(new PrintWriter(told, true));
      assertEquals(1, line.execute("fail", way), way);
      assertEquals(1, told.toString().lines().count(), told.toString());
      assertTrue(told.toString().strip().endsWith("."), told.toString());
    }
  }

  private String[] grow(Path run) {
    return new String[] {
      "grow",
      "--data",
      "generated:64",
      "--rounds",
      "5",
      "--epochs",
      "1",
      "--first-epochs",
      "1",
      "--out",
      run.toString()
    };
  }

  private static List<String> files(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private int execute(OutputStream out, String... arguments) {
    CommandLine line = Cli.create(FakeProgram.environment(new FakeProgram.Quick()), List.of());
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  /** A pipe whose reader takes a number of lines. */
  private static final class ClosingPipe extends OutputStream {
    private final int most;
    private final String failure;
    private int lines;

    ClosingPipe(int most, String failure) {
      this.most = most;
      this.failure = failure;
    }

    @Override
    public void write(int b) throws IOException {
      if (lines >= most) {
        throw new IOException(failure);
      }
      lines += b == '\n' ? 1 : 0;
    }
  }

  /** Fails in the ways that are no ordinary exceptions. */
  @CommandLine.Command(name = "fail")
  private static final class Failing implements Callable<Integer> {
    private final Path folder;

    @CommandLine.Parameters private String way;

    Failing(Path folder) {
      this.folder = folder;
    }

    @Override
    public Integer call() throws Exception {
      switch (way) {
        case "memory" -> throw new OutOfMemoryError("Java heap space");
        case "link" -> throw new NoSuchMethodError("'void gone()'");
        case "bare" -> Files.readAllBytes(folder.resolve("no\nsuch"));
        default ->
            throw new java.io.UncheckedIOException(new IOException("the disk is full; free some."));
      }
      return 0;
    }
  }
}
