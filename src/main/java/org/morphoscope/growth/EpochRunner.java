package org.morphoscope.growth;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.morphoscope.run.DivergedException;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.BatchListener;
import org.morphoscope.run.GrowthEngine.Epoch;
import org.morphoscope.run.GrowthEngine.Evaluation;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;

/** Trains the net as it is for a number of epochs and evaluates it, in a round or in its tail. */
final class EpochRunner {
  private final LiveSettings settings;
  private final GrowthEngine engine;
  private final PhaseRunner phases;
  private final Consumer<GrowthEvent> sink;

  /** One epoch of so many on the engine. */
  @FunctionalInterface
  private interface EngineEpoch {
    Epoch run(int epoch, int epochs, BatchListener listener) throws RunStoppedException;
  }

  /** Tells of a finished epoch. */
  @FunctionalInterface
  private interface EpochEvent {
    GrowthEvent of(int epoch, int epochs, Epoch result);
  }

  EpochRunner(
      LiveSettings settings, GrowthEngine engine, PhaseRunner phases, Consumer<GrowthEvent> sink) {
    this.settings = settings;
    this.engine = engine;
    this.phases = phases;
    this.sink = sink;
  }

  /**
   * Trains a round for as many epochs as the settings say before each of them.
   *
   * @return the number of epochs that were trained
   * @throws DivergedException when a loss is no finite number
   */
  int train(int round) throws RunStoppedException {
    return run(
        round,
        Phase.TRAIN,
        epoch -> {
          settings.turn(round, epoch);
          return settings.epochs(round);
        },
        (epoch, epochs, listener) -> engine.trainEpoch(round, epoch, epochs, listener),
        (epoch, epochs, result) ->
            new GrowthEvent.EpochFinished(
                round,
                epoch,
                epochs,
                result.loss(),
                result.accuracy(),
                result.learningRate(),
                Optional.of(phases.spent()),
                result.gradientNorms()));
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
        epoch -> epochs,
        (epoch, all, listener) -> engine.tailEpoch(round, epoch, all, listener),
        (epoch, all, result) ->
            new GrowthEvent.TailEpoch(
                round,
                epoch,
                epochs,
                result.loss(),
                result.accuracy(),
                result.learningRate(),
                Optional.of(phases.spent())));
  }

  /**
   * @param length epochs in all, asked for before each epoch and behind the last one
   */
  private int run(
      int round, Phase phase, IntUnaryOperator length, EngineEpoch engineEpoch, EpochEvent event)
      throws RunStoppedException {
    int expected = length.applyAsInt(0);
    return phases.run(
        round,
        phase,
        (long) expected * engine.data().trainImages(),
        1,
        progress -> {
          int next = 0;
          for (int all = expected; next < all; all = length.applyAsInt(next)) {
            int epoch = next++;
            int epochs = all;
            Epoch result =
                engineEpoch.run(
                    epoch,
                    epochs,
                    (done, total, loss) -> {
                      requireFinite(round, phase == Phase.TAIL, loss);
                      progress.afterBatch(epoch * total + done, epochs * total, loss);
                    });
            requireFinite(round, phase == Phase.TAIL, result.loss());
            sink.accept(event.of(epoch, epochs, result));
          }
          return next;
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

  /**
   * @param tail whether it was the tail of the round
   * @param before training loss at the beginning, in nats
   * @param after at the end
   */
  DivergedException diverged(int round, boolean tail, double before, double after) {
    return new DivergedException(round, tail, settings.config().training(), before, after);
  }

  private void requireFinite(int round, boolean tail, double loss) {
    if (!Double.isFinite(loss)) {
      throw new DivergedException(round, tail, settings.config().training());
    }
  }
}
