package org.morphoscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.morphoscope.chart.page.RunPage;
import org.morphoscope.chart.run.Report;
import org.morphoscope.cli.environment.WholeFiles;
import org.morphoscope.history.RunHistory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Override
  public Integer call() throws IOException {
    RunHistory history = RunHistory.read(run);
    String html = interactive ? RunPage.html(history) : Report.html(history);
    String name = interactive ? "interactive.html" : "report.html";
    Path file = out == null ? run.resolve(name) : out;
    WholeFiles.write(file, html.getBytes(StandardCharsets.UTF_8));
    spec.commandLine().getOut().println(file);
    spec.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }
}
