package org.morphoscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.morphoscope.chart.page.RunPage;
import org.morphoscope.chart.run.Report;
import org.morphoscope.chart.run.ReportPart;
import org.morphoscope.cli.environment.WholeFiles;
import org.morphoscope.compute.device.Team;
import org.morphoscope.history.RunHistory;
import org.morphoscope.study.evaluate.ClassTable;
import org.morphoscope.study.evaluate.ConfusionFigure;
import org.morphoscope.study.evaluate.RecordedEvaluation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope report}: a run as one page of HTML, to read or to look through. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Writes a recorded run as one HTML file that needs nothing else: figures, rounds, decisions,"
            + " configuration; or, with --interactive, to be looked through round by round.")
public final class ReportCommand implements Callable<Integer> {
  private final Function<OptionalInt, Team> teams;
  private final LongSupplier clock;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write to (default: RUN/report.html, with --interactive RUN/interactive.html).")
  private Path out;

  @Option(
      names = "--interactive",
      description =
          "A page to look through the rounds in a browser: the network at each, its channels,"
              + " predicted beside measured.")
  private boolean interactive;

  @Option(
      names = "--confusion",
      description =
          "Put the confusion matrix of the last round and a table of the classes into the report;"
              + " needs the run's data and takes a pass over its test images.")
  private boolean confusion;

  /**
   * Makes the command.
   *
   * @param teams threads and kernels for the net's answers; empty for the standard number
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public ReportCommand(Function<OptionalInt, Team> teams, LongSupplier clock) {
    this.teams = teams;
    this.clock = clock;
  }

  private List<ReportPart> classes(RunHistory history) throws IOException {
    if (!confusion) {
      return List.of();
    }
    RecordedEvaluation found = RecordedEvaluation.of(run, OptionalInt.empty(), teams, clock);
    return List.of(
        new ReportPart(
            "Classes", ConfusionFigure.of(found, history.origin()), ClassTable.of(found.found())));
  }

  @Override
  public Integer call() throws IOException {
    if (interactive && confusion) {
      throw new ParameterException(
          spec.commandLine(),
          "expected --interactive or --confusion, found both: the page for the browser has no"
              + " confusion matrix; write two files");
    }
    RunHistory history = RunHistory.read(run);
    String html = interactive ? RunPage.html(history) : Report.html(history, classes(history));
    String name = interactive ? "interactive.html" : "report.html";
    Path file = out == null ? run.resolve(name) : out;
    WholeFiles.write(file, html.getBytes(StandardCharsets.UTF_8));
    spec.commandLine().getOut().println(file);
    spec.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }
}
