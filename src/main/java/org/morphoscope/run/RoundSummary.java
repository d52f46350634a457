package org.morphoscope.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A finished round, as in {@code summary.json}. Losses are mean cross-entropies in nats after the
 * round's training; gains are {@code -dL}, positive when the loss fell.
 *
 * @param round 0 for the seed net after its first training
 * @param widths channels per layer
 * @param parameters trainable parameters
 * @param multiplyAccumulates of one image's forward pass
 * @param trainLoss on (unaugmented) training images
 * @param trainLossError standard error of trainLoss
 * @param validationLoss on the validation part
 * @param validationLossError standard error of validationLoss
 * @param validationAccuracy share of right answers on the validation part
 * @param testLoss on the test file, which is never used for training or choices; absent without one
 * @param testAccuracy likewise
 * @param predictedGain of the applied set by the joint model; absent in round 0
 * @param measuredGain on the scoring images, frozen, right after applying; absent in round 0
 * @param heldOutGain the same on images that were neither learned on nor scored; absent in round 0
 * @param splits number of splits applied
 * @param prunes number of prunes applied
 * @param newNeurons number of new neurons applied
 * @param lambda loss per unit of the resource at which the set was chosen; absent without one
 * @param resourceChange change of the run's resource by the set that stayed
 * @param outcome what became of the proposal
 * @param secondsTraining wall-clock time of training
 * @param secondsScoring wall-clock time of refresh, learn, score, apply and measure
 * @param compute arithmetic of the run up to here, without tails that branched off before; empty in
 *     runs recorded before it was counted
 * @param tail the tail of the round; empty for the round as growth goes on from it
 */
public record RoundSummary(
    int round,
    List<Integer> widths,
    long parameters,
    long multiplyAccumulates,
    double trainLoss,
    double trainLossError,
    double validationLoss,
    double validationLossError,
    double validationAccuracy,
    OptionalDouble testLoss,
    OptionalDouble testAccuracy,
    OptionalDouble predictedGain,
    OptionalDouble measuredGain,
    OptionalDouble heldOutGain,
    int splits,
    int prunes,
    int newNeurons,
    OptionalDouble lambda,
    long resourceChange,
    Outcome outcome,
    double secondsTraining,
    double secondsScoring,
    Optional<Compute> compute,
    Optional<Tail> tail) {

  /**
   * The tail behind a round, which the losses of the summary are those after.
   *
   * @param epochs of the tail
   * @param before losses of the round before it
   * @param secondsBefore {@link #secondsTraining} before it
   * @param computeBefore {@link #compute} before it
   */
  public record Tail(
      int epochs,
      GrowthEngine.Evaluation before,
      double secondsBefore,
      Optional<Compute> computeBefore) {}

  /** What became of a round's proposal. */
  public enum Outcome {
    /** Round 0: nothing was proposed. */
    SEED,
    /** Applied, and the measurement agreed with the prediction. */
    APPLIED,
    /** The measurement contradicted the prediction; half of the set was kept. */
    HALVED,
    /** The halved set failed too; the round ended without growth. */
    REVERTED,
    /** Nothing was worth its parameters, or the person chose nothing. */
    NOTHING
  }

  /**
   * Copies the list.
   *
   * @param round 0 for the seed net after its first training
   * @param widths channels per layer
   * @param parameters trainable parameters
   * @param multiplyAccumulates of one image's forward pass
   * @param trainLoss on (unaugmented) training images
   * @param trainLossError standard error of trainLoss
   * @param validationLoss on the validation part
   * @param validationLossError standard error of validationLoss
   * @param validationAccuracy share of right answers on the validation part
   * @param testLoss on the test file, which is never used for training or choices; absent without
   *     one
   * @param testAccuracy likewise
   * @param predictedGain of the applied set by the joint model; absent in round 0
   * @param measuredGain on the scoring images, frozen, right after applying; absent in round 0
   * @param heldOutGain the same on images that were neither learned on nor scored; absent in round
   *     0
   * @param splits number of splits applied
   * @param prunes number of prunes applied
   * @param newNeurons number of new neurons applied
   * @param lambda loss per unit of the resource at which the set was chosen; absent without one
   * @param resourceChange change of the run's resource by the set that stayed
   * @param outcome what became of the proposal
   * @param secondsTraining wall-clock time of training
   * @param secondsScoring wall-clock time of refresh, learn, score, apply and measure
   * @param compute arithmetic of the run up to here, without tails that branched off before
   * @param tail the tail of the round; empty for the round as growth goes on from it
   */
  public RoundSummary {
    widths = List.copyOf(widths);
  }

  /**
   * A round as growth goes on from it, of a run whose arithmetic was not counted.
   *
   * @param round 0 for the seed net after its first training
   * @param widths channels per layer
   * @param parameters trainable parameters
   * @param multiplyAccumulates of one image's forward pass
   * @param trainLoss on (unaugmented) training images
   * @param trainLossError standard error of trainLoss
   * @param validationLoss on the validation part
   * @param validationLossError standard error of validationLoss
   * @param validationAccuracy share of right answers on the validation part
   * @param testLoss on the test file, which is never used for training or choices; absent without
   *     one
   * @param testAccuracy likewise
   * @param predictedGain of the applied set by the joint model; absent in round 0
   * @param measuredGain on the scoring images, frozen, right after applying; absent in round 0
   * @param heldOutGain the same on images that were neither learned on nor scored; absent in round
   *     0
   * @param splits number of splits applied
   * @param prunes number of prunes applied
   * @param newNeurons number of new neurons applied
   * @param lambda loss per unit of the resource at which the set was chosen; absent without one
   * @param resourceChange change of the run's resource by the set that stayed
   * @param outcome what became of the proposal
   * @param secondsTraining wall-clock time of training
   * @param secondsScoring wall-clock time of refresh, learn, score, apply and measure
   */
  public RoundSummary(
      int round,
      List<Integer> widths,
      long parameters,
      long multiplyAccumulates,
      double trainLoss,
      double trainLossError,
      double validationLoss,
      double validationLossError,
      double validationAccuracy,
      OptionalDouble testLoss,
      OptionalDouble testAccuracy,
      OptionalDouble predictedGain,
      OptionalDouble measuredGain,
      OptionalDouble heldOutGain,
      int splits,
      int prunes,
      int newNeurons,
      OptionalDouble lambda,
      long resourceChange,
      Outcome outcome,
      double secondsTraining,
      double secondsScoring) {
    this(
        round,
        widths,
        parameters,
        multiplyAccumulates,
        trainLoss,
        trainLossError,
        validationLoss,
        validationLossError,
        validationAccuracy,
        testLoss,
        testAccuracy,
        predictedGain,
        measuredGain,
        heldOutGain,
        splits,
        prunes,
        newNeurons,
        lambda,
        resourceChange,
        outcome,
        secondsTraining,
        secondsScoring,
        Optional.empty(),
        Optional.empty());
  }

  /** {@return the losses as they were evaluated} */
  public GrowthEngine.Evaluation evaluation() {
    return new GrowthEngine.Evaluation(
        trainLoss,
        trainLossError,
        validationLoss,
        validationLossError,
        validationAccuracy,
        testLoss,
        testAccuracy);
  }

  /**
   * {@return the summary of the round after its tail}
   *
   * @param epochs of the tail
   * @param after losses after it
   * @param seconds wall-clock time of its training
   * @param spent arithmetic of growth up to the round and of the tail
   */
  public RoundSummary withTail(
      int epochs, GrowthEngine.Evaluation after, double seconds, Optional<Compute> spent) {
    return new RoundSummary(
        round,
        widths,
        parameters,
        multiplyAccumulates,
        after.trainLoss(),
        after.trainLossError(),
        after.validationLoss(),
        after.validationLossError(),
        after.validationAccuracy(),
        after.testLoss(),
        after.testAccuracy(),
        predictedGain,
        measuredGain,
        heldOutGain,
        splits,
        prunes,
        newNeurons,
        lambda,
        resourceChange,
        outcome,
        secondsTraining + seconds,
        secondsScoring,
        spent,
        Optional.of(new Tail(epochs, evaluation(), secondsTraining, compute)));
  }
}
