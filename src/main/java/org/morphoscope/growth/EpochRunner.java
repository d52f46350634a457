package org.morphoscope.growth;

import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.run.DivergedException;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.BatchListener;
import org.morphoscope.run.GrowthEngine.Epoch;
import org.morphoscope.run.GrowthEngine.Evaluation;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;
import org.morphoscope.run.config.Training;

/** Trains the net as it is for a number of epochs and evaluates it, in a round or in its tail. */
final class EpochRunner {
  private Training training;
  private final GrowthEngine engine;
  private final PhaseRunner phases;
  private final Consumer<GrowthEvent> sink;

  /** One epoch on the engine. */
  @FunctionalInterface
  private interface EngineEpoch {
    Epoch run(int epoch, BatchListener listener) throws RunStoppedException;
  }

  /** Tells of a finished epoch. */
  @FunctionalInterface
  private interface EpochEvent {
    GrowthEvent of(int epoch, Epoch result);
  }

  EpochRunner(
      Training training, GrowthEngine engine, PhaseRunner phases, Consumer<GrowthEvent> sink) {
    this.training = training;
    this.engine = engine;
    this.phases = phases;
    this.sink = sink;
  }

  /**
   * Trains a round.
   *
   * @throws DivergedException when a loss is no finite number
   */
  void train(int round, int epochs) throws RunStoppedException {
    run(
        round,
        Phase.TRAIN,
        epochs,
        (epoch, listener) -> engine.trainEpoch(round, epoch, epochs, listener),
        (epoch, result) ->
            new GrowthEvent.EpochFinished(
                round,
                epoch,
                epochs,
                result.loss(),
                result.accuracy(),
                result.learningRate(),
                Optional.of(phases.spent())));
  }

  /**
   * Trains the tail of a round.
   *
   * @throws DivergedException when a loss is no finite number
   */
  void tail(int round, int epochs) throws RunStoppedException {
    run(
        round,
        Phase.TAIL,
        epochs,
        (epoch, listener) -> engine.tailEpoch(round, epoch, epochs, listener),
        (epoch, result) ->
            new GrowthEvent.TailEpoch(
                round,
                epoch,
                epochs,
                result.loss(),
                result.accuracy(),
                result.learningRate(),
                Optional.of(phases.spent())));
  }

  private void run(int round, Phase phase, int epochs, EngineEpoch engineEpoch, EpochEvent event)
      throws RunStoppedException {
    phases.run(
        round,
        phase,
        (long) epochs * engine.data().trainImages(),
        1,
        progress -> {
          for (int e = 0; e < epochs; e++) {
            int epoch = e;
            Epoch result =
                engineEpoch.run(
                    epoch,
                    (done, total, loss) -> {
                      requireFinite(round, phase == Phase.TAIL, loss);
                      progress.afterBatch(epoch * total + done, epochs * total, loss);
                    });
            requireFinite(round, phase == Phase.TAIL, result.loss());
            sink.accept(event.of(epoch, result));
          }
          return null;
        });
  }

  /**
   * Losses of the net as it is.
   *
   * @param tail whether it is that behind the tail of the round
   * @throws DivergedException when the training loss is no finite number
   */
  Evaluation evaluate(int round, boolean tail) throws RunStoppedException {
    Evaluation evaluation =
        phases.run(round, Phase.EVALUATE, 0, 1, progress -> engine.evaluate(round, progress));
    requireFinite(round, tail, evaluation.trainLoss());
    return evaluation;
  }

  /** Takes note of another peak rate, for the sentence of a divergence. */
  void learningRate(double peak) {
    training = training.withLearningRate(peak);
  }

  /**
   * @param tail whether it was the tail of the round
   * @param before training loss at the beginning, in nats
   * @param after at the end
   */
  DivergedException diverged(int round, boolean tail, double before, double after) {
    return new DivergedException(round, tail, training, before, after);
  }

  private void requireFinite(int round, boolean tail, double loss) {
    if (!Double.isFinite(loss)) {
      throw new DivergedException(round, tail, training);
    }
  }
}
