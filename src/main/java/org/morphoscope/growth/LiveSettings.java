package org.morphoscope.growth;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Training;

/**
 * The configuration as it stands: what the run was begun with, and what was turned since by a
 * person or by a divergence. Changed on the engine's thread only.
 */
final class LiveSettings {
  /** In place of an epoch: before the proposal of a round. */
  static final int PROPOSAL = -1;

  private final GrowthEngine engine;
  private final EngineControl control;
  private final Consumer<GrowthEvent> sink;
  private volatile RunConfig config;

  LiveSettings(
      RunConfig config, GrowthEngine engine, EngineControl control, Consumer<GrowthEvent> sink) {
    this.config = config;
    this.engine = engine;
    this.control = control;
    this.sink = sink;
    // round 1 stands for all that grow: whether a run has a setting does not depend on the round
    control.adjustable(wanted -> wanted.applied(this.config, 1));
  }

  RunConfig config() {
    return config;
  }

  /** Epochs of a round's training. */
  int epochs(int round) {
    Training training = config.training();
    return round == 0 ? training.firstEpochs() : training.epochsPerRound();
  }

  /** Peak rate that is trained at. */
  double rate() {
    return config.training().learningRate();
  }

  /** Trains at another peak rate from the next epoch on. */
  void trainAt(double peak) {
    config = config.withTraining(config.training().withLearningRate(peak));
    engine.learningRate(peak);
  }

  /**
   * A safe point: what a person turned since the one before counts from here on, and is told. What
   * is as it was already is not told.
   *
   * @param epoch of the round's training that is about to begin, or {@link #PROPOSAL}
   */
  void turn(int round, int epoch) {
    for (Adjustment wanted : control.takeAdjustments(round, epoch)) {
      OptionalDouble from = Adjustment.of(config, wanted.setting(), round);
      config = wanted.applied(config, round);
      OptionalDouble to = Adjustment.of(config, wanted.setting(), round);
      if (wanted.setting() == Adjustment.Setting.LEARNING_RATE) {
        engine.learningRate(rate());
      }
      if (!from.equals(to)) {
        sink.accept(
            new GrowthEvent.Adjusted(
                round, epoch, wanted.setting(), from, to.orElseThrow(), wanted.who()));
      }
    }
  }
}
