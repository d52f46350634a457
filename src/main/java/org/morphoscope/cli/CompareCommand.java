package org.morphoscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.format.Figures;
import org.morphoscope.chart.format.Format;
import org.morphoscope.cli.config.ConfigOptions;
import org.morphoscope.cli.config.ConfigText;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.environment.OutputFolders;
import org.morphoscope.cli.environment.WholeFiles;
import org.morphoscope.cli.option.Checks;
import org.morphoscope.cli.option.GrowOptions;
import org.morphoscope.cli.option.JsonOption;
import org.morphoscope.cli.option.MatchName;
import org.morphoscope.cli.option.ParticipantList;
import org.morphoscope.cli.option.SeedNetFile;
import org.morphoscope.cli.option.Threads;
import org.morphoscope.cli.print.CompareLines;
import org.morphoscope.cli.run.RunConsole;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.Dataset;
import org.morphoscope.engine.RunData;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Selection;
import org.morphoscope.study.compare.Comparison;
import org.morphoscope.study.compare.ComparisonPlan;
import org.morphoscope.study.compare.Match;
import org.morphoscope.study.compare.Participant;
import org.morphoscope.study.compare.RecordedComparison;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code morphoscope compare}: strategies on the same data, schedule and budget. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Grows the seed net to the budget with each strategy and several seeds, on the same data"
            + " and at the same cost, and writes a table of means and paired differences.",
    footer = {
      "",
      "Ctrl-C ends all runs within a batch; the same command goes on where it was.",
      "Every run is a run folder of its own, OUT/STRATEGY-seedN; the tables are OUT/comparison.md",
      "and .json, written after every run, and OUT/comparison.svg at the end. OUT/comparison.json"
          + " alone",
      "is enough to go on from: runs that are done there need no folder any more.",
      "",
      "Example: morphoscope compare --data cifar10:DIR --train-limit 10000 --budget 24k --seeds 3"
          + " --out OUT"
    })
final class CompareCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(CompareCommand.class);

  /** Runs end within a batch; a hanging one must not keep the program from ending. */
  private static final long SECONDS_TO_END = 30;

  /** The figure that is written at the end; the others are exported. */
  private static final String FIGURE = "loss-vs-parameters";

  /** Options of {@code grow} that are refused, and what to do instead. */
  private static final List<Refused> NOT_HERE =
      List.of(
          new Refused("--strategy", "use --strategies"),
          new Refused(
              "--pace", "every strategy grows to the budget, by the same factor in every round"),
          new Refused("--lambda", "every strategy grows to the budget"));

  /** An option that others have, and what to do here. */
  private record Refused(String option, String instead) {}

  private final CliEnvironment environment;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicBoolean interrupted = new AtomicBoolean();

  @Spec private CommandSpec spec;
  @Mixin private GrowOptions options;
  @Mixin private JsonOption json;
  @Mixin private ConfigOptions configuration;

  @Option(
      names = "--strategies",
      paramLabel = "LIST",
      converter = ParticipantList.class,
      description =
          "The first is the reference. Some of gauss-newton (with --morphisms), gauss-newton-splits"
              + " (splits and prunes), gauss-newton-new (new neurons), random, random-learned, random-new,"
              + " uniform, uniform-new, net2net; the rivals of grow --strategy; trained from scratch: scratch (the seed net widened evenly),"
              + " scratch-epochs (for as many epochs as the reference, whatever --match says),"
              + " scratch-cosine (in one cosine), scratch-widths and scratch-widths-epochs (the"
              + " widths that the reference found); not-grown (default: those that grow but"
              + " gauss-newton-splits, scratch, scratch-widths).")
  private List<Participant> strategies;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Seeds for each strategy, from --seed on (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--match",
      paramLabel = "WHAT",
      defaultValue = "compute",
      converter = MatchName.class,
      description =
          "What all entries of a seed have in common: compute (tails and courses from scratch as"
              + " long as training and search cost what they did for the reference) or epochs"
              + " (default: ${DEFAULT-VALUE}).")
  private Match match;

  @Option(
      names = "--tune-rate",
      description =
          "First try a quarter to four times the learning rate on the final size from scratch, with"
              + " a seed of its own, and take the rate with the smallest validation loss for all"
              + " (default: the learning rate as it is).")
  private boolean tuneRate;

  @Option(
      names = "--retrain",
      description =
          "Afterwards train the widths that each strategy found from scratch, for equal compute and"
              + " for equal epochs.")
  private boolean retrain;

  @Option(
      names = "--parallel",
      paramLabel = "P",
      defaultValue = "1",
      description = "Runs at once, each with its share of the threads (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "Folder of the comparison; an existing one is gone on with.")
  private Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with (default: MORPHOSCOPE_THREADS, or all cores).")
  private Integer threads;

  CompareCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  /** Options of {@code grow} that are refused with a sentence and not listed. */
  static List<String> refused() {
    return NOT_HERE.stream().map(Refused::option).toList();
  }

  @Override
  public Integer call() throws Exception {
    if (configuration.printed()) {
      ConfigText.lines(spec.commandLine()).forEach(spec.commandLine().getOut()::println);
      spec.commandLine().getOut().flush();
      return CommandLine.ExitCode.OK;
    }
    NOT_HERE.forEach(this::requireNot);
    OutputFolders.requireWritable(out);
    try {
      Checks.between("--parallel", 1, Threads.MOST, parallel);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    int all = Threads.checked(threads, spec).orElseGet(this::standardThreads);
    SeedNetFile.Start start = started();
    start.tell(spec.commandLine().getErr());
    ComparisonPlan plan = plan(start.config());
    ServiceLauncher launcher =
        new ServiceLauncher(
            environment.services().apply(OptionalInt.of(Math.max(1, all / parallel))),
            start.seed());
    PrintWriter to = json.given() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    CompareLines lines = new CompareLines(to, launcher::stop);
    Comparison comparison = new Comparison(plan, out, parallel, launcher, lines);
    try (var registration =
        environment.interrupts().register(() -> interrupt(comparison, launcher))) {
      Comparison.Outcome outcome = comparison.run();
      return lines.readerLeft() ? RunConsole.READER_LEFT : end(outcome, to);
    } catch (InterruptedException e) {
      spec.commandLine().getErr().println("Interrupted; the same command goes on where it was.");
      return RunConsole.INTERRUPTED;
    } finally {
      finished.countDown();
    }
  }

  private int end(Comparison.Outcome outcome, PrintWriter to) throws IOException {
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
    if (json.given()) {
      PrintWriter object = spec.commandLine().getOut();
      object.print(Files.readString(out.resolve("comparison.json")));
      object.println();
      object.flush();
    }
    if (outcome.open() == 0) {
      return CommandLine.ExitCode.OK;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT, "%d runs are not done; the same command goes on with them.%n", outcome.open());
    err.flush();
    return interrupted.get() ? RunConsole.INTERRUPTED : CommandLine.ExitCode.SOFTWARE;
  }

  /** On a thread of the shutting down machine, which halts when this returns. */
  private void interrupt(Comparison comparison, ServiceLauncher launcher) {
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

  private SeedNetFile.Start started() throws IOException {
    try {
      return options.start();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ComparisonPlan plan(RunConfig asked) throws IOException {
    try {
      NetworkSpec net = seedNet(asked);
      List<Participant> contenders = strategies == null ? Participant.standard() : strategies;
      return new ComparisonPlan(
          toBudget(asked, net),
          net,
          contenders,
          ComparisonPlan.seeds(asked.seed(), seeds),
          retrain,
          match,
          tuneRate);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static NetworkSpec seedNet(RunConfig config) throws DataFormatException {
    if (config.seedNet().architecture().isPresent()) {
      return config.seedNet().architecture().get();
    }
    Dataset data = RunData.open(config);
    TensorShape input =
        new TensorShape(data.train().channels(), data.train().height(), data.train().width());
    return SeedNetworks.create(config.seedNet().name(), input, data.classes());
  }

  /** The budget that was given, or the one that the growth factor leads to. */
  static RunConfig toBudget(RunConfig asked, NetworkSpec net) {
    Selection chosen = asked.selection();
    OptionalLong budget = asked.budget(chosen.resource());
    if (budget.isEmpty()) {
      double factor = Math.pow(chosen.growthFactor(), asked.limits().rounds());
      budget = OptionalLong.of(Math.round(Resources.of(net).of(chosen.resource()) * factor));
    }
    return asked
        .withLimits(asked.limits().with(chosen.resource(), budget))
        .withSelection(chosen.withPace(Selection.Pace.TO_BUDGET));
  }

  private int standardThreads() {
    Map<String, String> set = new HashMap<>();
    for (String name : List.of("MORPHOSCOPE_THREADS", "OMP_NUM_THREADS")) {
      String value = environment.variables().apply(name);
      if (value != null) {
        set.put(name, value);
      }
    }
    return Backend.defaultThreads(set);
  }

  private void requireNot(Refused refused) {
    if (spec.commandLine().getParseResult().hasMatchedOption(refused.option())) {
      throw usage(refused.option() + ": not an option of compare, " + refused.instead());
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
