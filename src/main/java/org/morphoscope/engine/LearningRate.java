package org.morphoscope.engine;

import org.morphoscope.run.Training;

/** Course of the learning rate within a round. */
final class LearningRate {
  /** Share of the peak rate at which the cosine ends. */
  private static final double FLOOR = 0.01;

  private LearningRate() {}

  /**
   * @param progress share of the round's training that is done, 0 to 1
   */
  static double at(Training training, double progress) {
    double peak = training.learningRate();
    return switch (training.schedule()) {
      case CONSTANT -> peak;
      case COSINE -> peak * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * progress)));
      case STEP -> progress < 0.5 ? peak : progress < 0.8 ? 0.1 * peak : 0.01 * peak;
    };
  }
}
