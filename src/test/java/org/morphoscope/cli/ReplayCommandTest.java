package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.print.Errors;
import picocli.CommandLine;

class ReplayCommandTest {
  @TempDir Path folder;

  private final List<Optional<Path>> opened = new ArrayList<>();
  private CliEnvironment.Look look;
  private final StringWriter err = new StringWriter();

  private int run(Path run) {
    CommandLine line = new CommandLine(new ReplayCommand(environment()));
    return line(line).execute(run.toString());
  }

  private CommandLine line(CommandLine line) {
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(Errors::failure);
    return line;
  }

  private CliEnvironment environment() {
    UnaryOperator<String> properties =
        name -> "glass.platform".equals(name) ? "Monocle" : "os.name".equals(name) ? "Linux" : null;
    return new CliEnvironment(
        "0.0-test",
        threads -> null,
        precision -> null,
        first -> {
          opened.add(first.run());
          look = first.look();
        },
        null,
        action -> () -> {},
        false,
        name -> null,
        properties,
        folder,
        null,
        () -> 0);
  }

  @Test
  void opensTheWindowWithTheRun() {
    Path sample = Path.of("samples", "generated-tiny");
    assertEquals(0, run(sample));
    assertEquals(List.of(Optional.of(sample)), opened);
  }

  @Test
  void aFolderWithoutARunIsToldBeforeAWindowOpens() {
    assertEquals(1, run(folder));
    assertTrue(opened.isEmpty());
    assertTrue(err.toString().contains("run.json"), err.toString());
  }

  private int window(String... arguments) {
    return line(new CommandLine(new MorphoscopeCommand(environment()))).execute(arguments);
  }

  @Test
  void theWindowOpensAtARoundBesideAnother() {
    Path sample = Path.of("samples", "generated-tiny");
    assertEquals(
        0, window("--open", sample.toString(), "--round", "3", "--compare", "0", "--stage"));
    assertEquals(List.of(Optional.of(sample)), opened);
    assertEquals(new CliEnvironment.Look(false, OptionalInt.of(3), OptionalInt.of(0), true), look);
    assertEquals(0, window("--stage"));
    assertTrue(look.stage());
  }

  @Test
  void aRoundWithoutARunIsWrongUsage() {
    assertEquals(2, window("--round", "3"));
    assertTrue(err.toString().contains("expected --open RUN"), err.toString());
    assertEquals(
        2, window("--open", Path.of("samples", "generated-tiny").toString(), "--round", "-1"));
    assertTrue(opened.isEmpty());
  }
}
