package org.morphoscope.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.option.ConnectOption;
import org.morphoscope.service.remote.ServerWish;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  private final CliEnvironment environment;

  @Spec private CommandSpec spec;
  @Mixin private ConnectOption connect;

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
    Optional<ServerWish> server = connect.wish(environment.variables(), spec);
    return new WindowLauncher(environment, spec.commandLine().getErr())
        .open(new CliEnvironment.First(Optional.empty(), server));
  }
}
