package org.morphoscope.run.config;

import static org.morphoscope.run.config.Ranges.require;
import static org.morphoscope.run.config.Ranges.requireBetween;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How the weights are trained.
 *
 * @param optimiser SGD with momentum, or Adam
 * @param learningRate peak rate; SGD 0.02 to 0.2, Adam 0.0005 to 0.005. Too high: the loss jumps or
 *     becomes NaN; too low: nothing happens for many epochs
 * @param momentum of SGD, 0 to 0.99
 * @param weightDecay 0 to 0.001
 * @param schedule course of the rate
 * @param batch images per step, 16 to 512
 * @param firstEpochs epochs for the seed net
 * @param epochsPerRound epochs after each growth
 * @param augment random crops and, where it makes sense, flips
 * @param tail the fall of the rate to a hundredth behind a round
 * @param retries how often a round that diverges is played again, each time at a third of the rate,
 *     0 to 10
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
    boolean augment,
    TailPlan tail,
    int retries) {

  private static final int MOST_RETRIES = 10;
  static final int MOST_EPOCHS = 100_000;

  /** Optimiser of the weights. */
  public enum Optimiser {
    /** Stochastic gradient descent with momentum. */
    SGD,
    /** Adam (Kingma and Ba). */
    ADAM
  }

  /** Course of the learning rate: within each round, or over the whole run. */
  public enum Schedule {
    /** The peak rate throughout. */
    CONSTANT,
    /** From the peak to almost 0 along half a cosine, anew in every round. */
    COSINE,
    /**
     * The peak rate for half of a round's training, a tenth of it until four fifths, then a
     * hundredth.
     */
    STEP,
    /** One course: a warm-up, a plateau while the net grows, one fall in the tail. */
    RUN
  }

  /**
   * Checks every number against its range.
   *
   * @param optimiser SGD with momentum, or Adam
   * @param learningRate peak rate; SGD 0.02 to 0.2, Adam 0.0005 to 0.005
   * @param momentum of SGD, 0 to 0.99
   * @param weightDecay 0 to 0.001
   * @param schedule course of the rate
   * @param batch images per step, 16 to 512
   * @param firstEpochs epochs for the seed net
   * @param epochsPerRound epochs after each growth
   * @param augment random crops and, where it makes sense, flips
   * @param tail the fall of the rate to a hundredth behind a round
   * @param retries how often a round that diverges is played again, each time at a third of the
   *     rate, 0 to 10
   */
  public Training {
    require(
        learningRate > 0 && learningRate <= 10, "learning rate", "above 0, to 10", learningRate);
    require(momentum >= 0 && momentum < 1, "momentum", "0 to below 1", momentum);
    require(weightDecay >= 0 && weightDecay < 1, "weight decay", "0 to below 1", weightDecay);
    requireBetween(2, 65_536, "batch size", batch);
    requireBetween(0, MOST_EPOCHS, "first epochs", firstEpochs);
    requireBetween(0, MOST_EPOCHS, "epochs per round", epochsPerRound);
    requireBetween(0, MOST_RETRIES, "retries after a divergence", retries);
  }

  /** {@return the training that a new run has unless it is told otherwise} */
  public static Training standard() {
    return new Training(
        Optimiser.SGD,
        standardRate(Optimiser.SGD, Schedule.RUN),
        0.9,
        5e-4,
        Schedule.RUN,
        128,
        4,
        3,
        true,
        TailPlan.USUAL,
        3);
  }

  /**
   * {@return the same training with another optimiser}
   *
   * @param changed SGD with momentum, or Adam
   */
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
        augment,
        tail,
        retries);
  }

  /**
   * {@return the same training with another learning rate}
   *
   * @param changed peak rate; SGD 0.02 to 0.2, Adam 0.0005 to 0.005
   */
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
        augment,
        tail,
        retries);
  }

  /**
   * {@return the same training with another momentum}
   *
   * @param changed of SGD, 0 to 0.99
   */
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
        augment,
        tail,
        retries);
  }

  /**
   * {@return the same training with another weight decay}
   *
   * @param changed 0 to 0.001
   */
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
        augment,
        tail,
        retries);
  }

  /**
   * {@return the same training with another schedule}
   *
   * @param changed course of the rate
   */
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
        augment,
        tail,
        retries);
  }

  /**
   * {@return the same training with another batch}
   *
   * @param changed images per step, 16 to 512
   */
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
        augment,
        tail,
        retries);
  }

  /**
   * {@return the same training with other lengths}
   *
   * @param first epochs for the seed net
   * @param perRound epochs after each growth
   */
  public Training withEpochs(int first, int perRound) {
    return new Training(
        optimiser,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        batch,
        first,
        perRound,
        augment,
        tail,
        retries);
  }

  /**
   * {@return the same training with or without augmentation}
   *
   * @param changed random crops and, where it makes sense, flips
   */
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
        changed,
        tail,
        retries);
  }

  /**
   * {@return the same training with another tail}
   *
   * @param epochs of the tail; empty for what is usual with the schedule
   * @param at which rounds get one
   */
  public Training withTail(OptionalInt epochs, TailAt at) {
    return withTail(new TailPlan(epochs, OptionalLong.empty(), at, tail.hold()));
  }

  /**
   * {@return the same training with other tails}
   *
   * @param changed how long tails are, and which rounds get one
   */
  public Training withTail(TailPlan changed) {
    return new Training(
        optimiser,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        batch,
        firstEpochs,
        epochsPerRound,
        augment,
        changed,
        retries);
  }

  /**
   * {@return the number of epochs of the tail of a round: as many as led to it under {@link
   * Schedule#RUN}, none under other schedules, unless their number was given}
   *
   * @param round number of the round, 0 for the training of the seed net
   */
  public int tailEpochs(int round) {
    int before = firstEpochs + round * epochsPerRound;
    return tail.epochs().orElse(schedule == Schedule.RUN ? before : 0);
  }

  /**
   * {@return the usual peak rate: half of it where it is not only a peak}
   *
   * @param optimiser SGD with momentum, or Adam
   * @param schedule course of the rate
   */
  public static double standardRate(Optimiser optimiser, Schedule schedule) {
    double peak = optimiser == Optimiser.SGD ? 0.1 : 0.002;
    return schedule == Schedule.RUN ? peak / 2 : peak;
  }

  /**
   * {@return the same training with another number of retries after a divergence}
   *
   * @param changed how often a round that diverges is played again, each time at a third of the
   *     rate, 0 to 10
   */
  public Training withRetries(int changed) {
    return new Training(
        optimiser,
        learningRate,
        momentum,
        weightDecay,
        schedule,
        batch,
        firstEpochs,
        epochsPerRound,
        augment,
        tail,
        changed);
  }
}
