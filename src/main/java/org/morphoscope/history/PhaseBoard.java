package org.morphoscope.history;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;

/** Progress of the phases of the current round, and the time left in the active one. */
public final class PhaseBoard {
  private static final double NANOS = 1e9;

  private final LongSupplier nanos;
  private final Map<Phase, Double> fractions = new EnumMap<>(Phase.class);
  private Phase active;
  private long started;
  private long done;
  private long total;
  private double rate = Double.NaN;
  private double loss = Double.NaN;
  private boolean paused;
  private long pausedAt;

  /**
   * @param nanos a clock as {@link System#nanoTime}
   */
  public PhaseBoard(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The same phases on a clock that stands still. */
  PhaseBoard copy() {
    PhaseBoard copy = new PhaseBoard(() -> 0L);
    copy.fractions.putAll(fractions);
    copy.active = active;
    copy.total = total;
    copy.loss = loss;
    return copy;
  }

  /** Forgets the finished phases. */
  void clear() {
    fractions.clear();
    active = null;
    paused = false;
    rate = Double.NaN;
    loss = Double.NaN;
  }

  void start(GrowthEvent.PhaseStarted event) {
    active = event.phase();
    fractions.put(active, 0.0);
    started = nanos.getAsLong();
    done = 0;
    total = event.total();
    rate = Double.NaN;
    loss = Double.NaN;
  }

  void progress(GrowthEvent.PhaseProgress event) {
    if (active != event.phase()) {
      start(new GrowthEvent.PhaseStarted(event.round(), event.phase(), event.total()));
    }
    done = event.done();
    total = event.total();
    rate = event.imagesPerSecond();
    loss = event.loss();
    fractions.put(active, total > 0 ? Math.min(1, done / (double) total) : 0);
  }

  /** Recorded runs have no progress within an epoch. */
  void epoch(GrowthEvent.EpochFinished event) {
    if (active == Phase.TRAIN && event.epochs() > 0) {
      double fraction = Math.min(1, (event.epoch() + 1.0) / event.epochs());
      fractions.merge(active, fraction, Math::max);
      loss = event.trainLoss();
    }
  }

  void scored(GrowthEvent.ScoresUpdated event) {
    if (active == Phase.SCORE && event.totalSamples() > 0) {
      fractions.put(active, Math.min(1, event.samples() / (double) event.totalSamples()));
    }
  }

  void finish(Phase phase) {
    fractions.put(phase, 1.0);
    if (active == phase) {
      active = null;
    }
  }

  void pause(boolean now) {
    if (now && !paused) {
      pausedAt = nanos.getAsLong();
    } else if (!now && paused) {
      started += nanos.getAsLong() - pausedAt;
    }
    paused = now;
  }

  /** {@return the phase under way; empty between phases} */
  public Optional<Phase> active() {
    return Optional.ofNullable(active);
  }

  /**
   * {@return the done share of a phase of the current round, 0 to 1}
   *
   * @param phase any phase; 0 when it has not begun
   */
  public double fraction(Phase phase) {
    return fractions.getOrDefault(phase, 0.0);
  }

  /** {@return whether the active phase has work that can be counted} */
  public boolean countable() {
    return active != null && total > 0;
  }

  /** {@return images per second in the active phase, NaN when unknown} */
  public double rate() {
    return rate > 0 ? rate : Double.NaN;
  }

  /** {@return the running mean loss, NaN when there is none} */
  public double loss() {
    return loss;
  }

  /** {@return the seconds left in the active phase, NaN while unknown} */
  public double secondsLeft() {
    if (active == null || done <= 0 || total <= 0) {
      return Double.NaN;
    }
    long now = paused ? pausedAt : nanos.getAsLong();
    return (now - started) / NANOS * (total - done) / done;
  }
}
