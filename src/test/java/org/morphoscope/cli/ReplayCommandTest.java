package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.print.Errors;
import picocli.CommandLine;

class ReplayCommandTest {
  @TempDir Path folder;

  private final List<Optional<Path>> opened = new ArrayList<>();
  private final StringWriter err = new StringWriter();

  private int run(Path run) {
    UnaryOperator<String> properties =
        name -> "glass.platform".equals(name) ? "Monocle" : "os.name".equals(name) ? "Linux" : null;
    CommandLine line =
        new CommandLine(
            new ReplayCommand(
                new CliEnvironment(
                    "0.0-test",
                    threads -> null,
                    precision -> null,
                    first -> opened.add(first.run()),
                    null,
                    action -> () -> {},
                    false,
                    name -> null,
                    properties,
                    folder,
                    null,
                    () -> 0)));
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(Errors::failure);
    return line.execute(run.toString());
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
}
