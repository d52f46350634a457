package org.morphoscope.ui.shell.interactor;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.RunSnapshots;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.replay.Player;

/** What the window shows: now, a round as a whole, or a moment of the past. */
public final class ShownMoment {
  private final RunModel model;
  private final Player player;
  private final ObservableValue<Optional<Integer>> chosenRound;
  private final OpenDecision decision;
  private Optional<RunSnapshot> snapshot = Optional.empty();

  /**
   * @param model the run as it is now
   * @param player what is replayed
   * @param chosenRound the round that is looked back at as a whole; empty for none
   * @param decision the question under way
   */
  public ShownMoment(
      RunModel model,
      Player player,
      ObservableValue<Optional<Integer>> chosenRound,
      OpenDecision decision) {
    this.model = model;
    this.player = player;
    this.chosenRound = chosenRound;
    this.decision = decision;
  }

  /**
   * The run as it is now.
   *
   * @return the run
   */
  public RunModel model() {
    return model;
  }

  /** The run at the moment on show. */
  RunModel viewed() {
    return player.model().orElse(model);
  }

  /** Whether a moment of the past is on show. */
  boolean lookingBack() {
    return player.lookingBack();
  }

  /**
   * The round that is on show as a whole.
   *
   * @return the round; empty where the run itself is on show
   */
  public Optional<RoundRecord> round() {
    return chosenRound.getValue().flatMap(model::round);
  }

  /** Number of the round that is looked back at; empty when now is on show. */
  Optional<Integer> pastRound() {
    return round().map(RoundRecord::round).or(() -> player.model().map(RunModel::round));
  }

  /** The decision under way, while now is on show. */
  Optional<WhatIf> decision() {
    return lookingBack() || round().isPresent() ? Optional.empty() : decision.whatIf();
  }

  /** Share of the other resource in what lambda multiplies, as the run was started or turned. */
  double otherShare() {
    return viewed().run().map(run -> run.config().selection().otherShare()).orElse(0.0);
  }

  /** What graph and table show; empty without a net. */
  Optional<RunSnapshot> snapshot() {
    return snapshot;
  }

  /** Takes the snapshot anew. */
  public void take() {
    Optional<RoundRecord> round = round();
    if (round.isPresent()) {
      snapshot = round.map(RunSnapshots::past);
    } else if (lookingBack()) {
      snapshot = RunSnapshots.at(viewed());
    } else {
      snapshot = RunSnapshots.live(model, decision.whatIf());
    }
  }
}
