package org.morphoscope.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.text.Texts;

/**
 * Everything that determines a run, so that the same configuration gives the same run. Made from
 * {@link #standard} by naming what is to be different.
 *
 * @param data the images
 * @param seedNet the net that growth starts from
 * @param limits when growth ends
 * @param seed seed of every random choice
 * @param training how the weights are trained
 * @param scoring how theta is learned and candidates are scored
 * @param selection how a set is chosen
 * @param strategy where and how the net grows
 * @param numerics how numbers are drawn, see {@link #NUMERICS}
 * @param scoresFile where the scores of {@link GrowthStrategy#SCORES} are; no other one looks
 */
public record RunConfig(
    Data data,
    SeedNet seedNet,
    Limits limits,
    long seed,
    Training training,
    Scoring scoring,
    Selection selection,
    GrowthStrategy strategy,
    int numerics,
    Optional<String> scoresFile) {

  /**
   * How a new run draws its numbers. A recorded run goes on as it was begun:
   *
   * <ol>
   *   <li>the crops of a batch are drawn from one generator per batch, half of them those of the
   *       batch before; the controls choose by {@code Collections.shuffle};
   *   <li>every image's crop is drawn from a generator of its own; one shuffle everywhere.
   * </ol>
   */
  public static final int NUMERICS = 2;

  /**
   * The images of a run.
   *
   * @param name {@code generated}, {@code cifar10:DIR}, ...
   * @param trainLimit use at most this many training images (chosen by seed); empty for all
   * @param validationShare share of the training images set aside for validation, 0.02 to 0.5
   */
  public record Data(String name, OptionalInt trainLimit, double validationShare) {
    /**
     * Checks the validation share.
     *
     * @param name {@code generated}, {@code cifar10:DIR},
     * @param trainLimit use at most this many training images (chosen by seed); empty for all
     * @param validationShare share of the training images set aside for validation, 0.02 to 0.5
     */
    public Data {
      require(
          validationShare >= 0.02 && validationShare <= 0.5,
          "validation share",
          "0.02 to 0.5",
          validationShare);
    }

    /**
     * {@return the same data with another limit}
     *
     * @param changed most training images; empty: all
     */
    public Data withTrainLimit(OptionalInt changed) {
      return new Data(name, changed, validationShare);
    }

    /**
     * {@return the same data with another validation share}
     *
     * @param changed share of the training images set aside for validation, 0.02 to 0.5
     */
    public Data withValidationShare(double changed) {
      return new Data(name, trainLimit, changed);
    }
  }

  /**
   * The net that a run starts from.
   *
   * @param name of a seed network
   * @param architecture the network itself when the name is none of the program's own
   * @param file the file whose weights the run begins with; empty for random ones
   */
  public record SeedNet(String name, Optional<NetworkSpec> architecture, Optional<SeedFile> file) {
    /**
     * Checks that a file comes with its architecture.
     *
     * @param name of a seed network
     * @param architecture the network itself when the name is none of the program's own
     * @param file the file whose weights the run begins with; empty for random ones
     */
    public SeedNet {
      require(file.isEmpty() || architecture.isPresent(), "seed file", "its architecture", "none");
    }

    /**
     * {@return one of the program's own nets, with random weights}
     *
     * @param name of a seed network
     */
    public static SeedNet named(String name) {
      return new SeedNet(name, Optional.empty(), Optional.empty());
    }

    /**
     * {@return the net itself, with the weights of a file or random ones}
     *
     * @param net the graph
     * @param weights the file that the weights come from; empty: random ones
     */
    public SeedNet with(NetworkSpec net, Optional<SeedFile> weights) {
      return new SeedNet(name, Optional.of(net), weights);
    }
  }

  /**
   * A trained net of a file, which the run keeps a copy of.
   *
   * @param name of the file, without its folder
   * @param fingerprint of its numbers, see {@link SeedState#fingerprint}
   * @param scaling how its net was trained to see images; empty where nobody says so and the images
   *     are scaled by the mean and deviation of the training part
   */
  public record SeedFile(String name, String fingerprint, Optional<InputScaling> scaling) {
    /**
     * A file that says nothing of how it wants its images.
     *
     * @param name of the file, without its folder
     * @param fingerprint of its numbers, see {@link SeedState#fingerprint}
     */
    public SeedFile(String name, String fingerprint) {
      this(name, fingerprint, Optional.empty());
    }
  }

  /**
   * What a net sees of pixels from 0 to 1: {@code (pixel - mean_c) / deviation_c}.
   *
   * @param mean per channel
   * @param deviation per channel, above 0
   */
  public record InputScaling(List<Double> mean, List<Double> deviation) {
    /**
     * Copies the lists and checks that there is a finite mean and a deviation above 0 for each
     * channel.
     *
     * @param mean per channel
     * @param deviation per channel, above 0
     */
    public InputScaling {
      mean = List.copyOf(mean);
      deviation = List.copyOf(deviation);
      require(
          !mean.isEmpty() && mean.size() == deviation.size(),
          "input mean and deviation",
          "one of each per channel",
          mean.size() + " and " + deviation.size());
      require(mean.stream().allMatch(Double::isFinite), "input mean", "finite numbers", mean);
      require(
          deviation.stream().allMatch(v -> v > 0 && Double.isFinite(v)),
          "input deviation",
          "finite numbers above 0",
          deviation);
    }
  }

  /**
   * When growth ends: whatever comes first.
   *
   * @param rounds growth rounds after the first training
   * @param parameters end when the net has this many parameters; empty for no limit
   * @param macs end when one image costs this many multiply-accumulates; empty for no limit
   */
  public record Limits(int rounds, OptionalLong parameters, OptionalLong macs) {
    /**
     * Checks the number of rounds.
     *
     * @param rounds growth rounds after the first training
     * @param parameters end when the net has this many parameters; empty for no limit
     * @param macs end when one image costs this many multiply-accumulates; empty for no limit
     */
    public Limits {
      requireBetween(0, 100_000, "rounds", rounds);
    }

    /**
     * {@return limits of the number of rounds alone}
     *
     * @param rounds growth rounds after the first training
     */
    public static Limits ofRounds(int rounds) {
      return new Limits(rounds, OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * {@return the same limits with another number of rounds}
     *
     * @param changed growth rounds after the first training
     */
    public Limits withRounds(int changed) {
      return new Limits(changed, parameters, macs);
    }

    /**
     * {@return the same limits with another budget of parameters}
     *
     * @param changed end when the net has this many parameters; empty for no limit
     */
    public Limits withParameters(OptionalLong changed) {
      return new Limits(rounds, changed, macs);
    }

    /**
     * {@return the same limits with another budget of multiply-accumulates}
     *
     * @param changed end when one image costs this many multiply-accumulates; empty for no limit
     */
    public Limits withMacs(OptionalLong changed) {
      return new Limits(rounds, parameters, changed);
    }

    /**
     * Refuses budgets that the net uses up before it has grown; one that it just fits into is a way
     * to train it only.
     *
     * @param seed the net that growth begins with
     * @throws IllegalArgumentException in one sentence
     */
    public void requireRoomFor(NetworkSpec seed) {
      Resources used = Resources.of(seed);
      for (Resource resource : Resource.values()) {
        OptionalLong limit = of(resource);
        if (limit.isPresent() && limit.getAsLong() < used.of(resource)) {
          throw new IllegalArgumentException(
              Texts.of(
                  "budget: expected at least the %,d %s that the seed net '%s' begins with, found"
                      + " %,d; raise it or begin with a smaller net",
                  used.of(resource), resource.words(), seed.name(), limit.getAsLong()));
        }
      }
    }

    /**
     * {@return the limit of a resource, if any}
     *
     * @param resource parameters or multiply-accumulates
     */
    public OptionalLong of(Resource resource) {
      return resource == Resource.PARAMETERS ? parameters : macs;
    }

    /**
     * {@return the same limits with another one of a resource}
     *
     * @param resource parameters or multiply-accumulates
     * @param changed most that the net may have; empty: any number
     */
    public Limits with(Resource resource, OptionalLong changed) {
      return resource == Resource.PARAMETERS ? withParameters(changed) : withMacs(changed);
    }
  }

  /**
   * Checks what depends on more than one part.
   *
   * @param data the images
   * @param seedNet the net that growth starts from
   * @param limits when growth ends
   * @param seed seed of every random choice
   * @param training how the weights are trained
   * @param scoring how theta is learned and candidates are scored
   * @param selection how a set is chosen
   * @param strategy where and how the net grows
   * @param numerics how numbers are drawn, see {@link #NUMERICS}
   * @param scoresFile where the scores of {@link GrowthStrategy#SCORES} are
   */
  public RunConfig {
    require(
        selection.pace() != Selection.Pace.TO_BUDGET || limits.of(selection.resource()).isPresent(),
        "pace",
        "a budget to grow to",
        "none");
    require(
        numerics >= 1 && numerics <= NUMERICS,
        "numerics",
        "1 to " + NUMERICS + " (a newer Morphoscope began this run; use that one)",
        numerics);
  }

  /**
   * {@return the configuration of a run of the standard setting}
   *
   * @param data name of the images, as the command line has it
   * @param seedNet one of the program's own nets by name
   * @param rounds growth rounds in all
   * @param seed seed of every random choice
   */
  public static RunConfig standard(String data, String seedNet, int rounds, long seed) {
    return new RunConfig(
        new Data(data, OptionalInt.empty(), 0.1),
        SeedNet.named(seedNet),
        Limits.ofRounds(rounds),
        seed,
        Training.standard(),
        Scoring.standard(),
        Selection.standard(),
        GrowthStrategy.GAUSS_NEWTON,
        NUMERICS,
        Optional.empty());
  }

  /**
   * {@return the same configuration on other data}
   *
   * @param changed the images
   */
  public RunConfig withData(Data changed) {
    return new RunConfig(
        changed,
        seedNet,
        limits,
        seed,
        training,
        scoring,
        selection,
        strategy,
        numerics,
        scoresFile);
  }

  /**
   * {@return the same configuration with another seed net}
   *
   * @param changed the net that growth starts from
   */
  public RunConfig withSeedNet(SeedNet changed) {
    return new RunConfig(
        data, changed, limits, seed, training, scoring, selection, strategy, numerics, scoresFile);
  }

  /**
   * {@return the same configuration with other limits}
   *
   * @param changed when growth ends
   */
  public RunConfig withLimits(Limits changed) {
    return new RunConfig(
        data, seedNet, changed, seed, training, scoring, selection, strategy, numerics, scoresFile);
  }

  /**
   * {@return the same configuration with another number of rounds}
   *
   * @param changed growth rounds in all
   */
  public RunConfig withRounds(int changed) {
    return withLimits(limits.withRounds(changed));
  }

  /**
   * {@return the same configuration with another seed}
   *
   * @param changed seed of every random choice
   */
  public RunConfig withSeed(long changed) {
    return new RunConfig(
        data,
        seedNet,
        limits,
        changed,
        training,
        scoring,
        selection,
        strategy,
        numerics,
        scoresFile);
  }

  /**
   * {@return the same configuration with another training}
   *
   * @param changed how the weights are trained
   */
  public RunConfig withTraining(Training changed) {
    return new RunConfig(
        data, seedNet, limits, seed, changed, scoring, selection, strategy, numerics, scoresFile);
  }

  /**
   * {@return the same configuration with another scoring}
   *
   * @param changed how theta is learned and candidates are scored
   */
  public RunConfig withScoring(Scoring changed) {
    return new RunConfig(
        data, seedNet, limits, seed, training, changed, selection, strategy, numerics, scoresFile);
  }

  /**
   * {@return the same configuration with another selection}
   *
   * @param changed how a set is chosen
   */
  public RunConfig withSelection(Selection changed) {
    return new RunConfig(
        data, seedNet, limits, seed, training, scoring, changed, strategy, numerics, scoresFile);
  }

  /**
   * {@return the same configuration with another strategy}
   *
   * @param changed where and how the net grows
   */
  public RunConfig withStrategy(GrowthStrategy changed) {
    return new RunConfig(
        data,
        seedNet,
        limits,
        seed,
        training,
        scoring,
        selection,
        changed,
        numerics,
        Optional.empty());
  }

  /**
   * {@return the same configuration with the numerics of another version}
   *
   * @param changed how numbers are drawn, see {@link #NUMERICS}
   */
  public RunConfig withNumerics(int changed) {
    return new RunConfig(
        data, seedNet, limits, seed, training, scoring, selection, strategy, changed, scoresFile);
  }

  /**
   * {@return the same configuration, splitting by the scores of a file}
   *
   * @param file its place
   */
  public RunConfig withScoresFile(String file) {
    return new RunConfig(
        data,
        seedNet,
        limits,
        seed,
        training,
        scoring,
        selection,
        GrowthStrategy.SCORES,
        numerics,
        Optional.of(file));
  }

  /**
   * {@return the budget of a resource, if any}
   *
   * @param resource parameters or multiply-accumulates
   */
  public OptionalLong budget(Resource resource) {
    return limits.of(resource);
  }

  /**
   * {@return the number of candidates for new neurons of each layer: none when the morphism is not
   * considered}
   */
  public int newNeurons() {
    return strategy.kinds(selection.kinds()).contains(MorphKind.NEW_NEURON)
        ? scoring.newPerGroup()
        : 0;
  }

  /**
   * @throws IllegalArgumentException in one sentence, with both ends, when a value is outside
   */
  static void requireBetween(long low, long high, String what, long found) {
    require(found >= low && found <= high, what, Texts.of("%d to %d", low, high), found);
  }

  /**
   * @throws IllegalArgumentException in one sentence when a value is not good
   */
  static void require(boolean good, String what, String expected, Object found) {
    if (!good) {
      throw new IllegalArgumentException(
          Texts.of("%s: expected %s, found %s", what, expected, found));
    }
  }
}
