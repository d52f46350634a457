package org.morphoscope.growth;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.morphoscope.net.Resource;
import org.morphoscope.run.Compute;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.Evaluation;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;

/**
 * The tails of a run: which rounds get one, and the training of one. A tail starts from the end of
 * its round and nothing that comes later depends on it.
 */
final class Tails {
  private final LiveSettings settings;
  private final GrowthEngine engine;
  private final PhaseRunner phases;
  private final EpochRunner epochs;
  private final SoundTraining care;

  Tails(
      LiveSettings settings,
      GrowthEngine engine,
      PhaseRunner phases,
      EpochRunner epochs,
      SoundTraining care) {
    this.settings = settings;
    this.engine = engine;
    this.phases = phases;
    this.epochs = epochs;
    this.care = care;
  }

  /**
   * Epochs of the tail of a round, 0 for none. The last one brings the run to the arithmetic that
   * it is to have in all, where it was given any.
   */
  private int epochs(RoundSummary round, boolean last) {
    Training training = settings.config().training();
    OptionalLong total = training.tail().compute();
    if (!last || total.isEmpty()) {
      return training.tailEpochs(round.round());
    }
    long spent = round.compute().orElse(Compute.NONE).total();
    return TailPlan.epochsFor(
        Math.max(0, total.getAsLong() - spent),
        training.batch(),
        engine.data().trainImages(),
        round.multiplyAccumulates());
  }

  /**
   * Whether a round gets a tail.
   *
   * @param before the round before it; null in round 0
   * @param last whether the run ends with the round
   */
  boolean follows(RoundSummary before, RoundSummary round, boolean last) {
    long sizeBefore = before == null ? 0 : size(before);
    return epochs(round, last) > 0
        && (last || settings.config().training().tail().at().contains(sizeBefore, size(round)));
  }

  private long size(RoundSummary round) {
    return settings.config().selection().resource() == Resource.PARAMETERS
        ? round.parameters()
        : round.multiplyAccumulates();
  }

  /**
   * Trains the tail of the round that the engine stands at the end of. A tail that diverges is
   * played again from there, at a smaller rate of its own.
   *
   * @param last whether the run ends with the round
   * @return the state behind it, where the engine then stands
   * @throws org.morphoscope.run.DivergedException when it diverges once more than is allowed
   */
  RoundState play(RoundState round, boolean last) throws RunStoppedException, IOException {
    return care.tail(
        round.round(), () -> attempt(round, last), () -> engine.restore(round.snapshot()));
  }

  private RoundState attempt(RoundState round, boolean last) throws RunStoppedException {
    phases.beginRound();
    int length = epochs(round.summary(), last);
    epochs.tail(round.round(), length);
    Evaluation after = epochs.evaluate(round.round(), true);
    care.requireSound(round.round(), true, round.summary().trainLoss(), after);
    RoundSummary summary =
        round
            .summary()
            .withTail(length, after, phases.seconds(Phase.TAIL), Optional.of(phases.spent()));
    return new RoundState(
        round.round(),
        engine.snapshot(),
        round.channels(),
        round.nextChannelId(),
        summary,
        round.locked());
  }
}
