package org.morphoscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.morphoscope.chart.run.Report;
import org.morphoscope.cli.environment.WholeFiles;
import org.morphoscope.history.RunHistory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope report}: a run as one page of HTML. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Writes a recorded run as one HTML file that needs nothing else: figures, rounds, decisions,"
            + " configuration.")
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write to (default: RUN/report.html).")
  private Path out;

  @Override
  public Integer call() throws IOException {
    String html = Report.html(RunHistory.read(run));
    Path file = out == null ? run.resolve("report.html") : out;
    WholeFiles.write(file, html.getBytes(StandardCharsets.UTF_8));
    spec.commandLine().getOut().println(file);
    spec.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }
}
