package org.morphoscope.growth;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.morphoscope.run.Compute;
import org.morphoscope.run.GrowthEngine.BatchListener;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;

/**
 * Runs the phases of a round: announces them, takes their time without pauses, reports progress,
 * and lets {@link EngineControl} hold or end the run once per batch.
 */
final class PhaseRunner {
  /** Progress is reported at most this often, and at the end of a pass. */
  private static final long PROGRESS_NANOS = 100_000_000L;

  private static final double NANOS_PER_SECOND = 1e9;

  private final EngineControl control;
  private final LongSupplier clock;
  private final Consumer<GrowthEvent> sink;
  private final Map<Phase, Double> seconds = new EnumMap<>(Phase.class);
  private final LongSupplier arithmetic;
  private Compute spent = Compute.NONE;
  private Phase counted;
  private long countedFrom;
  private long pausedNanos;
  private Set<Integer> toldLocks = Set.of();

  /** The work of a phase. */
  @FunctionalInterface
  interface Work<T> {
    T run(BatchListener listener) throws RunStoppedException;
  }

  /**
   * @param clock nanoseconds, as {@code System::nanoTime}
   * @param arithmetic multiply-accumulates of the engine so far
   */
  PhaseRunner(
      EngineControl control,
      LongSupplier clock,
      LongSupplier arithmetic,
      Consumer<GrowthEvent> sink) {
    this.control = control;
    this.arithmetic = arithmetic;
    this.clock = clock;
    this.sink = sink;
  }

  /** Forgets the times of the round before. */
  void beginRound() {
    seconds.clear();
  }

  /** Seconds that these phases took in this round, without pauses. */
  double seconds(Phase... phases) {
    double total = 0;
    for (Phase phase : phases) {
      total += seconds.getOrDefault(phase, 0.0);
    }
    return total;
  }

  /**
   * @param total units of work ahead, 0 when unknown
   * @param imagesPerUnit images in a unit of work, for the rate
   */
  <T> T run(int round, Phase phase, long total, int imagesPerUnit, Work<T> work)
      throws RunStoppedException {
    awaitTurn(round);
    sink.accept(new GrowthEvent.PhaseStarted(round, phase, total));
    long start = workedNanos();
    counted = phase;
    countedFrom = arithmetic.getAsLong();
    T result = work.run(new Progress(round, phase, imagesPerUnit, start));
    spent = spent();
    counted = null;
    double taken = (workedNanos() - start) / NANOS_PER_SECOND;
    seconds.merge(phase, taken, Double::sum);
    sink.accept(new GrowthEvent.PhaseFinished(round, phase, taken, Optional.of(spent)));
    return result;
  }

  /** Arithmetic so far, that of the phase under way too. */
  Compute spent() {
    return counted == null ? spent : spent.plus(counted, arithmetic.getAsLong() - countedFrom);
  }

  /** Goes on from what was spent before. */
  void spent(Compute before) {
    spent = before;
  }

  /** Ends a phase that was broken off; what was spent since an earlier moment was in vain. */
  void abandonedSince(Compute earlier) {
    spent = spent().abandonedSince(earlier);
    counted = null;
  }

  private void awaitTurn(int round) throws RunStoppedException {
    tellLocks(round);
    control.awaitTurn(
        paused -> {
          pausedNanos += paused ? -clock.getAsLong() : clock.getAsLong();
          sink.accept(new GrowthEvent.PauseChanged(round, paused));
        },
        () -> tellLocks(round));
  }

  /** Takes these locks as those that every listener knows of. */
  void assumeLocks(Set<Integer> known) {
    toldLocks = Set.copyOf(known);
  }

  /** Tells of locks that were set or taken off since they were told last. */
  void tellLocks(int round) {
    Set<Integer> now = control.locked();
    if (!now.equals(toldLocks)) {
      toldLocks = now;
      sink.accept(new GrowthEvent.LocksChanged(round, now.stream().sorted().toList()));
    }
  }

  private long workedNanos() {
    return clock.getAsLong() - pausedNanos;
  }

  /** The engine's listener during one phase. */
  private final class Progress implements BatchListener {
    private final int round;
    private final Phase phase;
    private final int imagesPerUnit;
    private final long start;
    private long reported;

    Progress(int round, Phase phase, int imagesPerUnit, long start) {
      this.round = round;
      this.phase = phase;
      this.imagesPerUnit = imagesPerUnit;
      this.start = start;
      this.reported = start;
    }

    @Override
    public void afterBatch(long done, long total, double loss) throws RunStoppedException {
      awaitTurn(round);
      long now = workedNanos();
      if (now - reported < PROGRESS_NANOS && done != total) {
        return;
      }
      reported = now;
      double rate = now > start ? done * imagesPerUnit * NANOS_PER_SECOND / (now - start) : 0;
      sink.accept(new GrowthEvent.PhaseProgress(round, phase, done, total, rate, loss));
    }
  }
}
