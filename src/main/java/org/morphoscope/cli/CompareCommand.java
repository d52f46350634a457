package org.morphoscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.morphoscope.cli.config.ConfigOptions;
import org.morphoscope.cli.config.ConfigText;
import org.morphoscope.cli.dispatch.DispatchedRuns;
import org.morphoscope.cli.dispatch.Dispatcher;
import org.morphoscope.cli.dispatch.OnOptions;
import org.morphoscope.cli.dispatch.RunTask;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.environment.OutputFolders;
import org.morphoscope.cli.option.Checks;
import org.morphoscope.cli.option.GrowOptions;
import org.morphoscope.cli.option.JsonOption;
import org.morphoscope.cli.option.MatchName;
import org.morphoscope.cli.option.ParticipantList;
import org.morphoscope.cli.option.PlateauText;
import org.morphoscope.cli.option.SeedNetFile;
import org.morphoscope.cli.option.ShareOptions;
import org.morphoscope.cli.option.Threads;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.Dataset;
import org.morphoscope.engine.RunData;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Selection;
import org.morphoscope.study.compare.ComparisonPlan;
import org.morphoscope.study.compare.Match;
import org.morphoscope.study.compare.Participant;
import org.morphoscope.study.compare.Plateau;
import org.morphoscope.study.compare.RunLauncher;
import org.morphoscope.study.compare.Share;
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

  @Spec private CommandSpec spec;
  @Mixin private GrowOptions options;
  @Mixin private JsonOption json;
  @Mixin private ConfigOptions configuration;
  @Mixin private ShareOptions shares;
  @Mixin private OnOptions elsewhere;

  @Option(
      names = "--strategies",
      paramLabel = "LIST",
      converter = ParticipantList.class,
      description =
          "The first is the reference. Some of gauss-newton (with --morphisms), gauss-newton-splits"
              + " (splits and prunes), gauss-newton-new (new neurons), random, random-learned, random-new,"
              + " uniform, uniform-new, net2net; the rivals of grow --strategy (taylor and slimming begin with four times the budget, morphnet with the budget); trained from scratch: scratch (the seed net widened evenly),"
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
      names = "--scratch-plateau",
      paramLabel = "E",
      converter = PlateauText.class,
      description =
          "Epochs at the full rate before the tail of nets from scratch, --retrain included, or a"
              + " share of their epochs, for example 50%% (default: the share that the reference"
              + " has).")
  private Plateau plateau;

  @Option(
      names = "--retrain",
      description =
          "Afterwards train the widths that each strategy found from scratch, for equal compute and"
              + " for equal epochs.")
  private boolean retrain;

  @Option(
      names = "--parallel",
      paramLabel = "P",
      description = "Runs at once, each with its share of the threads (default: 1).")
  private Integer parallel;

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
    Share share = share();
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
    // a process that plays a single run was itself started from elsewhere, by the same words
    if (share.whole() && elsewhere.given()) {
      try (Dispatcher dispatcher = dispatcher(all)) {
        return play(plan, share, new DispatchedRuns(dispatcher, task(all)), Threads.MOST);
      }
    }
    int each = Math.max(1, all / (parallel == null ? 1 : parallel));
    return play(
        plan,
        share,
        new ServiceLauncher(environment.services().apply(OptionalInt.of(each)), start.seed()),
        1);
  }

  private Share share() {
    Share share = shares.share();
    if (!share.whole() && json.given()) {
      throw usage("--json: expected no --part or --only with it, which write no table");
    }
    return share;
  }

  private Dispatcher dispatcher(int each) throws IOException {
    List<String> command =
        elsewhere.command(
            each, environment.properties().apply("java.home"), environment.variables());
    return Dispatcher.start(command, out.resolve("spark.log"));
  }

  private RunTask task(int each) throws IOException {
    List<String> words = spec.commandLine().getParent().getParseResult().originalArgs();
    String program = elsewhere.program(environment.properties());
    return new RunTask(program, words, each, out, elsewhere.brought());
  }

  private int play(ComparisonPlan plan, Share share, RunLauncher launcher, int atOnce)
      throws IOException {
    return new PlayedComparison(environment, spec.commandLine(), out, share, json.given())
        .play(plan, launcher, parallel == null ? atOnce : parallel);
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
          tuneRate,
          Optional.ofNullable(plateau));
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
    return config.seedNet().net(input, data.classes());
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
