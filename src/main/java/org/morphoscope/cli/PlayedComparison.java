package org.morphoscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.format.Figures;
import org.morphoscope.chart.format.Format;
import org.morphoscope.cli.dispatch.ParentWatch;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.environment.WholeFiles;
import org.morphoscope.cli.print.CompareLines;
import org.morphoscope.cli.run.RunConsole;
import org.morphoscope.study.EnergyWatch;
import org.morphoscope.study.ProcessorEnergy;
import org.morphoscope.study.compare.Comparison;
import org.morphoscope.study.compare.ComparisonDisk;
import org.morphoscope.study.compare.ComparisonPlan;
import org.morphoscope.study.compare.RecordedComparison;
import org.morphoscope.study.compare.RunLauncher;
import org.morphoscope.study.compare.Share;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** A comparison on the terminal, from its first run to its tables. */
final class PlayedComparison {
  private static final Logger LOG = LoggerFactory.getLogger(PlayedComparison.class);

  /** Runs end within a batch; a hanging one must not keep the program from ending. */
  private static final long SECONDS_TO_END = 30;

  /** The figure that is written at the end; the others are exported. */
  private static final String FIGURE = "loss-vs-parameters";

  private final CliEnvironment environment;
  private final CommandLine line;
  private final Path out;
  private final Share share;
  private final boolean json;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicBoolean interrupted = new AtomicBoolean();

  /**
   * @param json whether an object is all that standard output gets
   */
  PlayedComparison(
      CliEnvironment environment, CommandLine line, Path out, Share share, boolean json) {
    this.environment = environment;
    this.line = line;
    this.out = out;
    this.share = share;
    this.json = json;
  }

  /** Returns the exit code. */
  int play(ComparisonPlan plan, RunLauncher launcher, int parallel) throws IOException {
    PrintWriter to = json ? line.getErr() : line.getOut();
    if (share.whole()) {
      ComparisonDisk.fitting(plan, out).forEach(to::println);
    }
    CompareLines lines = new CompareLines(to, launcher::stop);
    Comparison comparison = new Comparison(plan, share, out, parallel, launcher, lines);
    Runnable end = () -> interrupt(comparison, launcher);
    ParentWatch.begin(environment.variables().apply(ParentWatch.VARIABLE), end);
    try (var registration = environment.interrupts().register(end);
        EnergyWatch energy = new EnergyWatch(ProcessorEnergy.ofThisMachine())) {
      Comparison.Outcome outcome = comparison.run();
      if (lines.readerLeft()) {
        return RunConsole.READER_LEFT;
      }
      if (share.whole()) {
        end(outcome, to);
      } else {
        to.println(
            Texts.of(
                "%s: %d of %d runs done; the command without it writes the tables.",
                share.told(), outcome.mine() - outcome.open(), outcome.mine()));
      }
      energy.sentence().ifPresent(to::println);
      to.flush();
      return code(outcome);
    } catch (InterruptedException e) {
      line.getErr().println("Interrupted; the same command goes on where it was.");
      return RunConsole.INTERRUPTED;
    } finally {
      finished.countDown();
    }
  }

  private void end(Comparison.Outcome outcome, PrintWriter to) throws IOException {
    to.println();
    outcome.means().forEach(to::println);
    if (outcome.results().stream().anyMatch(result -> !result.rounds().isEmpty())) {
      ByteArrayOutputStream svg = new ByteArrayOutputStream();
      FigureSpec figure = RecordedComparison.read(out, Optional.empty()).figure(FIGURE);
      Figures.write(figure, Style.preset("page").fitting(figure), Format.SVG, svg);
      WholeFiles.write(out.resolve("comparison.svg"), svg.toByteArray());
    }
    to.printf(Locale.ROOT, "Tables and chart: comparison.md, .json and .svg in %s%n", out);
    to.flush();
    if (json) {
      PrintWriter object = line.getOut();
      object.print(Files.readString(out.resolve("comparison.json")));
      object.println();
      object.flush();
    }
  }

  private int code(Comparison.Outcome outcome) {
    if (outcome.open() == 0) {
      return CommandLine.ExitCode.OK;
    }
    PrintWriter err = line.getErr();
    err.printf(
        Locale.ROOT, "%d runs are not done; the same command goes on with them.%n", outcome.open());
    err.flush();
    return interrupted.get() ? RunConsole.INTERRUPTED : CommandLine.ExitCode.SOFTWARE;
  }

  /** On a thread of the shutting down machine, which halts when this returns. */
  private void interrupt(Comparison comparison, RunLauncher launcher) {
    interrupted.set(true);
    comparison.stop();
    launcher.stop();
    try {
      if (!finished.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
        LOG.warn("the runs in {} did not end in time", out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
