package org.morphoscope.run.config;

import static org.morphoscope.run.config.Ranges.require;
import static org.morphoscope.run.config.Ranges.requireBetween;

import org.morphoscope.selection.CurvatureMode;

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
 * @param newPerGroup candidates for new neurons of each layer, 4 to 32; fewer than a round wants to
 *     add and the rest goes to splits
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

  /**
   * Checks every number against its range.
   *
   * @param mode curvature mode
   * @param learnSamples images theta is learned on, at least 2,048 (512 over-fits)
   * @param learnSteps Adam steps
   * @param learnBatch images per step; see {@code score}'s decisions about both
   * @param learnRate Adam rate at the start, falling to 0 linearly
   * @param thetaScale norm of the initial theta relative to the channel's weights
   * @param scoreSamples images of the scoring pass, at least 2,000
   * @param heldOutSamples images the measured gain is checked on
   * @param newPerGroup candidates for new neurons of each layer, 4 to 32
   */
  public Scoring {
    requireBetween(1, 100_000_000, "learning samples", learnSamples);
    requireBetween(0, 100_000, "learning steps", learnSteps);
    requireBetween(1, 65_536, "learning batch", learnBatch);
    require(learnRate > 0 && learnRate <= 10, "theta learning rate", "above 0, to 10", learnRate);
    require(thetaScale > 0 && thetaScale <= 1000, "theta scale", "above 0, to 1000", thetaScale);
    requireBetween(2, 100_000_000, "scoring samples", scoreSamples);
    requireBetween(0, 100_000_000, "held-out samples", heldOutSamples);
    requireBetween(1, 1000, "new neurons per layer", newPerGroup);
  }

  /**
   * {@return how many images theta is learned on: at most half of them, so that as many are left to
   * score on}
   *
   * @param trainImages size of the training part
   */
  public int learned(int trainImages) {
    return Math.min(learnSamples, trainImages / 2);
  }

  /**
   * {@return how many images each scoring pass has}
   *
   * @param trainImages size of the training part
   */
  public int scored(int trainImages) {
    return Math.min(scoreSamples, trainImages - learned(trainImages));
  }

  /** {@return the scoring that a new run has unless it is told otherwise} */
  public static Scoring standard() {
    return new Scoring(CurvatureMode.GGN_MC, 2048, 16, 128, 0.005, 0.3, 2048, 2048, 12);
  }

  /**
   * {@return the same scoring in another curvature mode}
   *
   * @param changed curvature mode
   */
  public Scoring withMode(CurvatureMode changed) {
    return new Scoring(
        changed,
        learnSamples,
        learnSteps,
        learnBatch,
        learnRate,
        thetaScale,
        scoreSamples,
        heldOutSamples,
        newPerGroup);
  }

  /**
   * {@return the same scoring with another learning of theta}
   *
   * @param samples images theta is learned on
   * @param steps Adam steps
   * @param batch images per step
   */
  public Scoring withLearning(int samples, int steps, int batch) {
    return new Scoring(
        mode,
        samples,
        steps,
        batch,
        learnRate,
        thetaScale,
        scoreSamples,
        heldOutSamples,
        newPerGroup);
  }

  /**
   * {@return the same scoring with another rate for theta}
   *
   * @param changed Adam rate at the start, falling to 0 linearly
   */
  public Scoring withLearnRate(double changed) {
    return new Scoring(
        mode,
        learnSamples,
        learnSteps,
        learnBatch,
        changed,
        thetaScale,
        scoreSamples,
        heldOutSamples,
        newPerGroup);
  }

  /**
   * {@return the same scoring with another scale of theta}
   *
   * @param changed norm of the initial theta relative to the channel's weights
   */
  public Scoring withThetaScale(double changed) {
    return new Scoring(
        mode,
        learnSamples,
        learnSteps,
        learnBatch,
        learnRate,
        changed,
        scoreSamples,
        heldOutSamples,
        newPerGroup);
  }

  /**
   * {@return the same scoring on other numbers of images}
   *
   * @param scored images of the scoring pass
   * @param heldOut images the measured gain is checked on
   */
  public Scoring withSamples(int scored, int heldOut) {
    return new Scoring(
        mode,
        learnSamples,
        learnSteps,
        learnBatch,
        learnRate,
        thetaScale,
        scored,
        heldOut,
        newPerGroup);
  }

  /**
   * {@return the same scoring with another number of candidates for new neurons}
   *
   * @param changed candidates for new neurons of each layer, 4 to 32
   */
  public Scoring withNewPerGroup(int changed) {
    return new Scoring(
        mode,
        learnSamples,
        learnSteps,
        learnBatch,
        learnRate,
        thetaScale,
        scoreSamples,
        heldOutSamples,
        changed);
  }
}
