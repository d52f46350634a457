package org.morphoscope.cli.option;

import static org.morphoscope.cli.option.Checks.or;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resource;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Limits;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.run.config.Selection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code grow} that make a {@link RunConfig}. */
public final class GrowOptions {
  @Option(
      names = "--data",
      paramLabel = "NAME",
      defaultValue = "generated",
      description =
          "generated, generated:N, cifar10:DIR, cifar100:DIR, idx:DIR, images:DIR with one"
              + " folder of pictures per class (images:DIR?size=48: 48 pixels a side, not 32),"
              + " csv:FILE?label=COLUMN for a table, or generated-table:N (default:"
              + " ${DEFAULT-VALUE}).")
  private String data;

  @Option(
      names = "--seed-net",
      paramLabel = "NAME",
      converter = GrowNames.SeedNetName.class,
      description =
          "Net that growth starts from: tiny, vgg-small, resnet-small, mobilenet-small,"
              + " chain:16-4-32-4 for 3x3 convolutions of these widths, dense or dense:16-16 for"
              + " layers of so many neurons, a .json file (see 'morphoscope architecture --help'),"
              + " or a trained net with its weights as .onnx or .zip of DeepLearning4J, for which"
              + " --first-epochs is 0 (default: tiny; dense for a table).")
  private GrowNames.SeedNet given;

  @Mixin private SeedStyleOptions style;

  @Mixin private CareOptions care;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "4",
      description = "Growth rounds after the first training (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of every random choice (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--budget",
      paramLabel = "COUNT",
      converter = Counts.class,
      description = "End at this many parameters, for example 200k (default: no limit).")
  private Long budget;

  @Option(
      names = "--mac-budget",
      paramLabel = "COUNT",
      converter = Counts.class,
      description = "End at this many multiply-accumulates per image (default: no limit).")
  private Long macBudget;

  @Option(
      names = "--resource",
      paramLabel = "NAME",
      converter = GrowNames.ResourceName.class,
      description = "What growth and lambda are about: parameters (default) or macs.")
  private Resource resource;

  @Option(
      names = "--other-resource",
      paramLabel = "SHARE",
      description =
          "Share of the other resource (macs; with --resource macs, parameters) in what a candidate"
              + " costs when a set is chosen, 0 to 1 (default: 0.5).")
  private Double otherShare;

  @Option(
      names = "--discount",
      paramLabel = "Z",
      description =
          "Standard errors of its score that every candidate pays when gauss-newton chooses a set"
              + " (default: 0).")
  private Double discount;

  @Option(
      names = "--morphisms",
      paramLabel = "LIST",
      converter = MorphismList.class,
      description = "Some of split, prune, new (default: split,prune; with --start fresh split).")
  private Set<MorphKind> morphisms;

  @Option(
      names = "--start",
      paramLabel = "NAME",
      converter = GrowNames.StartName.class,
      description =
          "What channels that gauss-newton adds begin to train with: learned (default: what they"
              + " were chosen for), or fresh (random incoming weights, outgoing weights 0).")
  private Selection.Start begin;

  @Mixin private SecondSetOption tryBoth;

  @Option(
      names = "--new-neurons",
      paramLabel = "N",
      description =
          "Candidates for new neurons of each layer and round (default: 12). Given without"
              + " --morphisms, new is one of these.")
  private Integer newNeurons;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      converter = GrowNames.StrategyName.class,
      description =
          "gauss-newton (default); a control: random, random-learned, random-new, uniform,"
              + " uniform-new, net2net; or a rival, the method of others: splitting, splitting-signed,"
              + " firefly, gradmax-out,"
              + " tiny, senn, best-of-m, pairs, and taylor, slimming and morphnet, which make a net smaller; or"
              + " scores:FILE, splits where a table of layer, channel and score"
              + " is highest.")
  private GrowNames.Strategy strategy;

  @Option(
      names = "--pace",
      paramLabel = "NAME",
      converter = GrowNames.PaceName.class,
      description =
          "What limits a round: factor (default), to-budget (the same factor in every round, up to"
              + " the budget), lambda (with --lambda), or adaptive (a lambda that follows the"
              + " measured gain).")
  private Selection.Pace pace;

  @Option(
      names = "--growth",
      paramLabel = "FACTOR",
      description = "Growth of the parameters (or macs) per round (default: 1.4).")
  private Double growth;

  @Option(
      names = "--lambda",
      paramLabel = "X",
      description = "Fixed loss per parameter instead of a growth factor, for example 1e-6.")
  private Double lambda;

  @Mixin private TrainingOptions trainingOptions;

  @Option(
      names = "--train-limit",
      paramLabel = "N",
      description = "Use at most this many training images (default: all).")
  private Integer trainLimit;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Share of the training images for validation (default: ${DEFAULT-VALUE}).")
  private double validation;

  @Mixin private ScoringOptions scoringOptions;

  @Mixin private KeepOption keep;

  @Mixin private PresetOption preset;

  private GrowNames.SeedNet seedNet() {
    return given != null
        ? given
        : GrowNames.SeedNet.named(DataSource.isTable(data) ? "dense" : "tiny");
  }

  /**
   * @throws IllegalArgumentException in one sentence when a number is out of range
   */
  private RunConfig checkedConfig() {
    RunConfig config = config();
    GrowNames.SeedNet seedNet = seedNet();
    if (seedNet.file().isEmpty() && !config.strategy().shrinks()) {
      config.limits().withMacs(OptionalLong.empty()).requireRoomFor(SmallestNet.of(config));
    }
    return config;
  }

  /**
   * {@return the run, with the weights of the seed net's file if there is one}
   *
   * @throws IllegalArgumentException in one sentence when a number is out of range or the name of
   *     the data has no form that is known
   * @throws IOException in one sentence when the file cannot be read or used
   */
  public SeedNetFile.Start start() throws IOException {
    RunConfig config = checkedConfig();
    try {
      DataSource.requireForm(config.data().name());
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return start(config);
  }

  /**
   * {@return the run as {@link #start} has it, for a server, which has data of names of its own}
   *
   * @throws IllegalArgumentException in one sentence when a number is out of range, or a file needs
   *     the data to be here
   * @throws IOException as {@link #start}
   */
  public SeedNetFile.Start startThere() throws IOException {
    RunConfig config = checkedConfig();
    boolean asks = seedNet().file().isPresent() && !trainingOptions.rateGiven();
    if (asks && !DataSource.isHere(config.data().name())) {
      throw new IllegalArgumentException(
          "--learning-rate: expected one beside --connect and the weights of a file, found none;"
              + " the images that tell one which does no harm are on the server");
    }
    return start(config);
  }

  private SeedNetFile.Start start(RunConfig config) throws IOException {
    GrowNames.SeedNet seedNet = seedNet();
    care.requireFitting(seedNet.name(), seedNet.file().isPresent());
    return seedNet.file().isPresent()
        ? seedNet.file().get().start(config, care, trainingOptions.rateGiven())
        : new SeedNetFile.Start(config, Optional.empty(), style.notices());
  }

  /**
   * @throws IllegalArgumentException in one sentence when a number is out of range
   */
  RunConfig config() {
    Checks.between("--budget", 1, Counts.MOST, budget);
    Checks.between("--mac-budget", 1, Counts.MOST, macBudget);
    Checks.between("--train-limit", 1, Integer.MAX_VALUE, trainLimit);
    requireFitting();
    GrowNames.SeedNet seedNet = seedNet();
    RunConfig config =
        RunConfig.standard(data, seedNet.name(), rounds, seed)
            .withData(
                new DataChoice(
                    data,
                    trainLimit == null ? OptionalInt.empty() : OptionalInt.of(trainLimit),
                    validation))
            .withSeedNet(
                style.of(
                    new SeedNet(seedNet.name(), seedNet.architecture(), Optional.empty()),
                    seedNet.own()))
            .withLimits(new Limits(rounds, limit(budget), limit(macBudget)))
            .withTraining(
                trainingOptions
                    .of(preset.chosen().training(), seedNet.file().isPresent())
                    .withRetries(care.retries()))
            .withScoring(scoringOptions.with(newNeurons))
            .withSelection(selection())
            .withKeep(keep.keep());
    return strategy == null ? config : strategy.in(config);
  }

  /** Options that would silently do nothing, or the opposite of each other, are told. */
  private void requireFitting() {
    Selection.Pace chosen =
        or(pace, lambda == null ? Selection.Pace.FACTOR : Selection.Pace.LAMBDA);
    boolean free = chosen == Selection.Pace.LAMBDA || chosen == Selection.Pace.ADAPTIVE;
    if (growth != null && lambda != null && chosen != Selection.Pace.ADAPTIVE) {
      throw new IllegalArgumentException(
          "expected --growth or --lambda, found both: a fixed lambda leaves the growth open");
    }
    Checks.notBoth(
        lambda != null && !free,
        "--lambda",
        "--pace " + GrowNames.word(chosen),
        "lets the growth decide");
    Checks.notBoth(
        growth != null && chosen == Selection.Pace.LAMBDA, "--growth", "--pace lambda", "has none");
    Checks.notBoth(
        growth != null && chosen == Selection.Pace.TO_BUDGET,
        "--growth",
        "--pace to-budget",
        "finds the factor itself");
    GrowthStrategy kind = strategy == null ? GrowthStrategy.GAUSS_NEWTON : strategy.kind();
    boolean control = kind.choice() != GrowthStrategy.Choice.JOINT_MODEL;
    Checks.notBoth(
        control && (morphisms != null || begin != null || discount != null || tryBoth.given()),
        morphisms != null
            ? "--morphisms"
            : begin != null ? "--start" : discount != null ? "--discount" : "--try-both",
        "--strategy " + GrowNames.word(kind),
        "has its own");
    Checks.notBoth(
        control && free,
        lambda == null ? "--pace " + GrowNames.word(chosen) : "--lambda",
        "--strategy " + GrowNames.word(kind),
        "grows by the factor only");
    Checks.notBoth(
        newNeurons != null && morphisms != null && !morphisms.contains(MorphKind.NEW_NEURON),
        "--new-neurons",
        "--morphisms without new",
        "adds none");
  }

  private Selection selection() {
    Selection standard = preset.chosen().selection();
    Selection.Start start = or(begin, standard.start());
    Selection.Pace implied = lambda == null ? standard.pace() : Selection.Pace.LAMBDA;
    Set<MorphKind> kinds = or(morphisms, standard.kinds(start, newNeurons != null));
    return standard
        .withLambda(
            or(pace, implied), lambda == null ? standard.lambda() : OptionalDouble.of(lambda))
        .withGrowthFactor(or(growth, standard.growthFactor()))
        .withResource(or(resource, standard.resource()))
        .withDiscount(or(discount, standard.discount()))
        .withOtherShare(or(otherShare, standard.otherShare()))
        .withStart(start)
        .withKinds(kinds)
        .withTryBoth(tryBoth.among(kinds));
  }

  private static OptionalLong limit(Long given) {
    return given == null ? OptionalLong.empty() : OptionalLong.of(given);
  }
}
