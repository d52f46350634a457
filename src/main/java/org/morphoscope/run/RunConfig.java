package org.morphoscope.run;

import static org.morphoscope.run.config.Ranges.require;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resource;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Keep;
import org.morphoscope.run.config.Limits;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;

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
 * @param keep which nets stay on the disk; the run is the same either way
 */
public record RunConfig(
    DataChoice data,
    SeedNet seedNet,
    Limits limits,
    long seed,
    Training training,
    Scoring scoring,
    Selection selection,
    GrowthStrategy strategy,
    int numerics,
    Optional<String> scoresFile,
    Keep keep) {

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
   * @param keep which nets stay on the disk
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
        new DataChoice(data, OptionalInt.empty(), 0.1),
        SeedNet.named(seedNet),
        Limits.ofRounds(rounds),
        seed,
        Training.standard(),
        Scoring.standard(),
        Selection.standard(),
        GrowthStrategy.GAUSS_NEWTON,
        NUMERICS,
        Optional.empty(),
        Keep.ALL);
  }

  /**
   * {@return the same configuration on other data}
   *
   * @param changed the images
   */
  public RunConfig withData(DataChoice changed) {
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
        scoresFile,
        keep);
  }

  /**
   * {@return the same configuration with another seed net}
   *
   * @param changed the net that growth starts from
   */
  public RunConfig withSeedNet(SeedNet changed) {
    return new RunConfig(
        data,
        changed,
        limits,
        seed,
        training,
        scoring,
        selection,
        strategy,
        numerics,
        scoresFile,
        keep);
  }

  /**
   * {@return the same configuration with other limits}
   *
   * @param changed when growth ends
   */
  public RunConfig withLimits(Limits changed) {
    return new RunConfig(
        data,
        seedNet,
        changed,
        seed,
        training,
        scoring,
        selection,
        strategy,
        numerics,
        scoresFile,
        keep);
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
        scoresFile,
        keep);
  }

  /**
   * {@return the same configuration with another training}
   *
   * @param changed how the weights are trained
   */
  public RunConfig withTraining(Training changed) {
    return new RunConfig(
        data,
        seedNet,
        limits,
        seed,
        changed,
        scoring,
        selection,
        strategy,
        numerics,
        scoresFile,
        keep);
  }

  /**
   * {@return the same configuration with another scoring}
   *
   * @param changed how theta is learned and candidates are scored
   */
  public RunConfig withScoring(Scoring changed) {
    return new RunConfig(
        data,
        seedNet,
        limits,
        seed,
        training,
        changed,
        selection,
        strategy,
        numerics,
        scoresFile,
        keep);
  }

  /**
   * {@return the same configuration with another selection}
   *
   * @param changed how a set is chosen
   */
  public RunConfig withSelection(Selection changed) {
    return new RunConfig(
        data,
        seedNet,
        limits,
        seed,
        training,
        scoring,
        changed,
        strategy,
        numerics,
        scoresFile,
        keep);
  }

  /**
   * {@return the same configuration with another strategy}
   *
   * @param changed where and how the net grows
   */
  public RunConfig withStrategy(GrowthStrategy changed) {
    return with(changed, Optional.empty());
  }

  /**
   * {@return the same configuration with the numerics of another version}
   *
   * @param changed how numbers are drawn, see {@link #NUMERICS}
   */
  public RunConfig withNumerics(int changed) {
    return new RunConfig(
        data,
        seedNet,
        limits,
        seed,
        training,
        scoring,
        selection,
        strategy,
        changed,
        scoresFile,
        keep);
  }

  /**
   * {@return the same configuration, splitting by the scores of a file}
   *
   * @param file its place
   */
  public RunConfig withScoresFile(String file) {
    return with(GrowthStrategy.SCORES, Optional.of(file));
  }

  private RunConfig with(GrowthStrategy changed, Optional<String> file) {
    return new RunConfig(
        data, seedNet, limits, seed, training, scoring, selection, changed, numerics, file, keep);
  }

  /**
   * {@return the same configuration, keeping other nets}
   *
   * @param changed which nets stay on the disk
   */
  public RunConfig withKeep(Keep changed) {
    return new RunConfig(
        data,
        seedNet,
        limits,
        seed,
        training,
        scoring,
        selection,
        strategy,
        numerics,
        scoresFile,
        changed);
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
}
