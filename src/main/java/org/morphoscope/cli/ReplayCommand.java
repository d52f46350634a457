package org.morphoscope.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.journal.RunReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope replay}: a recorded run in the window, from its beginning. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Opens the window with a recorded run at its beginning; K plays it, nothing is computed.")
final class ReplayCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  ReplayCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    // a folder without a run is better told here than in a window
    RunReader.open(run);
    return new WindowLauncher(environment, spec.commandLine().getErr())
        .open(
            new CliEnvironment.First(
                Optional.of(run), Optional.empty(), CliEnvironment.Look.replay()));
  }
}
