package org.morphoscope.cli.print;

import java.util.OptionalDouble;
import org.morphoscope.net.Resource;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.EpochFinished;
import org.morphoscope.run.GrowthEvent.PhaseFinished;
import org.morphoscope.run.GrowthEvent.PhaseProgress;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.GrowthEvent.TailEpoch;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Selection;

/**
 * How long the whole run will still take, from what its epochs and rounds took so far.
 *
 * <p>An epoch costs in proportion to the net. With a growth factor g per round, round r + k is
 * reckoned at {@code g^k} times the epoch and the scoring of round r; a run that ends at a budget
 * is reckoned to the round that reaches it. So it is an estimate, and a set that is small or taken
 * back makes it too large.
 */
final class RunTimeLeft {
  private RunConfig config;
  private int round;
  private double parameters;
  private double perEpoch;
  private double phaseSeconds;
  private double scoring;
  private double lastScoring;
  private Phase phase;
  private int epochsInPhase;

  void accept(GrowthEvent event, double seconds) {
    if (event instanceof RunStarted start) {
      config = start.config();
      round = start.round();
    } else if (event instanceof GrowthEvent.PhaseStarted started) {
      phase = started.phase();
      round = started.round();
      phaseSeconds = seconds;
      epochsInPhase = 0;
    } else if (event instanceof EpochFinished || event instanceof TailEpoch) {
      epochsInPhase++;
      perEpoch = (seconds - phaseSeconds) / epochsInPhase;
    } else if (event instanceof PhaseFinished finished && !trains(finished.phase())) {
      scoring += finished.phase() == Phase.DECIDE ? 0 : finished.seconds();
    } else if (event instanceof RoundFinished finished) {
      parameters = size(finished.summary());
      lastScoring = scoring;
      scoring = 0;
    }
  }

  private double size(RoundSummary summary) {
    return config.selection().resource() == Resource.PARAMETERS
        ? summary.parameters()
        : summary.multiplyAccumulates();
  }

  private static boolean trains(Phase phase) {
    return phase == Phase.TRAIN || phase == Phase.TAIL;
  }

  /**
   * Seconds that are left, empty while nothing has been measured that could be reckoned with.
   *
   * @param progress of the phase under way
   * @param elapsed seconds of that phase so far
   */
  OptionalDouble left(PhaseProgress progress, double elapsed) {
    double share = progress.total() > 0 ? (double) progress.done() / progress.total() : 0;
    if (config == null || share <= 0) {
      return OptionalDouble.empty();
    }
    boolean tail = phase == Phase.TAIL;
    int inRound = round == 0 ? config.training().firstEpochs() : config.training().epochsPerRound();
    int epochs = tail ? config.training().tailEpochs(round) : inRound;
    double epoch = trains(phase) && epochs > 0 ? elapsed / (share * epochs) : perEpoch;
    if (epoch <= 0) {
      return OptionalDouble.empty();
    }
    double now = elapsed * (1 - share) / share;
    double training = trains(phase) ? 0 : epochs * epoch;
    if (tail) {
      return OptionalDouble.of(now);
    }
    double growth = growth();
    int end = end(growth);
    double size = 1;
    double later = 0;
    for (int r = round + 1; r <= end; r++) {
      size *= growth;
      later += size * (config.training().epochsPerRound() * epoch + lastScoring);
    }
    return OptionalDouble.of(
        now + training + later + size * epoch * config.training().tailEpochs(end));
  }

  private double growth() {
    Selection selection = config.selection();
    boolean factor = selection.pace() == Selection.Pace.FACTOR;
    if (selection.pace() == Selection.Pace.TO_BUDGET && parameters > 0) {
      double budget = config.limits().of(selection.resource()).orElse(0);
      int rounds = Math.max(1, config.limits().rounds() - round + 1);
      return Math.max(1, Math.pow(budget / parameters, 1.0 / rounds));
    }
    return factor ? selection.growthFactor() : 1;
  }

  /** The round that the run is likely to end with. */
  private int end(double growth) {
    int last = config.limits().rounds();
    double budget = config.limits().of(config.selection().resource()).orElse(0);
    if (budget <= 0 || parameters <= 0 || growth <= 1) {
      return last;
    }
    double rounds = Math.ceil(Math.log(budget / parameters) / Math.log(growth));
    // parameters are those of the end of the round before
    return (int) Math.max(round, Math.min(last, round - 1 + rounds));
  }
}
