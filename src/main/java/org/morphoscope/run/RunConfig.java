package org.morphoscope.run;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.text.Texts;

/**
 * Everything that determines a run, so that the same configuration gives the same run.
 *
 * @param data name of the data: {@code generated}, {@code cifar10:DIR}, ...
 * @param trainLimit use at most this many training images (chosen by seed); empty for all
 * @param validationShare share of the training images set aside for validation, 0.02 to 0.5
 * @param seedNet name of the seed network
 * @param architecture the seed network itself when {@link #seedNet} is none of the program's own
 * @param rounds growth rounds after the first training
 * @param parameterBudget end when the net has this many parameters; empty for no limit
 * @param macBudget end when one image costs this many multiply-accumulates; empty for no limit
 * @param seed seed of every random choice
 * @param training how the weights are trained
 * @param scoring how theta is learned and candidates are scored
 * @param selection how a set is chosen
 * @param strategy where and how the net grows
 * @param seedFile the file whose weights the run begins with; empty for random ones
 */
public record RunConfig(
    String data,
    OptionalInt trainLimit,
    double validationShare,
    String seedNet,
    Optional<NetworkSpec> architecture,
    int rounds,
    OptionalLong parameterBudget,
    OptionalLong macBudget,
    long seed,
    Training training,
    Scoring scoring,
    Selection selection,
    GrowthStrategy strategy,
    Optional<SeedFile> seedFile) {

  /**
   * A trained net of a file, which the run keeps a copy of.
   *
   * @param name of the file, without its folder
   * @param fingerprint of its numbers, see {@link SeedState#fingerprint}
   */
  public record SeedFile(String name, String fingerprint) {}

  /** Optimiser of the weights. */
  public enum Optimiser {
    SGD,
    ADAM
  }

  /** Course of the learning rate within each round. */
  public enum Schedule {
    CONSTANT,
    COSINE,
    STEP
  }

  /**
   * How the weights are trained.
   *
   * @param optimiser SGD with momentum, or Adam
   * @param learningRate peak rate; SGD 0.02 to 0.2, Adam 0.0005 to 0.005. Too high: the loss jumps
   *     or becomes NaN; too low: nothing happens for many epochs
   * @param momentum of SGD, 0 to 0.99
   * @param weightDecay 0 to 0.001
   * @param schedule course of the rate over the epochs of a round
   * @param batch images per step, 16 to 512
   * @param firstEpochs epochs for the seed net
   * @param epochsPerRound epochs after each growth
   * @param augment random crops and, where it makes sense, flips
   */
  public record Training(
      Optimiser optimiser,
      double learningRate,
      double momentum,
      double weightDecay,
      Schedule schedule,
      int batch,
      int firstEpochs,
      int epochsPerRound,
      boolean augment) {
    public Training {
      require(learningRate > 0 && learningRate <= 10, "learning rate", "above 0", learningRate);
      require(momentum >= 0 && momentum < 1, "momentum", "0 to below 1", momentum);
      require(weightDecay >= 0 && weightDecay < 1, "weight decay", "0 to below 1", weightDecay);
      require(batch >= 2, "batch size", "at least 2", batch);
      require(firstEpochs >= 0, "first epochs", "at least 0", firstEpochs);
      require(epochsPerRound >= 0, "epochs per round", "at least 0", epochsPerRound);
    }

    public static Training standard() {
      return new Training(Optimiser.SGD, 0.1, 0.9, 5e-4, Schedule.COSINE, 128, 4, 3, true);
    }
  }

  /**
   * How candidates are scored (method.md section 5 and 7).
   *
   * @param mode curvature mode
   * @param learnSamples images theta is learned on, at least 2,048 (512 over-fits)
   * @param learnSteps Adam steps
   * @param learnBatch images per step; see {@code score}'s decisions about both
   * @param learnRate Adam rate at the start, falling to 0 linearly
   * @param thetaScale norm of the initial theta relative to the channel's weights
   * @param scoreSamples images of the scoring pass, at least 2,000
   * @param heldOutSamples images the measured gain is checked on
   * @param newPerGroup candidates for new neurons of each layer, 4 to 32; fewer than a round wants
   *     to add and the rest goes to splits
   */
  public record Scoring(
      CurvatureMode mode,
      int learnSamples,
      int learnSteps,
      int learnBatch,
      double learnRate,
      double thetaScale,
      int scoreSamples,
      int heldOutSamples,
      int newPerGroup) {
    public Scoring {
      require(learnSamples >= 1, "learning samples", "at least 1", learnSamples);
      require(learnSteps >= 0, "learning steps", "at least 0", learnSteps);
      require(learnBatch >= 1, "learning batch", "at least 1", learnBatch);
      require(learnRate > 0, "theta learning rate", "above 0", learnRate);
      require(thetaScale > 0, "theta scale", "above 0", thetaScale);
      require(scoreSamples >= 2, "scoring samples", "at least 2", scoreSamples);
      require(heldOutSamples >= 0, "held-out samples", "at least 0", heldOutSamples);
      require(
          newPerGroup >= 1 && newPerGroup <= 1000,
          "new neurons per layer",
          "1 to 1000",
          newPerGroup);
    }

    public static Scoring standard() {
      return new Scoring(CurvatureMode.GGN_MC, 2048, 16, 128, 0.005, 0.3, 2048, 2048, 12);
    }
  }

  /** What limits a round of growth. */
  public enum Pace {
    /** The growth factor, lambda by bisection: no tuning needed. */
    FACTOR,
    /** As {@link #FACTOR}, with the factor that reaches the budget in the last round. */
    TO_BUDGET,
    /** A fixed lambda. */
    LAMBDA,
    /**
     * A lambda that follows the measured gain per unit of the resource; the growth factor is the
     * upper limit.
     */
    ADAPTIVE
  }

  /**
   * How a set is chosen (method.md section 8).
   *
   * @param pace what limits a round
   * @param growthFactor net growth of the resource per round, above 1 to 4
   * @param lambda loss per unit of the resource: the fixed one, or where the adaptive policy starts
   * @param resource what lambda and the growth factor are about
   * @param significance a candidate is eligible when |dL| exceeds this many standard errors
   * @param kinds morphisms to consider
   */
  public record Selection(
      Pace pace,
      double growthFactor,
      OptionalDouble lambda,
      Resource resource,
      double significance,
      Set<MorphKind> kinds) {
    public Selection {
      require(
          growthFactor > 1 && growthFactor <= 16, "growth factor", "above 1, to 16", growthFactor);
      require(lambda.orElse(0) >= 0, "lambda", "at least 0", lambda.orElse(0));
      require(pace != Pace.LAMBDA || lambda.isPresent(), "lambda", "a number", "none");
      require(significance >= 0, "significance", "at least 0", significance);
      kinds = Set.copyOf(kinds);
    }

    public static Selection standard() {
      return new Selection(
          Pace.FACTOR,
          1.4,
          OptionalDouble.empty(),
          Resource.PARAMETERS,
          0,
          Set.of(MorphKind.SPLIT, MorphKind.PRUNE, MorphKind.NEW_NEURON));
    }
  }

  public RunConfig {
    require(
        validationShare >= 0.02 && validationShare <= 0.5,
        "validation share",
        "0.02 to 0.5",
        validationShare);
    require(
        selection.pace() != Pace.TO_BUDGET
            || budgetOf(selection.resource(), parameterBudget, macBudget).isPresent(),
        "pace",
        "a budget to grow to",
        "none");
    require(rounds >= 0, "rounds", "at least 0", rounds);
    require(
        seedFile.isEmpty() || architecture.isPresent(), "seed file", "its architecture", "none");
  }

  /** A run that begins with random weights. */
  public RunConfig(
      String data,
      OptionalInt trainLimit,
      double validationShare,
      String seedNet,
      Optional<NetworkSpec> architecture,
      int rounds,
      OptionalLong parameterBudget,
      OptionalLong macBudget,
      long seed,
      Training training,
      Scoring scoring,
      Selection selection,
      GrowthStrategy strategy) {
    this(
        data,
        trainLimit,
        validationShare,
        seedNet,
        architecture,
        rounds,
        parameterBudget,
        macBudget,
        seed,
        training,
        scoring,
        selection,
        strategy,
        Optional.empty());
  }

  /** The same run that begins with the net and the weights of a file. */
  public RunConfig withSeed(NetworkSpec net, Optional<SeedFile> file) {
    return new RunConfig(
        data,
        trainLimit,
        validationShare,
        seedNet,
        Optional.of(net),
        rounds,
        parameterBudget,
        macBudget,
        seed,
        training,
        scoring,
        selection,
        strategy,
        file);
  }

  /** The same run with another number of rounds. */
  public RunConfig withRounds(int changed) {
    return new RunConfig(
        data,
        trainLimit,
        validationShare,
        seedNet,
        architecture,
        changed,
        parameterBudget,
        macBudget,
        seed,
        training,
        scoring,
        selection,
        strategy,
        seedFile);
  }

  /** The budget of a resource, if any. */
  public OptionalLong budget(Resource resource) {
    return budgetOf(resource, parameterBudget, macBudget);
  }

  private static OptionalLong budgetOf(
      Resource resource, OptionalLong parameters, OptionalLong macs) {
    return resource == Resource.PARAMETERS ? parameters : macs;
  }

  /** Candidates for new neurons of each layer: none when the morphism is not considered. */
  public int newNeurons() {
    return strategy.kinds(selection.kinds()).contains(MorphKind.NEW_NEURON)
        ? scoring.newPerGroup()
        : 0;
  }

  /** A run of the standard setting. */
  public static RunConfig standard(String data, String seedNet, int rounds, long seed) {
    return new RunConfig(
        data,
        OptionalInt.empty(),
        0.1,
        seedNet,
        Optional.empty(),
        rounds,
        OptionalLong.empty(),
        OptionalLong.empty(),
        seed,
        Training.standard(),
        Scoring.standard(),
        Selection.standard(),
        GrowthStrategy.GAUSS_NEWTON);
  }

  private static void require(boolean good, String what, String expected, Object found) {
    if (!good) {
      throw new IllegalArgumentException(
          Texts.of("%s: expected %s, found %s", what, expected, found));
    }
  }
}
