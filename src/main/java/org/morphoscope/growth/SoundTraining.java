package org.morphoscope.growth;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.run.Compute;
import org.morphoscope.run.DivergedException;
import org.morphoscope.run.GrowthEngine.Evaluation;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of training that diverges: a round or a tail is played again from where it began, at
 * a third of the rate, as often as the run allows. The run keeps the smaller rate of a round; that
 * of a tail ends with it, since growth goes on from before the tail.
 */
final class SoundTraining {
  private static final Logger LOG = LoggerFactory.getLogger(SoundTraining.class);

  /** The rate that is trained at again is this part of the one that it diverged at. */
  private static final double RATE_FALL = 3;

  /** Nats of the training loss that training may lose and still be called sound. */
  private static final double MOST_LOST = 0.7;

  private final int retries;
  private final PhaseRunner phases;
  private final EpochRunner epochs;
  private final LiveSettings settings;
  private final Consumer<GrowthEvent> sink;

  /** A round or a tail, from its beginning to its end. */
  @FunctionalInterface
  interface Play<T> {
    T play() throws RunStoppedException, IOException;
  }

  /** The event of an attempt that diverged. */
  @FunctionalInterface
  private interface Told {
    GrowthEvent of(int attempt, double rate, double smaller);
  }

  SoundTraining(
      LiveSettings settings, PhaseRunner phases, EpochRunner epochs, Consumer<GrowthEvent> sink) {
    this.retries = settings.config().training().retries();
    this.settings = settings;
    this.phases = phases;
    this.epochs = epochs;
    this.sink = sink;
  }

  /**
   * Plays a round until it is sound; the run goes on at the rate that it was sound at.
   *
   * @param back puts the engine and all else where the round began; empty when that was not kept
   * @throws DivergedException when the last attempt that is allowed diverges
   */
  <T> T round(int round, Play<T> play, Optional<Runnable> back)
      throws RunStoppedException, IOException {
    return again(
        play,
        back,
        (attempt, at, smaller) -> new GrowthEvent.Diverged(round, attempt, at, smaller));
  }

  /**
   * Plays a tail until it is sound; the rate is what it was when this returns.
   *
   * @param back puts the engine and all else at the end of the round
   * @throws DivergedException when the last attempt that is allowed diverges
   */
  <T> T tail(int round, Play<T> play, Runnable back) throws RunStoppedException, IOException {
    double before = settings.rate();
    try {
      return again(
          play,
          Optional.of(back),
          (attempt, at, smaller) -> new GrowthEvent.TailDiverged(round, attempt, at, smaller));
    } finally {
      if (settings.rate() != before) {
        settings.trainAt(before);
      }
    }
  }

  private <T> T again(Play<T> play, Optional<Runnable> back, Told event)
      throws RunStoppedException, IOException {
    for (int attempt = 1; ; attempt++) {
      Compute before = phases.spent();
      try {
        return play.play();
      } catch (DivergedException e) {
        if (attempt > retries || back.isEmpty()) {
          throw e;
        }
        double rate = settings.rate();
        double smaller = rate / RATE_FALL;
        LOG.warn("{} Again at rate {}", e.getMessage(), smaller);
        phases.abandonedSince(before);
        back.get().run();
        sink.accept(event.of(attempt, rate, smaller));
        settings.trainAt(smaller);
      }
    }
  }

  /**
   * A loss that training leaves far above where it began is no sound end, though it is a finite
   * number: most nets that diverge end at the loss of chance.
   *
   * @param begun training loss at the beginning, in nats
   * @throws DivergedException when training ends too far above it
   */
  void requireSound(int round, boolean tail, double begun, Evaluation end) {
    if (end.trainLoss() > begun + MOST_LOST) {
      throw epochs.diverged(round, tail, begun, end.trainLoss());
    }
  }
}
