package org.morphoscope.ui.shell;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.morphoscope.history.Change;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.shell.interactor.Frame;
import org.morphoscope.ui.shell.interactor.Interactor;
import org.morphoscope.ui.shell.interactor.OpenDecision;
import org.morphoscope.ui.shell.interactor.ShownMoment;
import org.morphoscope.ui.timeline.TimelineView;

/**
 * Takes events into the model and says what is to be drawn anew. A view that fails leaves events,
 * model and the other views as they should be.
 */
final class RunPresenter {
  /** Table and words are read, not watched: twice a second is enough, and they lay out slowly. */
  private static final long WORDS_NANOS = 500_000_000L;

  private static final Set<Change> CHART = EnumSet.of(Change.RUN, Change.PROPOSAL, Change.ROUND);
  private static final Set<Change> PICTURE =
      EnumSet.of(Change.RUN, Change.SCORES, Change.PROPOSAL, Change.NET, Change.ROUND);

  private final ShownMoment shown;
  private final OpenDecision decision;
  private final SelectionState selection;
  private final Player player;
  private final TimelineView timeline;
  private final RunSession session;
  private final List<Interactor> interactors;
  private final Consumer<Throwable> failed;
  private long wordsShown;
  private boolean wordsLate;

  /**
   * @param timeline told to show now when a question or a run comes
   * @param interactors in the order in which they are brought up to date
   * @param failed told what one of them throws
   */
  RunPresenter(
      ShownMoment shown,
      OpenDecision decision,
      SelectionState selection,
      Player player,
      TimelineView timeline,
      RunSession session,
      List<Interactor> interactors,
      Consumer<Throwable> failed) {
    this.shown = shown;
    this.decision = decision;
    this.selection = selection;
    this.player = player;
    this.timeline = timeline;
    this.session = session;
    this.interactors = List.copyOf(interactors);
    this.failed = failed;
    timeline.shownProperty().addListener(o -> moved());
    player.momentProperty().addListener(o -> moved());
    decision.revisionProperty().addListener(o -> reconsidered());
    Set<Change> all = EnumSet.allOf(Change.class);
    show(new Frame(System.nanoTime(), all, true, Frame.Picture.ALL));
  }

  /** Takes in the events that came; says whether something moves in every frame. */
  boolean frame(List<GrowthEvent> events) {
    long now = System.nanoTime();
    Set<Change> changes = take(events);
    if (changes.contains(Change.RUN)) {
      selection.clear();
      timeline.goLive();
      player.opened();
    }
    player.frame(now);
    if (decision.follow()) {
      if (decision.whatIf().isPresent()) {
        timeline.goLive();
      }
      changes.add(Change.PROPOSAL);
    }
    // the person goes on with what is selected, also when a lock is told of meanwhile
    Set<CandidateKey> kept =
        decision.whatIf().isPresent() ? selection.selected() : Set.<CandidateKey>of();
    Frame.Picture picture = picture(changes, now);
    show(new Frame(now, changes, isDrawn(changes, CHART), picture));
    if (picture == Frame.Picture.ALL && !kept.isEmpty()) {
      selection.select(kept);
    }
    return player.playingProperty().get();
  }

  /** Every event reaches the recording and the model, also after one that fails. */
  private Set<Change> take(List<GrowthEvent> events) {
    Set<Change> changes = EnumSet.noneOf(Change.class);
    player.recording().append(events, session.arrival(events));
    for (GrowthEvent event : events) {
      try {
        changes.addAll(shown.model().apply(List.of(event)));
      } catch (RuntimeException e) {
        failed.accept(e);
      }
    }
    return changes;
  }

  /** A moment of the past stays as it is whatever happens now. */
  private boolean isDrawn(Set<Change> changes, Set<Change> any) {
    return !player.lookingBack() && any.stream().anyMatch(changes::contains);
  }

  private Frame.Picture picture(Set<Change> changes, long now) {
    boolean due = now - wordsShown >= WORDS_NANOS;
    if (!isDrawn(changes, PICTURE)) {
      if (!wordsLate || !due || player.lookingBack()) {
        return Frame.Picture.NOTHING;
      }
      wordsShown = now;
      return Frame.Picture.ALL;
    }
    Set<Change> drawn = EnumSet.copyOf(changes);
    drawn.retainAll(PICTURE);
    if (!drawn.equals(EnumSet.of(Change.SCORES))) {
      return Frame.Picture.ALL;
    }
    if (due || shown.round().isPresent()) {
      wordsShown = now;
      return Frame.Picture.ALL;
    }
    return Frame.Picture.CELLS;
  }

  /** Clears the selection; without one, shows now. */
  void escape() {
    if (selection.selected().isEmpty()) {
      timeline.goLive();
    } else {
      selection.clear();
    }
  }

  private void moved() {
    if (!player.playingProperty().get()) {
      selection.clear();
    }
    showAnew();
  }

  private void reconsidered() {
    Set<CandidateKey> kept = selection.selected();
    showAnew();
    selection.select(kept);
  }

  private void showAnew() {
    show(new Frame(System.nanoTime(), Set.of(), true, Frame.Picture.ALL));
  }

  private void show(Frame frame) {
    if (frame.picture() != Frame.Picture.NOTHING) {
      wordsLate = frame.picture() == Frame.Picture.CELLS;
      shown.take();
    }
    for (Interactor interactor : interactors) {
      try {
        interactor.show(frame);
      } catch (RuntimeException e) {
        failed.accept(e);
      }
    }
  }
}
