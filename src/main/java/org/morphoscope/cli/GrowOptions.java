package org.morphoscope.cli;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.morphoscope.growth.RunConfig;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.score.CurvatureMode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code grow} that make a {@link RunConfig}. */
final class GrowOptions {
  @Option(
      names = "--data",
      paramLabel = "NAME",
      defaultValue = "generated",
      description =
          "generated, generated:N, cifar10:DIR, cifar100:DIR or idx:DIR (default:"
              + " ${DEFAULT-VALUE}).")
  private String data;

  @Option(
      names = "--seed-net",
      paramLabel = "NAME",
      defaultValue = "tiny",
      converter = SeedNet.class,
      description = "Net that growth starts from: tiny or vgg-small (default: ${DEFAULT-VALUE}).")
  private String seedNet;

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
      names = "--growth",
      paramLabel = "FACTOR",
      description = "Growth of the parameters per round (default: 1.4).")
  private Double growth;

  @Option(
      names = "--lambda",
      paramLabel = "X",
      description = "Fixed loss per parameter instead of a growth factor, for example 1e-6.")
  private Double lambda;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      converter = Mode.class,
      description = "Curvature: ggn-mc (default), ggn, fisher or sqrt.")
  private CurvatureMode mode;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of training per round (default: 3).")
  private Integer epochs;

  @Option(
      names = "--first-epochs",
      paramLabel = "N",
      description = "Epochs of training of the seed net (default: 4).")
  private Integer firstEpochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images per training step, 16 to 512 (default: 128).")
  private Integer batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Peak learning rate (default: 0.1 with sgd, 0.002 with adam).")
  private Double learningRate;

  @Option(names = "--optimiser", paramLabel = "NAME", description = "sgd (default) or adam.")
  private RunConfig.Optimiser optimiser;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description = "Learning rate within a round: cosine (default), constant or step.")
  private RunConfig.Schedule schedule;

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

  @Option(names = "--no-augment", description = "Train without random crops and flips.")
  private boolean noAugment;

  @Option(
      names = "--learn-samples",
      paramLabel = "N",
      description = "Images that theta is learned on (default: 2048).")
  private Integer learnSamples;

  @Option(
      names = "--learn-steps",
      paramLabel = "N",
      description = "Steps of learning theta (default: 48).")
  private Integer learnSteps;

  @Option(
      names = "--score-samples",
      paramLabel = "N",
      description = "Images that candidates are scored on (default: 2048).")
  private Integer scoreSamples;

  /**
   * @throws IllegalArgumentException in one sentence when a number is out of range
   */
  RunConfig config() {
    if (budget != null && budget < 1) {
      throw new IllegalArgumentException("parameter budget: expected at least 1, found " + budget);
    }
    if (growth != null && lambda != null) {
      throw new IllegalArgumentException(
          "expected --growth or --lambda, found both: a fixed lambda leaves the growth open");
    }
    if (trainLimit != null && trainLimit < 1) {
      throw new IllegalArgumentException("train limit: expected at least 1, found " + trainLimit);
    }
    return new RunConfig(
        data,
        trainLimit == null ? OptionalInt.empty() : OptionalInt.of(trainLimit),
        validation,
        seedNet,
        rounds,
        budget == null ? OptionalLong.empty() : OptionalLong.of(budget),
        seed,
        training(),
        scoring(),
        selection());
  }

  private RunConfig.Training training() {
    RunConfig.Training standard = RunConfig.Training.standard();
    RunConfig.Optimiser chosen = or(optimiser, standard.optimiser());
    double rate = chosen == RunConfig.Optimiser.ADAM ? 0.002 : standard.learningRate();
    return new RunConfig.Training(
        chosen,
        or(learningRate, rate),
        standard.momentum(),
        standard.weightDecay(),
        or(schedule, standard.schedule()),
        or(batch, standard.batch()),
        or(firstEpochs, standard.firstEpochs()),
        or(epochs, standard.epochsPerRound()),
        !noAugment);
  }

  private RunConfig.Scoring scoring() {
    RunConfig.Scoring standard = RunConfig.Scoring.standard();
    return new RunConfig.Scoring(
        or(mode, standard.mode()),
        or(learnSamples, standard.learnSamples()),
        or(learnSteps, standard.learnSteps()),
        standard.learnBatch(),
        standard.learnRate(),
        standard.thetaScale(),
        or(scoreSamples, standard.scoreSamples()),
        standard.heldOutSamples());
  }

  private RunConfig.Selection selection() {
    RunConfig.Selection standard = RunConfig.Selection.standard();
    return new RunConfig.Selection(
        or(growth, standard.growthFactor()),
        lambda == null ? standard.lambda() : OptionalDouble.of(lambda),
        standard.significance(),
        standard.kinds());
  }

  private static <T> T or(T given, T standard) {
    return given == null ? standard : given;
  }

  /** Names of seed nets, checked while the command line is read. */
  static final class SeedNet implements ITypeConverter<String> {
    @Override
    public String convert(String name) {
      if (SeedNetworks.names().contains(name)) {
        return name;
      }
      throw new TypeConversionException(
          "expected one of %s, found '%s'"
              .formatted(String.join(", ", SeedNetworks.names()), name));
    }
  }

  /** Names of curvature modes. */
  static final class Mode implements ITypeConverter<CurvatureMode> {
    @Override
    public CurvatureMode convert(String name) {
      try {
        return CurvatureMode.of(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
