package org.morphoscope.ui.shell.interactor;

import java.util.Optional;
import org.morphoscope.run.Phase;
import org.morphoscope.service.Connection;
import org.morphoscope.ui.run.PhaseStrip;
import org.morphoscope.ui.session.RunSession;

/**
 * The strip of phases. Progress with the time left follows five times a second, since every change
 * of a text costs a layout of the window.
 */
public final class PhaseInteractor implements Interactor {
  private static final long PERIOD_NANOS = 200_000_000L;

  /** What its words depend on beside the numbers. */
  private record State(
      boolean paused, boolean running, PhaseStrip.Asked asked, Optional<Phase> active) {}

  private final PhaseStrip view;
  private final ShownMoment shown;
  private final OpenDecision decision;
  private final RunSession session;
  private State before = new State(false, false, PhaseStrip.Asked.NOBODY, Optional.empty());
  private boolean lookedBack;
  private long shownAt;

  /**
   * Drives the strip of phases.
   *
   * @param view the strip
   * @param shown what is on show
   * @param decision the question under way
   * @param session the run that the window shows
   */
  public PhaseInteractor(
      PhaseStrip view, ShownMoment shown, OpenDecision decision, RunSession session) {
    this.view = view;
    this.shown = shown;
    this.decision = decision;
    this.session = session;
  }

  @Override
  public void show(Frame frame) {
    boolean back = shown.lookingBack();
    State state =
        new State(
            session.isPaused(), session.isRunning(), asked(), shown.model().phases().active());
    boolean due = frame.now() - shownAt > PERIOD_NANOS || !state.equals(before) || lookedBack;
    if (!back && due) {
      shownAt = frame.now();
      view.show(shown.model().phases(), state.paused(), state.asked());
    } else if (back && frame.picture() == Frame.Picture.ALL) {
      view.showPast(shown.viewed().phases());
    }
    before = state;
    lookedBack = back;
  }

  private PhaseStrip.Asked asked() {
    Connection.State state = session.connection().state();
    if (state == Connection.State.LOST || state == Connection.State.RECONNECTING) {
      return PhaseStrip.Asked.UNKNOWN;
    }
    if (decision.whatIf().isPresent() && session.readOnly().isEmpty()) {
      return PhaseStrip.Asked.HERE;
    }
    boolean waits =
        session.readOnly().isPresent()
            && shown.model().phases().active().filter(Phase.DECIDE::equals).isPresent();
    return waits ? PhaseStrip.Asked.ELSEWHERE : PhaseStrip.Asked.NOBODY;
  }
}
