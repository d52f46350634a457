package org.morphoscope.engine;

import org.morphoscope.run.config.Training;

/**
 * Course of the learning rate, in step with the optimiser. Within a round it begins anew in every
 * round, so that a grown net spends its last epochs at a falling rate; the schedule {@code run}
 * keeps the peak while the net grows and falls in tails of their own (method.md sections 9 and 13
 * tell what that means for comparisons).
 */
final class LearningRate {
  /** Share of the peak rate at which a fall ends. */
  private static final double FLOOR = 0.01;

  private LearningRate() {}

  /**
   * The rate within a round, without the warm-up: constant; {@code peak (0.01 + 0.99 (1 + cos(pi
   * progress)) / 2)}; or a tenth from half of the round on and a hundredth from four fifths on.
   *
   * @param progress share of the round's training that is done, 0 to 1
   */
  static double within(Training training, double progress) {
    double peak = training.learningRate();
    return switch (training.schedule()) {
      case CONSTANT, RUN -> peak;
      case COSINE -> fall(peak, progress);
      case STEP -> progress < 0.5 ? peak : progress < 0.8 ? 0.1 * peak : 0.01 * peak;
    };
  }

  /**
   * The rate in a tail, without the warm-up: the peak for the share h that the tail holds it, then
   * half a cosine down to a hundredth of it, {@code fall((progress - h) / (1 - h))}.
   *
   * @param progress share of the tail that is done, 0 to 1
   */
  static double tail(Training training, double progress) {
    double hold = training.tail().hold();
    return fall(training.learningRate(), Math.max(0, progress - hold) / (1 - hold));
  }

  private static double fall(double peak, double progress) {
    return peak * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * progress)));
  }

  /**
   * Factor of the warm-up: over the first epoch that the net is trained in a run of one course, the
   * rate rises linearly to its peak.
   *
   * @param steps optimiser steps before this one
   * @param stepsPerEpoch steps of an epoch
   */
  static double warmUp(Training training, long steps, int stepsPerEpoch) {
    return training.schedule() == Training.Schedule.RUN
        ? Math.min(1, (steps + 1.0) / stepsPerEpoch)
        : 1;
  }
}
