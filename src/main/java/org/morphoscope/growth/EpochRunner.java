package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.List;
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

  /** Takes a finished epoch. */
  @FunctionalInterface
  private interface EpochTaker {
    void take(int epoch, int epochs, Epoch result);
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
   * @param from epochs of it that are behind the net already
   * @return the number of epochs that were trained in all
   * @throws DivergedException when a loss is no finite number
   */
  int train(int round, int from) throws RunStoppedException {
    return run(
        round,
        Phase.TRAIN,
        from,
        epoch -> {
          settings.turn(round, epoch);
          return settings.epochs(round);
        },
        (epoch, epochs, listener) -> engine.trainEpoch(round, epoch, epochs, listener),
        (epoch, epochs, result) -> tell(round, epoch, epochs, result));
  }

  private void tell(int round, int epoch, int epochs, Epoch result) {
    sink.accept(
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

  /** The safe point before the first epoch of a round that is {@link #first} trained twice. */
  void turn(int round) {
    settings.turn(round, 0);
  }

  /**
   * Trains the first epoch of a round without telling of it; empty where the settings ask for none.
   *
   * @throws DivergedException when a loss is no finite number
   */
  Optional<Epoch> first(int round) throws RunStoppedException {
    List<Epoch> trained = new ArrayList<>();
    run(
        round,
        Phase.TRAIN,
        0,
        epoch -> Math.min(1, settings.epochs(round)),
        (epoch, one, listener) -> engine.trainEpoch(round, epoch, settings.epochs(round), listener),
        (epoch, one, result) -> trained.add(result));
    return trained.stream().findFirst();
  }

  /** Tells of the first epoch of a round, once it counts. */
  void tell(int round, Epoch first) {
    tell(round, 0, settings.epochs(round), first);
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
        0,
        epoch -> epochs,
        (epoch, all, listener) -> engine.tailEpoch(round, epoch, all, listener),
        (epoch, all, result) ->
            sink.accept(
                new GrowthEvent.TailEpoch(
                    round,
                    epoch,
                    epochs,
                    result.loss(),
                    result.accuracy(),
                    result.learningRate(),
                    Optional.of(phases.spent()))));
  }

  /**
   * @param from the first epoch to train
   * @param length epochs in all, asked for before each epoch and behind the last one
   */
  private int run(
      int round,
      Phase phase,
      int from,
      IntUnaryOperator length,
      EngineEpoch engineEpoch,
      EpochTaker taker)
      throws RunStoppedException {
    int expected = length.applyAsInt(from);
    return phases.run(
        round,
        phase,
        (long) expected * engine.data().trainImages(),
        1,
        progress -> {
          int next = from;
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
            taker.take(epoch, epochs, result);
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
