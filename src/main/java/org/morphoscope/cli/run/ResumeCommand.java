package org.morphoscope.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.option.Checks;
import org.morphoscope.cli.option.ConnectOption;
import org.morphoscope.cli.option.TensorBoardOption;
import org.morphoscope.cli.option.Threads;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.journal.RunEnding;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Decider;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Training;
import org.morphoscope.service.GrowthService;
import org.morphoscope.text.Texts;
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
            + " interrupted; or with other settings, which the record tells of.")
public final class ResumeCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Spec private CommandSpec spec;
  @Mixin private TensorBoardOption tensorBoard;
  @Mixin private ConnectOption connect;

  @Parameters(
      paramLabel = "RUN",
      description = "Folder of the run; with --connect, its name there.")
  private Path run;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Go on to this many rounds in all (default: as the run was started).")
  private Integer rounds;

  @Option(
      names = "--tail",
      paramLabel = "E",
      description =
          "Grow no further (than --rounds, if given) and train a tail of E epochs there, also in a"
              + " run that was stopped early or had none.")
  private Integer tail;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description =
          "New place of the run's data, in the form of grow --data; it must be the same data.")
  private String data;

  @Option(
      names = "--optimiser",
      paramLabel = "NAME",
      description = "sgd or adam from the next round on, with its own standard learning rate.")
  private Training.Optimiser optimiser;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Peak learning rate from the next round on.")
  private Double learningRate;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of training per round, from the next round on.")
  private Integer epochs;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with (default: as many as the run was begun with).")
  private Integer threads;

  /**
   * Makes the command.
   *
   * @param environment what it is given from outside
   */
  public ResumeCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    OptionalInt chosen = Threads.checked(threads, spec);
    RunChange change = change();
    if (connect.isGiven()) {
      if (tail != null) {
        throw usage(
            "--connect: expected no --tail with it, found one; give it where the server is");
      }
      return new RemoteRuns(environment, spec, connect, false)
          .resume(run.toString(), change, tensorBoard);
    }
    prepareTail();
    GrowthService service = environment.services().apply(chosen);
    return new RunConsole(environment, spec.commandLine(), run, tensorBoard, false)
        .run(
            display ->
                RunConsole.Followed.of(service.resume(run, change, Decider.automatic(), display)));
  }

  /** The settings that are given, checked as far as they can be without the run. */
  private RunChange change() {
    try {
      Checks.between("--rounds", 0, 100_000, rounds);
      RunChange change =
          new RunChange(
              // a tail has set them
              rounds == null || tail != null ? OptionalInt.empty() : OptionalInt.of(rounds),
              Optional.ofNullable(data),
              Optional.ofNullable(optimiser),
              learningRate == null ? OptionalDouble.empty() : OptionalDouble.of(learningRate),
              epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs));
      change.applied(RunConfig.standard("generated", "tiny", 1, 1));
      if (data != null && !connect.isGiven()) {
        DataSource.requireForm(data);
      }
      return change;
    } catch (IllegalArgumentException | DataFormatException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** A tail changes where the run ends. */
  private void prepareTail() throws IOException {
    if (tail == null) {
      return;
    }
    try {
      Checks.between("--tail", 1, 100_000, tail);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    RunReader reader = RunReader.open(run);
    List<Integer> played = reader.checkpoints();
    int last = played.isEmpty() ? 0 : played.get(played.size() - 1);
    int end = rounds == null ? last : Math.max(rounds, last);
    if (end == last && reader.tails().contains(last)) {
      throw usage(
          Texts.of(
              "--tail: expected a last round without a tail, found one of %d epochs behind round %d; give --rounds to grow on first",
              reader.tailSummaries().get(last).tail().orElseThrow().epochs(), last));
    }
    RunEnding.setEnd(run, end, tail);
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
