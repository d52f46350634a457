package org.morphoscope.cli;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.morphoscope.cli.config.ConfigArguments;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.help.CompletionCommand;
import org.morphoscope.cli.help.ManCommand;
import org.morphoscope.cli.option.Words;
import org.morphoscope.cli.print.Errors;
import org.morphoscope.cli.run.AdjustCommand;
import org.morphoscope.cli.run.GrowCommand;
import org.morphoscope.cli.run.ResumeCommand;
import org.morphoscope.cli.run.ServeCommand;
import org.morphoscope.cli.run.WatchCommand;
import org.morphoscope.cli.use.EvaluateCommand;
import org.morphoscope.cli.use.PredictCommand;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.data.download.Archives;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Puts the commands together. */
public final class Cli {
  private Cli() {}

  /**
   * {@return the commands that start no run: scores, benchmark, calibration, exports, the report,
   * and those that use a trained net}
   *
   * @param teams makes threads and kernels of a precision
   * @param counted makes so many threads and their kernels; empty for the standard number
   */
  public static List<Object> tools(
      Function<Precision, Team> teams, Function<OptionalInt, Team> counted) {
    return List.of(
        new EvaluateCommand(counted, System::nanoTime),
        new PredictCommand(counted, System::nanoTime),
        new ScoreCommand(teams),
        new BenchCommand(teams),
        new CalibrateCommand(teams),
        new ExportCommand(counted, System::nanoTime),
        new ReportCommand(counted, System::nanoTime));
  }

  /**
   * {@return the whole command line, ready to execute}
   *
   * @param environment what the commands get from outside
   * @param more further commands, annotated with picocli's {@code @Command}
   */
  public static CommandLine create(CliEnvironment environment, List<?> more) {
    CommandLine line =
        new CommandLine(new MorphoscopeCommand(environment)) {
          @Override
          public ParseResult parseArgs(String... words) {
            return super.parseArgs(ConfigArguments.expanded(this, words));
          }
        }.addSubcommand(new GrowCommand(environment))
            .addSubcommand(new ResumeCommand(environment))
            .addSubcommand(new ReplayCommand(environment))
            .addSubcommand(new WatchCommand(environment))
            .addSubcommand(new AdjustCommand(environment))
            .addSubcommand(new CompareCommand(environment))
            .addSubcommand(new PlanCommand(environment))
            .addSubcommand(new ArchitectureCommand())
            .addSubcommand(new DataCommand(environment, Archives.all()))
            .addSubcommand(new DoctorCommand(environment))
            .addSubcommand(new ServeCommand(environment))
            .addSubcommand(new CompletionCommand())
            .addSubcommand(new ManCommand(environment.version()));
    more.forEach(line::addSubcommand);
    for (CommandLine command : line.getSubcommands().values()) {
      command.getCommandSpec().version("Morphoscope " + environment.version());
    }
    hide(line, "compare", CompareCommand.refused());
    hide(line, "calibrate", CalibrateCommand.refused());
    Words.registerIn(line);
    line.setExecutionStrategy(Cli::withErrors);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(environment.terminal());
    line.setParameterExceptionHandler(Errors::usage);
    line.setExecutionExceptionHandler(Errors::failure);
    return line;
  }

  /** Options that a command refuses are not in its help, but still understood: it says why. */
  private static void hide(CommandLine line, String command, Collection<String> refused) {
    CommandLine its = line.getSubcommands().get(command);
    if (its == null) {
      return;
    }
    CommandSpec spec = its.getCommandSpec();
    for (String name : refused) {
      OptionSpec option = spec.findOption(name);
      spec.remove(option);
      spec.addOption(OptionSpec.builder(option).hidden(true).build());
    }
  }

  /** Runs a command; an error, which picocli lets pass, is told like every other failure. */
  private static int withErrors(ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (Error e) {
      CommandLine line = parsed.commandSpec().commandLine();
      throw new CommandLine.ExecutionException(line, e.toString(), e);
    }
  }
}
