package org.morphoscope.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.morphoscope.run.LayerScores.ScoreQuantity;

/**
 * What happens in a run, in order. Times are seconds of wall clock since the run (or its
 * resumption) started; two runs with the same seed give the same events but for times and rates.
 */
public sealed interface GrowthEvent {

  /**
   * {@return the number of the round that the event belongs to; 0 is the first training of the seed
   * net}
   */
  int round();

  /**
   * The run begins, or goes on after an interruption.
   *
   * @param runId unique name of the run
   * @param round first round of this start
   * @param config what was asked for
   * @param architecture the net as it is now
   * @param trainImages size of the training part
   * @param validationImages size of the validation part
   * @param testImages size of the test file, 0 without one
   * @param classNames names of the classes
   * @param backend kernels in words, for example "oneDNN on CPU, 2 threads"
   * @param version version of the program
   * @param dataNotes what a person should know about the data, a line each; empty in runs that were
   *     recorded before these were kept
   */
  record RunStarted(
      String runId,
      int round,
      RunConfig config,
      Architecture architecture,
      int trainImages,
      int validationImages,
      int testImages,
      List<String> classNames,
      String backend,
      String version,
      List<String> dataNotes)
      implements GrowthEvent {
    /**
     * Copies the lists.
     *
     * @param runId unique name of the run
     * @param round first round of this start
     * @param config what was asked for
     * @param architecture the net as it is now
     * @param trainImages size of the training part
     * @param validationImages size of the validation part
     * @param testImages size of the test file, 0 without one
     * @param classNames names of the classes
     * @param backend kernels in words, for example "oneDNN on CPU, 2 threads"
     * @param version version of the program
     * @param dataNotes what a person should know about the data, a line each
     */
    public RunStarted {
      classNames = List.copyOf(classNames);
      dataNotes = List.copyOf(dataNotes);
    }
  }

  /**
   * A phase begins; {@code total} units of work lie ahead (images or steps, 0 when unknown).
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param phase the work that the round is at
   * @param total units of work ahead: images or steps, 0 when unknown
   */
  record PhaseStarted(int round, Phase phase, long total) implements GrowthEvent {}

  /**
   * Work done so far in the current phase, at most about ten times a second. Not kept on disk.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param phase the work that the round is at
   * @param done units of work so far
   * @param total units of work in all, 0 when unknown
   * @param imagesPerSecond NaN when unknown
   * @param loss running mean of the phase's loss, NaN where there is none
   */
  record PhaseProgress(
      int round, Phase phase, long done, long total, double imagesPerSecond, double loss)
      implements GrowthEvent {}

  /**
   * A phase ended after {@code seconds}.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param phase the work that the round is at
   * @param seconds of wall clock
   * @param spent arithmetic of the run so far; empty in runs recorded before it was counted
   */
  record PhaseFinished(int round, Phase phase, double seconds, Optional<Compute> spent)
      implements GrowthEvent {}

  /**
   * An epoch of training ended.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param epoch number of the epoch, from 0
   * @param epochs epochs of this training in all
   * @param trainLoss mean over the epoch's batches, nats
   * @param trainAccuracy mean over the epoch's batches, 0 to 1
   * @param learningRate of the last step
   * @param spent arithmetic of the run so far; empty in runs recorded before it was counted
   * @param gradientNorms of every layer, the head last: root of the mean square over some batches
   *     of the epoch; empty in runs recorded before it was kept
   */
  record EpochFinished(
      int round,
      int epoch,
      int epochs,
      double trainLoss,
      double trainAccuracy,
      double learningRate,
      Optional<Compute> spent,
      List<Double> gradientNorms)
      implements GrowthEvent {}

  /**
   * An epoch of the tail of a round ended. When there is a round behind it, that one goes on from
   * before the tail.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param epoch number of the epoch, from 0
   * @param epochs epochs of this training in all
   * @param trainLoss mean over the epoch's batches, nats
   * @param trainAccuracy mean over the epoch's batches, 0 to 1
   * @param learningRate of the last step
   * @param spent arithmetic so far, of growth up to the round and of this tail
   */
  record TailEpoch(
      int round,
      int epoch,
      int epochs,
      double trainLoss,
      double trainAccuracy,
      double learningRate,
      Optional<Compute> spent)
      implements GrowthEvent {}

  /**
   * The tail of a round is complete and saved beside the round.
   *
   * @param round the round whose tail it is
   * @param summary of the round, with the losses after the tail; see {@link RoundSummary#tail}
   */
  record TailFinished(int round, RoundSummary summary) implements GrowthEvent {}

  /**
   * Scores after {@code samples} of {@code totalSamples} images; emitted every few batches.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param samples images scored so far
   * @param totalSamples images that will be scored
   * @param layers one entry per layer
   * @param quantity what {@code splitDelta} and {@code newDelta} are; empty for predicted changes
   *     of the loss by our own model
   */
  record ScoresUpdated(
      int round,
      long samples,
      long totalSamples,
      List<LayerScores> layers,
      Optional<ScoreQuantity> quantity)
      implements GrowthEvent {
    /**
     * Copies the list.
     *
     * @param round number of the round, 0 for the training of the seed net
     * @param samples images scored so far
     * @param totalSamples images that will be scored
     * @param layers one entry per layer
     * @param quantity what {@code splitDelta} and {@code newDelta} are
     */
    public ScoresUpdated {
      layers = List.copyOf(layers);
    }
  }

  /**
   * The proposal of the round; the engine waits for the decision next.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param proposal with its joint model
   */
  record Proposed(int round, Proposal proposal) implements GrowthEvent {}

  /**
   * A person locked or unlocked width groups.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param locked all groups that are locked now, in order
   */
  record LocksChanged(int round, List<Integer> locked) implements GrowthEvent {}

  /**
   * A person took back this round and all after it: the run stands at the end of the round before.
   * What happened since then stays in the record as a branch that was abandoned; a run of the same
   * seed that is given the same answers would repeat it exactly.
   *
   * @param round the first round that is taken back
   */
  record Undone(int round) implements GrowthEvent {}

  /**
   * Settings of the run are others from this round on, because a person wanted so when the run went
   * on.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param what the settings with their old and new values, in words
   */
  record SettingsChanged(int round, String what) implements GrowthEvent {}

  /**
   * A person turned a setting while the run went on.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param epoch epoch of the round's training before which it was turned, from 0; -1 before the
   *     round's proposal
   * @param setting what was turned
   * @param from value before; empty for a budget where there was none
   * @param to value from here on
   * @param who who turned it
   */
  record Adjusted(
      int round, int epoch, Adjustment.Setting setting, OptionalDouble from, double to, String who)
      implements GrowthEvent {}

  /**
   * Training left what is sound: the run goes back to the end of the round before and plays this
   * round again at a smaller rate.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param attempt 1 for the first time in the round
   * @param learningRate peak rate at which it diverged
   * @param nextLearningRate peak rate from here on
   */
  record Diverged(int round, int attempt, double learningRate, double nextLearningRate)
      implements GrowthEvent {}

  /**
   * The tail of a round left what is sound: it is played again from the end of the round, at a
   * smaller rate that is its own.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param attempt 1 for the first time in the tail
   * @param learningRate peak rate at which it diverged
   * @param nextLearningRate peak rate of the tail from here on
   */
  record TailDiverged(int round, int attempt, double learningRate, double nextLearningRate)
      implements GrowthEvent {}

  /**
   * The decision fell.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param decision the answer to the round's proposal
   */
  record Decided(int round, Decision decision) implements GrowthEvent {}

  /**
   * The net changed; also emitted with an empty list when a round is reverted, and once more when
   * the first of two sets is the one that stays.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param morphisms in the order of candidates
   * @param architecture net and channels after the change
   * @param predictedDelta joint prediction for the set, nats per image
   */
  record Applied(
      int round, List<AppliedMorphism> morphisms, Architecture architecture, double predictedDelta)
      implements GrowthEvent {
    /**
     * Copies the list.
     *
     * @param round number of the round, 0 for the training of the seed net
     * @param morphisms in the order of candidates
     * @param architecture net and channels after the change
     * @param predictedDelta joint prediction for the set, nats per image
     */
    public Applied {
      morphisms = List.copyOf(morphisms);
    }
  }

  /**
   * The change of the frozen loss was measured.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param predictedDelta joint prediction for the set just applied
   * @param measuredDelta on the scoring images
   * @param heldOutDelta on images neither learned on nor scored
   * @param heldOutError standard error of heldOutDelta
   * @param contradicted whether the measurement contradicts the prediction, so that the set is
   *     halved (first time) or reverted (second time)
   */
  record Measured(
      int round,
      double predictedDelta,
      double measuredDelta,
      double heldOutDelta,
      double heldOutError,
      boolean contradicted)
      implements GrowthEvent {}

  /**
   * Two sets of the decision were tried. Behind it stands the net of the one that stays.
   *
   * @param round number of the round
   * @param both the sets, and what they came to
   */
  record Tried(int round, Decision.Trial.Both both) implements GrowthEvent {}

  /**
   * The round is complete and saved.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param summary what came of it
   */
  record RoundFinished(int round, RoundSummary summary) implements GrowthEvent {}

  /**
   * The person paused or resumed the run. Not kept on disk.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param paused whether the run waits now
   */
  record PauseChanged(int round, boolean paused) implements GrowthEvent {}

  /**
   * The run ended.
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param reason why
   * @param message one sentence for the person
   */
  record RunEnded(int round, EndReason reason, String message) implements GrowthEvent {}
}
