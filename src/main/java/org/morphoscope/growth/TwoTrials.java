package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.net.Resources;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Compute;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Decision.Trial;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.Epoch;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;
import org.morphoscope.run.Proposal;

/**
 * Two sets of one decision: each is grown from the scored net as if it alone had been decided for,
 * and trained for the first epoch of the round on the same images in the same order. The net of the
 * smaller validation loss stays and its epoch counts; what the other one cost is discarded.
 */
final class TwoTrials {
  private final GrowthEngine engine;
  private final PhaseRunner phases;
  private final EpochRunner epochs;
  private final ChannelRegistry channels;
  private final Consumer<GrowthEvent> sink;

  /** Grows the net by a set that was decided for. */
  @FunctionalInterface
  interface Growing {
    /**
     * @param told gets the changes of the net and the measurements that were told meanwhile
     */
    GrowthResult grow(Proposal proposal, Decision decision, List<GrowthEvent> told)
        throws RunStoppedException;
  }

  /**
   * @param epochs of the round's training that are behind the net: 1, or 0 where none was asked for
   */
  record Kept(GrowthResult result, int epochs) {}

  private record Side(
      GrowthResult result,
      Architecture net,
      Optional<GrowthEvent.Applied> applied,
      Optional<Epoch> epoch,
      Trial trial) {}

  TwoTrials(
      GrowthEngine engine,
      PhaseRunner phases,
      EpochRunner epochs,
      ChannelRegistry channels,
      Consumer<GrowthEvent> sink) {
    this.engine = engine;
    this.phases = phases;
    this.epochs = epochs;
    this.channels = channels;
    this.sink = sink;
  }

  /** Leaves the engine, the channels and the count of arithmetic as the better set has them. */
  Kept run(Proposal proposal, Decision decision, Growing growing) throws RunStoppedException {
    int round = proposal.round();
    epochs.turn(round);
    Architecture scored = channels.architecture();
    Compute begun = phases.spent();
    Side first = play(proposal, decision.first(), growing);
    GrowthEngine.Snapshot firstNet = engine.snapshot();
    Compute between = phases.spent();
    // an empty second set has nothing that begins from the scored net by itself
    engine.revert();
    channels.adopt(scored);
    Side second = play(proposal, decision.second(), growing);
    double loss = first.trial().validationLoss();
    boolean keptSecond = second.trial().validationLoss() < loss || Double.isNaN(loss);
    Compute spent = phases.spent();
    phases.spent(keptSecond ? spent.abandoned(begun, between) : spent.abandoned(between, spent));
    sink.accept(
        new GrowthEvent.Tried(round, new Trial.Both(first.trial(), second.trial(), keptSecond)));
    if (!keptSecond) {
      putBack(round, first, firstNet);
    }
    Side kept = keptSecond ? second : first;
    kept.epoch().ifPresent(epoch -> epochs.tell(round, epoch));
    return new Kept(kept.result(), kept.epoch().isPresent() ? 1 : 0);
  }

  private Side play(Proposal proposal, Decision alone, Growing growing) throws RunStoppedException {
    List<GrowthEvent> told = new ArrayList<>();
    GrowthResult result = growing.grow(proposal, alone, told);
    int round = proposal.round();
    Optional<Epoch> epoch = epochs.first(round);
    double loss =
        phases.run(round, Phase.MEASURE, 0, 1, listener -> engine.validationLoss(listener));
    Architecture net = channels.architecture();
    return new Side(
        result,
        net,
        told.stream()
            .filter(GrowthEvent.Applied.class::isInstance)
            .map(GrowthEvent.Applied.class::cast)
            .reduce((earlier, later) -> later),
        epoch,
        new Trial(
            alone.apply(),
            result.outcome(),
            Resources.of(net.spec()).parameters(),
            loss,
            (int) told.stream().filter(GrowthEvent.Measured.class::isInstance).count()));
  }

  /** The first set's net again, told once more: what was told last is what stands. */
  private void putBack(int round, Side first, GrowthEngine.Snapshot net)
      throws RunStoppedException {
    phases.run(
        round,
        Phase.APPLY,
        0,
        1,
        listener -> {
          engine.restore(net);
          channels.adopt(first.net());
          sink.accept(
              first
                  .applied()
                  .orElseGet(() -> new GrowthEvent.Applied(round, List.of(), first.net(), 0)));
          return null;
        });
  }
}
