package org.morphoscope.cli;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.morphoscope.cli.option.TensorBoardOption;
import org.morphoscope.cli.option.Threads;
import org.morphoscope.journal.RunJournal;
import org.morphoscope.run.Decider;
import org.morphoscope.service.GrowthService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope resume}: goes on with a recorded run. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description =
        "Goes on with a recorded run after its last complete round, exactly as if it had never been"
            + " interrupted.")
final class ResumeCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Spec private CommandSpec spec;
  @Mixin private TensorBoardOption tensorBoard;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Go on to this many rounds in all (default: as the run was started).")
  private Integer rounds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with (default: MORPHOSCOPE_THREADS, or all cores).")
  private Integer threads;

  ResumeCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    OptionalInt chosen = Threads.checked(threads, spec);
    if (rounds != null) {
      if (rounds < 0) {
        throw new ParameterException(
            spec.commandLine(), "--rounds: expected at least 0, found " + rounds);
      }
      RunJournal.setRounds(run, rounds);
    }
    GrowthService service = environment.services().apply(chosen);
    return new RunConsole(environment, spec.commandLine(), run, tensorBoard)
        .run(display -> service.resume(run, Decider.automatic(), display));
  }
}
