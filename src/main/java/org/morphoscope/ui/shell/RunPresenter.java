package org.morphoscope.ui.shell;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.candidates.DecisionActions;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.Change;
import org.morphoscope.ui.model.Lineage;
import org.morphoscope.ui.model.RunModel;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.session.RunSession;

/** Brings the views up to date with the model as events come in, and answers proposals. */
final class RunPresenter implements DecisionActions {
  private final RunModel model;
  private final SelectionState selection;
  private WindowViews views;
  private RunSession session;
  private SnapshotViews moments;
  private LayerLocks locks;
  private Optional<WhatIf> whatIf = Optional.empty();
  private OptionalDouble wantedLambda = OptionalDouble.empty();
  private Runnable runEnded = () -> {};
  private PeriodicViews steady;

  RunPresenter(RunModel model, SelectionState selection) {
    this.model = model;
    this.selection = selection;
  }

  /**
   * @param hurry asks for {@link #frame} in the next frame
   */
  void connect(WindowViews connectedViews, RunSession connectedSession, Runnable hurry) {
    views = connectedViews;
    session = connectedSession;
    moments = new SnapshotViews(model, connectedViews, () -> whatIf);
    locks = new LayerLocks(views, session, selection, () -> whatIf, this::showReconsidered);
    steady = new PeriodicViews(model, views, session);
    views.graph.setOnLock(group -> locks.toggle(Set.of(group)));
    views.candidates.setRun(session::folder);
    views.timeline.shownProperty().addListener(o -> timelineMoved());
    views.player.momentProperty().addListener(o -> timelineMoved());
    views.player.playingProperty().addListener(o -> hurry.run());
    views.chart.setOnLambda(
        lambda -> {
          wantedLambda = OptionalDouble.of(lambda);
          hurry.run();
        });
    views.chart.setOnBudget(() -> moveLambda(OptionalDouble.empty()));
    refresh(EnumSet.allOf(Change.class));
  }

  /** What graph and table show; empty without a net. */
  Optional<RunSnapshot> moment() {
    return moments.shown();
  }

  /** Told when a run that computes has come to its end. */
  void setOnRunEnded(Runnable told) {
    runEnded = told;
  }

  /** Takes in the events that came; says whether something moves in every frame. */
  boolean frame(List<GrowthEvent> events) {
    Set<Change> changes = model.apply(events);
    views.player.recording().append(events, arrival());
    if (changes.contains(Change.RUN)) {
      selection.clear();
      views.timeline.goLive();
      views.player.opened();
      views.timeline.replayBar().refresh();
    }
    views.player.frame(System.nanoTime());
    followDecision(changes);
    if (wantedLambda.isPresent()) {
      // a drag gives many values per frame; the last one counts
      moveLambda(wantedLambda);
      wantedLambda = OptionalDouble.empty();
    }
    if (!changes.isEmpty()) {
      refresh(changes);
    }
    moments.catchUp(System.nanoTime());
    boolean switched = steady.show(System.nanoTime(), whatIf);
    if (switched) {
      showState();
    }
    if (steady.over()) {
      runEnded.run();
    }
    return views.player.playingProperty().get();
  }

  /** Recorded runs carry their own times. */
  private OptionalDouble arrival() {
    return session.isRunning()
        ? OptionalDouble.of(System.nanoTime() / 1e9)
        : OptionalDouble.empty();
  }

  /** The decider's pending proposal is the truth about whether the person is asked. */
  private void followDecision(Set<Change> changes) {
    Optional<Proposal> pending = session.decider().pending();
    if (pending.isPresent() && whatIf.map(WhatIf::proposal).orElse(null) != pending.get()) {
      if (model.run().isPresent()) {
        whatIf = Optional.of(new WhatIf(pending.get(), model.run().get().config().selection()));
        whatIf.get().setLocked(session.locked());
        views.timeline.goLive();
        changes.add(Change.PROPOSAL);
      }
    } else if (pending.isEmpty() && whatIf.isPresent()) {
      whatIf = Optional.empty();
      changes.add(Change.PROPOSAL);
    }
  }

  private void refresh(Set<Change> changes) {
    boolean any = model.run().isPresent();
    if (any && views.empty.isVisible()) {
      // the button that had the focus goes; the next control would take the keys
      views.root.requestFocus();
    }
    views.empty.setVisible(!any);
    if (changes.contains(Change.RUN) || changes.contains(Change.ROUND)) {
      views.timeline.show(model.history());
      showData();
    } else if (changes.contains(Change.PHASE)
        && model.history().size() != views.timeline.shownRounds()) {
      views.timeline.show(model.history());
    }
    // a moment of the past stays as it is whatever happens now
    if (!views.player.lookingBack()) {
      refreshNow(changes);
    }
    if (changes.contains(Change.RUN) || changes.contains(Change.NET)) {
      views.graph.setLineage(Lineage.of(model));
    }
    // a run that is opened at its beginning does not begin with its end
    boolean atBeginning = changes.contains(Change.RUN) && views.player.lookingBack();
    if (changes.contains(Change.ENDED) && !atBeginning) {
      model.ended().ifPresent(this::showEnd);
    }
    showState();
  }

  private void refreshNow(Set<Change> changes) {
    if (changes.contains(Change.ROUND)
        || changes.contains(Change.PROPOSAL)
        || changes.contains(Change.RUN)) {
      moments.showChart();
    }
    Set<Change> picture =
        EnumSet.of(Change.RUN, Change.SCORES, Change.PROPOSAL, Change.NET, Change.ROUND);
    picture.retainAll(changes);
    if (picture.equals(EnumSet.of(Change.SCORES))) {
      moments.showScores(System.nanoTime());
    } else if (!picture.isEmpty()) {
      // the person goes on with what is selected, also when a lock is told of meanwhile
      Set<CandidateKey> kept = whatIf.isPresent() ? selection.selected() : Set.of();
      moments.showMoment();
      if (!kept.isEmpty()) {
        selection.select(kept);
      }
    }
  }

  private void timelineMoved() {
    if (!views.player.playingProperty().get()) {
      selection.clear();
    }
    moments.showMoment();
    moments.showChart();
    showState();
  }

  private void showData() {
    model
        .run()
        .ifPresent(
            run ->
                views.status.setData(
                    Texts.of(
                        "%s: %s training, %s validation%s images, %d classes",
                        run.config().data().name(),
                        Formats.count(run.trainImages()),
                        Formats.count(run.validationImages()),
                        run.testImages() > 0
                            ? ", " + Formats.count(run.testImages()) + " test"
                            : "",
                        run.classNames().size())));
  }

  private void showEnd(GrowthEvent.RunEnded end) {
    if (end.reason() == GrowthEvent.EndReason.FAILED) {
      views.banner.error("The run ended: " + end.message());
    } else if (end.reason() != GrowthEvent.EndReason.STOPPED) {
      views.banner.info(end.message());
    }
  }

  private void showState() {
    views.runBar.setState(state());
  }

  private String state() {
    if (model.run().isEmpty()) {
      return "";
    }
    int rounds = model.run().get().config().limits().rounds();
    Optional<Integer> past = moments.pastRound();
    if (past.isPresent()) {
      return "looking back \u00b7 " + (past.get() == 0 ? "the seed" : where(past.get(), rounds));
    }
    String where = model.round() == 0 ? "training the seed" : where(model.round(), rounds);
    if (model.ended().isPresent()) {
      String how =
          switch (model.ended().get().reason()) {
            case ROUNDS_DONE -> "finished";
            case BUDGET_REACHED -> "budget reached";
            case STOPPED -> "stopped";
            case FAILED -> "failed";
          };
      return how + " \u00b7 " + where;
    }
    return session.isPaused() ? "paused \u00b7 " + where : where;
  }

  private static String where(int round, int rounds) {
    return "round " + round + " of " + rounds;
  }

  @Override
  public void mark(WhatIf.Mark mark) {
    List<Integer> chosen = views.candidates.selectedIndices();
    if (whatIf.isEmpty() || chosen.isEmpty() || views.player.lookingBack()) {
      return;
    }
    session.decider().hold();
    whatIf.get().toggle(chosen, mark);
    showReconsidered();
  }

  private void moveLambda(OptionalDouble lambda) {
    if (whatIf.isPresent() && !views.player.lookingBack()) {
      session.decider().hold();
      whatIf.get().setLambda(lambda);
      showReconsidered();
    }
  }

  LayerLocks locks() {
    return locks;
  }

  /** Makes lambda larger or smaller by a step. */
  void stepLambda(double factor) {
    whatIf.ifPresent(
        w -> moveLambda(OptionalDouble.of(Math.max(w.current().lambda(), 1e-9) * factor)));
  }

  private void showReconsidered() {
    Set<CandidateKey> kept = selection.selected();
    moments.showChart();
    moments.showMoment();
    selection.select(kept);
  }

  @Override
  public void apply() {
    whatIf
        .filter(w -> w.obstacle().isEmpty())
        .ifPresent(w -> answer(w, w.touched() ? w.decision() : w.keepProposal()));
  }

  @Override
  public void keepProposal() {
    whatIf.ifPresent(w -> answer(w, w.keepProposal()));
  }

  private void answer(WhatIf decided, Decision decision) {
    try {
      session.decider().offer(decided.proposal(), decision);
    } catch (IllegalArgumentException e) {
      // the question is still open
      views.banner.error("This answer cannot be taken: " + e.getMessage() + ".");
    }
  }
}
