package org.morphoscope.ui.shell.interactor;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.ui.candidates.CandidatesView;
import org.morphoscope.ui.candidates.DecisionActions;
import org.morphoscope.ui.model.BothSets;
import org.morphoscope.ui.model.CandidateListing;
import org.morphoscope.ui.model.Promise;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.model.WhySource;
import org.morphoscope.ui.session.RunSession;

/** The table of candidates, the reasons for their scores, and the decision about them. */
public final class CandidatesInteractor implements Interactor, DecisionActions {
  private final CandidatesView view;
  private final ShownMoment shown;
  private final OpenDecision decision;
  private final RunSession session;
  private final Consumer<String> told;

  /**
   * Drives the table.
   *
   * @param view the table
   * @param shown what is on show
   * @param decision the question under way
   * @param session the run that the window shows
   * @param told gets in a sentence why nothing was marked
   */
  public CandidatesInteractor(
      CandidatesView view,
      ShownMoment shown,
      OpenDecision decision,
      RunSession session,
      Consumer<String> told) {
    this.view = view;
    this.shown = shown;
    this.decision = decision;
    this.session = session;
    this.told = told;
    view.setRun(session::folder);
    view.setRemote(
        () -> session.remote().map(remote -> remote::pictures),
        () -> session.remote().map(remote -> remote::row));
    view.setActions(this);
  }

  @Override
  public void show(Frame frame) {
    if (frame.picture() == Frame.Picture.ALL) {
      show();
    }
    if (decision.whatIf().isPresent()) {
      view.showCountdown(session.asking().secondsLeft());
    }
  }

  private void show() {
    Optional<RoundRecord> round = shown.round();
    Optional<WhatIf> open = shown.decision();
    RunModel viewed = shown.viewed();
    view.show(
        round.isPresent()
            ? round.map(CandidateListing::past)
            : shown.snapshot().map(now -> CandidateListing.live(viewed, now)),
        open);
    view.showPromise(
        open.isPresent()
            ? Optional.empty()
            : round.isPresent() ? round.flatMap(Promise::of) : Promise.latest(viewed));
    view.explain(
        round.isPresent()
            ? round.flatMap(this::decided)
            : open.map(asked -> WhySource.of(asked, attempt(viewed)))
                .or(() -> viewed.round(viewed.round()).flatMap(this::decided)));
  }

  private Optional<WhySource> decided(RoundRecord record) {
    return WhySource.of(record, shown.otherShare());
  }

  private static int attempt(RunModel viewed) {
    return viewed.round(viewed.round()).map(RoundRecord::attempt).orElse(0);
  }

  /** Opens or closes the reasons for a score. */
  public void toggleWhy() {
    view.toggleWhy();
  }

  /** Opens the reasons for a score. */
  public void explain() {
    view.showWhy();
  }

  /** Puts the focus into the filter. */
  public void filter() {
    view.focusFilter();
  }

  @Override
  public void mark(WhatIf.Mark mark) {
    List<Integer> chosen = view.selectedIndices();
    if (decision.whatIf().isEmpty()) {
      told.accept(
          "No decision is open: candidates are marked once a set is proposed and you are asked.");
    } else if (shown.lookingBack() || shown.round().isPresent()) {
      told.accept(
          "A moment of the past is on show: go back to now (End), where the decision waits.");
    } else if (chosen.isEmpty()) {
      told.accept(
          "Select candidates first, in the table or as cells of the network; then approve, veto or"
              + " defer them.");
    } else {
      decision.mark(chosen, mark);
    }
  }

  @Override
  public void apply() {
    decision.apply();
  }

  @Override
  public Optional<BothSets> both() {
    return decision.both();
  }

  @Override
  public void tryBoth() {
    decision.tryBoth();
  }

  @Override
  public void keepProposal() {
    decision.keepProposal();
  }
}
