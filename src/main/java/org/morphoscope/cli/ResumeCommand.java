package org.morphoscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.morphoscope.cli.option.TensorBoardOption;
import org.morphoscope.cli.option.Threads;
import org.morphoscope.journal.RunJournal;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Decider;
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
      names = "--tail",
      paramLabel = "E",
      description =
          "Grow no further (than --rounds, if given) and train a tail of E epochs there, also in a"
              + " run that was stopped early or had none.")
  private Integer tail;

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
    prepare();
    GrowthService service = environment.services().apply(chosen);
    return new RunConsole(environment, spec.commandLine(), run, tensorBoard)
        .run(display -> service.resume(run, Decider.automatic(), display));
  }

  private void prepare() throws IOException {
    if (rounds != null && rounds < 0) {
      throw usage("--rounds: expected at least 0, found " + rounds);
    }
    if (tail == null) {
      if (rounds != null) {
        RunJournal.setRounds(run, rounds);
      }
      return;
    }
    if (tail < 1) {
      throw usage("--tail: expected at least 1 epoch, found " + tail);
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
    RunJournal.setEnd(run, end, tail);
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
