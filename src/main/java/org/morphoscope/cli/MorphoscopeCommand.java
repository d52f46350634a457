package org.morphoscope.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.option.Checks;
import org.morphoscope.cli.option.ConnectOption;
import org.morphoscope.journal.RunReader;
import org.morphoscope.service.remote.ServerWish;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code morphoscope} alone: the window. */
@Command(
    name = "morphoscope",
    description = {
      "Grows small neural networks channel by channel and shows why.",
      "Without a command, the window opens; with --connect, on the runs of a server."
    },
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted, 141 the reader of the",
      "output went away.",
      "Environment: MORPHOSCOPE_THREADS sets the number of threads."
    })
final class MorphoscopeCommand implements Callable<Integer>, IVersionProvider {
  private static final int MOST = 1_000_000;

  private final CliEnvironment environment;

  @Spec private CommandSpec spec;
  @Mixin private ConnectOption connect;

  @Option(
      names = "--open",
      paramLabel = "RUN",
      description = "Open the window with this recorded run (its folder).")
  private Path run;

  @Option(
      names = "--round",
      paramLabel = "N",
      description = "With --open: look back at this round (default: the end of the run).")
  private Integer round;

  @Option(
      names = "--compare",
      paramLabel = "N",
      description = "With --open: compare that with this round, 0 for the seed net, in a window.")
  private Integer compare;

  @Option(names = "--stage", description = "Open the window in the stage mode, for a lecture.")
  private boolean stage;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      description = "Show the version.")
  private boolean version;

  MorphoscopeCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Morphoscope " + environment.version()};
  }

  @Override
  public Integer call() throws Exception {
    if (version) {
      spec.commandLine().getOut().println(getVersion()[0]);
      return CommandLine.ExitCode.OK;
    }
    if (run != null) {
      // a folder without a run is better told here than in a window
      RunReader.open(run);
    } else if (round != null || compare != null) {
      throw new ParameterException(
          spec.commandLine(), "--round and --compare: expected --open RUN with them, found none");
    }
    Optional<ServerWish> server = connect.wish(environment.variables(), spec);
    return new WindowLauncher(environment, spec.commandLine().getErr())
        .open(new CliEnvironment.First(Optional.ofNullable(run), server, look()));
  }

  private CliEnvironment.Look look() {
    try {
      Checks.between("--round", 0, MOST, round);
      Checks.between("--compare", 0, MOST, compare);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return new CliEnvironment.Look(false, number(round), number(compare), stage);
  }

  private static OptionalInt number(Integer given) {
    return given == null ? OptionalInt.empty() : OptionalInt.of(given);
  }
}
