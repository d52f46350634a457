package org.morphoscope.run;

import static org.morphoscope.run.RunConfig.require;

/**
 * How the weights are trained.
 *
 * @param optimiser SGD with momentum, or Adam
 * @param learningRate peak rate; SGD 0.02 to 0.2, Adam 0.0005 to 0.005. Too high: the loss jumps or
 *     becomes NaN; too low: nothing happens for many epochs
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

  public Training {
    require(learningRate > 0 && learningRate <= 10, "learning rate", "above 0", learningRate);
    require(momentum >= 0 && momentum < 1, "momentum", "0 to below 1", momentum);
    require(weightDecay >= 0 && weightDecay < 1, "weight decay", "0 to below 1", weightDecay);
    require(batch >= 2, "batch size", "at least 2", batch);
    require(firstEpochs >= 0, "first epochs", "at least 0", firstEpochs);
    require(epochsPerRound >= 0, "epochs per round", "at least 0", epochsPerRound);
  }

  /** What a new run has unless it is told otherwise. */
  public static Training standard() {
    return new Training(Optimiser.SGD, 0.1, 0.9, 5e-4, Schedule.COSINE, 128, 4, 3, true);
  }

  public Training withOptimiser(Optimiser changed) {
    return new Training(
        changed,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        batch,
        firstEpochs,
        epochsPerRound,
        augment);
  }

  public Training withLearningRate(double changed) {
    return new Training(
        optimiser,
        changed,
        momentum,
        weightDecay,
        schedule,
        batch,
        firstEpochs,
        epochsPerRound,
        augment);
  }

  public Training withMomentum(double changed) {
    return new Training(
        optimiser,
        learningRate,
        changed,
        weightDecay,
        schedule,
        batch,
        firstEpochs,
        epochsPerRound,
        augment);
  }

  public Training withWeightDecay(double changed) {
    return new Training(
        optimiser,
        learningRate,
        momentum,
        changed,
        schedule,
        batch,
        firstEpochs,
        epochsPerRound,
        augment);
  }

  public Training withSchedule(Schedule changed) {
    return new Training(
        optimiser,
        learningRate,
        momentum,
        weightDecay,
        changed,
        batch,
        firstEpochs,
        epochsPerRound,
        augment);
  }

  public Training withBatch(int changed) {
    return new Training(
        optimiser,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        changed,
        firstEpochs,
        epochsPerRound,
        augment);
  }

  /**
   * The same training with other lengths.
   *
   * @param first epochs for the seed net
   * @param perRound epochs after each growth
   */
  public Training withEpochs(int first, int perRound) {
    return new Training(
        optimiser, learningRate, momentum, weightDecay, schedule, batch, first, perRound, augment);
  }

  public Training withAugment(boolean changed) {
    return new Training(
        optimiser,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        batch,
        firstEpochs,
        epochsPerRound,
        changed);
  }
}
