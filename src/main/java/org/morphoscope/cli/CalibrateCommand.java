package org.morphoscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.morphoscope.cli.environment.OutputFolders;
import org.morphoscope.cli.environment.WholeFiles;
import org.morphoscope.cli.option.GrowOptions;
import org.morphoscope.cli.option.JsonOption;
import org.morphoscope.cli.option.SeedNetFile;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Training;
import org.morphoscope.study.calibrate.Agreement;
import org.morphoscope.study.calibrate.Calibration;
import org.morphoscope.study.calibrate.CalibrationFigures;
import org.morphoscope.study.calibrate.CalibrationHtml;
import org.morphoscope.study.calibrate.CalibrationJson;
import org.morphoscope.study.calibrate.CalibrationNet;
import org.morphoscope.study.calibrate.CalibrationReport;
import org.morphoscope.study.calibrate.WorkClock;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code morphoscope calibrate}: how far the predictions can be trusted. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Compares predictions with really grown nets on your net and data: single splits, prunes,"
            + " new neurons and sets, learned theta, cost of each pass. The net is trained here, or"
            + " taken from a recorded run.",
    footer = {
      "",
      "Writes OUT/calibration.json and OUT/calibration.html.",
      "",
      "Example: morphoscope calibrate --data cifar10:DIR --train-limit 10000 --seed-net"
          + " resnet-small --epochs 3 --out OUT"
    })
public final class CalibrateCommand implements Callable<Integer> {
  private static final List<String> NOT_HERE =
      List.of(
          "--rounds",
          "--budget",
          "--mac-budget",
          "--strategy",
          "--pace",
          "--lambda",
          "--discount",
          "--try-both",
          "--keep",
          "--first-epochs",
          "--tail",
          "--tail-at",
          "--hold");

  private static final List<String> WITH_RUN =
      List.of("--run", "--out", "--limit", "--thetas", "--sensitivity", "--json");

  private final Function<Precision, Team> teams;

  @Spec private CommandSpec spec;
  @Mixin private GrowOptions options;
  @Mixin private JsonOption json;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Study the net of a recorded run, with its own data and settings.")
  private Path run;

  @Option(
      names = "--sensitivity",
      description =
          "Also vary lambda, the scale of theta, learning steps and samples, one at a time.")
  private boolean sensitivity;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "150",
      description =
          "Measure at most this many candidates of each kind (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--thetas",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Optimise theta of this many best splits on the true loss (default: ${DEFAULT-VALUE}).")
  private int thetas;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "Folder for calibration.json and calibration.html.")
  private Path out;

  /**
   * @param teams makes threads and kernels of a precision
   */
  public CalibrateCommand(Function<Precision, Team> teams) {
    this.teams = teams;
  }

  /** Options of {@code grow} that are refused with a sentence and not listed. */
  static List<String> refused() {
    return NOT_HERE;
  }

  @Override
  public Integer call() throws Exception {
    requireFitting();
    OutputFolders.requireWritable(out);
    PrintWriter to = json.given() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    CalibrationNet net;
    Calibration.Options how;
    try {
      how = new Calibration.Options(limit, thetas, sensitivity, 1);
      net = run == null ? trained(to) : CalibrationNet.recorded(run);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    CalibrationReport report;
    try (Team team = teams.apply(Precision.FLOAT)) {
      String backend =
          Texts.of(
              "%s, %d %s",
              team.lead().id(), team.shards(), team.shards() == 1 ? "thread" : "threads");
      report = new Calibration(net, how, new WorkClock(), line -> say(to, line)).run(team, backend);
    }
    write(report);
    summary(report, to);
    if (json.given()) {
      say(
          spec.commandLine().getOut(),
          new String(new CalibrationJson().write(report), StandardCharsets.UTF_8).strip());
    }
    return CommandLine.ExitCode.OK;
  }

  private CalibrationNet trained(PrintWriter to) throws Exception {
    SeedNetFile.Start start = options.start();
    start.tell(spec.commandLine().getErr());
    RunConfig asked = oneCourse(start.config());
    boolean given = spec.commandLine().getParseResult().hasMatchedOption("--epochs");
    RunConfig config = given ? firstEpochs(asked, asked.training().epochsPerRound()) : asked;
    return CalibrationNet.trained(
        config, start.seed(), () -> teams.apply(Precision.FLOAT), line -> say(to, line));
  }

  /** A net that does not grow is trained in one cosine, unless another schedule is asked for. */
  private RunConfig oneCourse(RunConfig asked) {
    if (spec.commandLine().getParseResult().hasMatchedOption("--schedule")) {
      return asked;
    }
    Training training = asked.training().withSchedule(Training.Schedule.COSINE);
    boolean rate = spec.commandLine().getParseResult().hasMatchedOption("--learning-rate");
    boolean preset = spec.commandLine().getParseResult().hasMatchedOption("--preset");
    return asked.withTraining(
        rate || preset
            ? training
            : training.withLearningRate(
                Training.standardRate(training.optimiser(), training.schedule())));
  }

  private static RunConfig firstEpochs(RunConfig asked, int epochs) {
    return asked.withTraining(asked.training().withEpochs(epochs, epochs));
  }

  /** The first of several wrong options is told, in the order in which they are listed. */
  private void requireFitting() {
    var given = spec.commandLine().getParseResult();
    for (String name : NOT_HERE) {
      if (given.hasMatchedOption(name)) {
        throw new ParameterException(
            spec.commandLine(), name + ": not an option of calibrate, which does not grow");
      }
    }
    for (OptionSpec option : spec.options()) {
      String name = option.longestName();
      if (run != null && given.hasMatchedOption(option) && !WITH_RUN.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            Texts.of(
                "expected --run or %s, found both: a recorded run has its own settings", name));
      }
    }
  }

  private void write(CalibrationReport report) throws IOException {
    WholeFiles.write(out.resolve("calibration.json"), new CalibrationJson().write(report));
    String page = CalibrationHtml.page(report, CalibrationFigures.of(report));
    WholeFiles.write(out.resolve("calibration.html"), page.getBytes(StandardCharsets.UTF_8));
  }

  private void summary(CalibrationReport report, PrintWriter to) {
    to.println();
    for (CalibrationReport.KindAgreement of : report.agreements()) {
      Agreement found = of.agreement();
      say(
          to,
          Texts.of(
              "%-5s %-7s n %d: Pearson %.4f +- %.4f, Spearman %.4f, slope %.3f +- %.3f, same sign"
                  + " %.0f %%",
              of.kind().word(),
              of.mode().label(),
              found.n(),
              found.pearson().value(),
              found.pearson().error(),
              found.spearman().value(),
              found.slope().value(),
              found.slope().error(),
              100 * found.sameSign().value()));
    }
    say(to, "Report: " + out.resolve("calibration.html"));
  }

  private static void say(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }
}
