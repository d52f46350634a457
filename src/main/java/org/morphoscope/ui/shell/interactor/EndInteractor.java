package org.morphoscope.ui.shell.interactor;

import java.util.Optional;
import java.util.function.Supplier;
import org.morphoscope.history.Change;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.frame.Notifier;
import org.morphoscope.ui.session.RunSession;

/** The banner at the end of a run, and a note on the screen for a person who looks elsewhere. */
public final class EndInteractor implements Interactor {
  private final Banner view;
  private final ShownMoment shown;
  private final RunSession session;
  private final Notifier notifier;
  private final Supplier<String> state;
  private boolean running;

  /** The end that was on show when a person began to look back. */
  private Optional<GrowthEvent.RunEnded> hidden = Optional.empty();

  /**
   * @param view the banner
   * @param shown what is on show
   * @param session the run that the window shows
   * @param notifier tells of the end when the window is not looked at
   * @param state the line about the run
   */
  public EndInteractor(
      Banner view,
      ShownMoment shown,
      RunSession session,
      Notifier notifier,
      Supplier<String> state) {
    this.view = view;
    this.shown = shown;
    this.session = session;
    this.notifier = notifier;
    this.state = state;
  }

  @Override
  public void show(Frame frame) {
    // a run that is opened at its beginning does not begin with its end
    boolean atBeginning = frame.has(Change.RUN) && shown.lookingBack();
    if (frame.has(Change.ENDED) && !atBeginning) {
      shown.model().ended().ifPresent(this::tell);
    }
    follow(frame);
    boolean runs = session.isRunning() || session.isWatching();
    if (running && !runs && !frame.has(Change.RUN)) {
      notifier.finished("Run ended", state.get());
    }
    running = runs;
  }

  /** The end is told at the end: who looks back from it does not read it, who comes back does. */
  private void follow(Frame frame) {
    if (frame.has(Change.RUN)) {
      hidden = Optional.empty();
    }
    Optional<GrowthEvent.RunEnded> end = shown.model().ended();
    if (shown.lookingBack() && end.filter(e -> view.shows(sentence(e))).isPresent()) {
      hidden = end;
      view.clear();
    } else if (!shown.lookingBack() && hidden.isPresent()) {
      hidden.filter(e -> end.equals(Optional.of(e))).ifPresent(this::tell);
      hidden = Optional.empty();
    }
  }

  private static String sentence(GrowthEvent.RunEnded end) {
    return end.reason() == EndReason.FAILED ? "The run ended: " + end.message() : end.message();
  }

  private void tell(GrowthEvent.RunEnded end) {
    if (end.reason() == EndReason.FAILED) {
      view.error(sentence(end));
    } else if (end.reason() != EndReason.STOPPED) {
      view.info(sentence(end));
    }
  }
}
